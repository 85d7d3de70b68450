import type { Answer, Outgoing } from '../../kernel/http.ts';
import type { Outcome, Token } from '../destination.ts';
import { standardOutcome } from '../outcome.ts';

/** Where `expires_in` is absent (RFC 6749 only recommends it), a token is asked for again after this long. */
const unknownLifeSeconds = 300;

/** A request to a token endpoint (RFC 6749, section 3.2). */
export const tokenRequest = (url: string, fields: Readonly<Record<string, string>>): Outgoing => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
  body: new URLSearchParams(fields).toString(),
});

interface Said {
  readonly access_token?: unknown;
  readonly token_type?: unknown;
  readonly expires_in?: unknown;
  readonly error?: unknown;
  readonly error_description?: unknown;
}

function parsed(body: string): Said {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {}; // a proxy's page: judged by its status
  }
}

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);

/**
 * Reads the answer of a token endpoint (RFC 6749, sections 5.1 and 5.2). A reason never quotes the body, which may
 * hold a token; only `error` and `error_description`.
 */
export function readToken(
  answer: Answer,
  nowMs: number,
): Token | Exclude<Outcome, { kind: 'delivered' | 'partial' }> {
  const said = parsed(answer.body);
  const words = [said.error, said.error_description].filter((word) => typeof word === 'string').join(': ');
  const reason = `no access token: answered ${answer.status}${words === '' ? '' : `: ${oneLine(words)}`}`;
  if (answer.status === 200) {
    if (typeof said.access_token !== 'string' || !/^[\x21-\x7e]+$/.test(said.access_token)) {
      return { kind: 'retry', reason: 'no access token: the answer holds none' };
    }
    const seconds = Number(said.expires_in ?? unknownLifeSeconds);
    const life = Number.isFinite(seconds) && seconds > 0 ? seconds : unknownLifeSeconds;
    return { token: said.access_token, expiresAtMs: nowMs + life * 1000 };
  }
  const outcome = standardOutcome({ ...answer, body: '' }, nowMs);
  if (outcome.kind === 'retry') return { ...outcome, reason };
  // RFC 6749 answers a wrong client, a wrong grant and a withdrawn account alike with 400 or 401.
  return { kind: 'unauthorized', reason };
}
