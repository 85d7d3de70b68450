import type { Confirmation, Outcome } from '../../destinations/destination.ts';
import { type Answer, type Failure, isFailure, type Outgoing } from '../../kernel/http.ts';
import type { Prepared, Target } from './encoder.ts';

/** How to ask. */
export interface Asking {
  send(outgoing: Outgoing): Promise<Answer | Failure>;
  /** Waits; throws when the trail is to stop. */
  wait(ms: number): Promise<void>;
  readonly nowMs: () => number;
  /** Fewer times than the destination says, where a person waits. */
  readonly atMost?: number;
}

/** What has to be asked after this answer; null when the answer says it all. */
export const confirmationOf = (
  { destination, config, secrets }: Target,
  { context }: Prepared,
  answer: Answer,
): Confirmation | null => destination.confirmation?.(answer, config, secrets, context) ?? null;

/**
 * Asks until the receiver has kept what it took. A question without an answer counts as one without a yes: the
 * batch is sent again only when the receiver had time enough, for every repeat is a repeat of all of it.
 */
export async function confirmed(confirmation: Confirmation, asking: Asking): Promise<Outcome> {
  const times = Math.min(confirmation.times, asking.atMost ?? confirmation.times);
  let last = '';
  for (let asked = 0; asked < times; asked++) {
    await asking.wait(confirmation.everyMs);
    const answer = await asking.send(confirmation.request);
    if (isFailure(answer)) {
      last = `: ${answer.reason}`;
      continue;
    }
    last = '';
    const outcome = confirmation.read(answer, asking.nowMs());
    if (outcome) return outcome;
  }
  const seconds = Math.round((times * confirmation.everyMs) / 1000);
  return { kind: 'retry', reason: `taken, but not acknowledged within ${seconds} s${last}` };
}
