import type { Answer } from '../kernel/http.ts';
import { type Refusal, readReceipt } from '../transports/receipt.ts';
import type { Outcome } from './destination.ts';

/** What a code of a protocol means: `refused` is about the message itself, the rest about the receiver. */
export type Meaning = 'retry' | 'refused' | 'unauthorized' | 'misconfigured';

/** Meanings by pattern, the first that fits; none: try again. */
export type Meanings = readonly (readonly [RegExp, Meaning])[];

/** Reads receipts of a protocol whose codes mean this. */
export function receiptOutcome(meanings: Meanings): (answer: Answer) => Outcome {
  const meaningOf = ({ code }: Refusal): Meaning =>
    meanings.find(([pattern]) => pattern.test(code))?.[1] ?? 'retry';
  return (answer) => {
    const { confirmed, refusals } = readReceipt(answer);
    const [first] = refusals;
    if (first === undefined) return { kind: 'delivered' };
    const whole = refusals.find(({ index }) => index === undefined);
    if (whole !== undefined) return outcomeOf(whole, meaningOf(whole));
    const rejected = refusals.filter((refusal) => meaningOf(refusal) === 'refused');
    const others = refusals.filter((refusal) => meaningOf(refusal) !== 'refused');
    const [other] = others;
    // Nothing taken and nothing found at fault: the receiver as a whole has a reason.
    if (confirmed === 0 && rejected.length === 0 && other) return outcomeOf(other, meaningOf(other));
    return {
      kind: 'partial',
      retry: others.map(({ index = 0 }) => index),
      rejected: rejected.map((refusal) => ({ index: refusal.index ?? 0, reason: reasonOf(refusal) })),
    };
  };
}

const reasonOf = ({ code, message }: Refusal): string =>
  message.includes(code) ? message : `${message} (${code})`;

const outcomeOf = (refusal: Refusal, meaning: Meaning): Outcome => ({
  kind: meaning === 'refused' ? 'split' : meaning,
  reason: reasonOf(refusal),
});
