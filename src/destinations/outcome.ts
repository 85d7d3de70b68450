import type { Answer } from '../kernel/http.ts';
import { retryAfterMs } from '../kernel/retry.ts';
import type { Outcome } from './destination.ts';

/** Statuses that say "not now". */
const passing = new Set([408, 425, 429]);

/** Statuses that say "not here", or "not before you pay": another batch would fare no better, so none is taken apart. */
const elsewhere = new Set([402, 404, 405, 406, 410, 415, 421, 451]);

const maxQuoted = 200;

/** "answered 403: Forbidden", with the beginning of the answer on one line. */
export function answered(answer: Answer): string {
  const said = answer.body.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const quoted = said.length > maxQuoted ? `${said.slice(0, maxQuoted)}…` : said;
  return `answered ${answer.status}${quoted === '' ? '' : `: ${quoted}`}`;
}

/**
 * What an HTTP status means, unless a destination knows better. 401 and 403 never cost an event: keys are
 * withdrawn and given back. 410 is what Standard Webhooks use for "stop": it does not drop either, the trail
 * waits for a person. What remains of the 400s is about the body, so the batch is taken apart.
 */
export function standardOutcome(answer: Answer, nowMs: number): Outcome {
  const { status } = answer;
  const reason = answered(answer);
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 401 || status === 403 || status === 407) return { kind: 'unauthorized', reason };
  if (passing.has(status) || status >= 500) {
    const afterMs = retryAfterMs(answer.headers['retry-after'], nowMs);
    return { kind: 'retry', reason, ...(afterMs === undefined ? {} : { afterMs }) };
  }
  if ((status >= 300 && status < 400) || elsewhere.has(status)) return { kind: 'misconfigured', reason };
  return status >= 400 ? { kind: 'split', reason } : { kind: 'retry', reason };
}
