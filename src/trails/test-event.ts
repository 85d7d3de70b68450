import { standardOutcome } from '../destinations/outcome.ts';
import type { Event } from '../event/event.ts';
import { ownService } from '../ingest/record.ts';
import { canonicalText } from '../kernel/canonical-json.ts';
import type { Clock } from '../kernel/clock.ts';
import { isFailure } from '../kernel/http.ts';
import { uuidv7 } from '../kernel/ids.ts';
import type { Transmission } from '../transports/transmission.ts';
import { confirmationOf, confirmed } from './engine/confirm.ts';
import { showAnswer } from './engine/delivery.ts';
import { Encoder, type Target } from './engine/encoder.ts';
import type { Sender } from './engine/sender.ts';
import { storedEvent } from './engine/stored-event.ts';
import { TrailSender } from './engine/trail-sender.ts';
import { rest } from './engine/wake.ts';

/** How often a receiver that acknowledges later is asked while a person waits for the test. */
const testAsks = 10;

/** What came of a test. Request and response are heads, with secrets removed. */
export interface TestResult {
  readonly ok: boolean;
  readonly request: string;
  readonly response: string | null;
  readonly ms: number;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Why it is not ok; null when it is. */
  readonly reason: string | null;
  /** What the person should look for at the receiver. */
  readonly look_for: string;
}

/** What a test concerns. */
export interface Tested {
  readonly organizationId: string;
  readonly name: string;
  readonly target: Target;
}

/** The event of a test: marked as such, and no event of the log, so its number is 0. */
function testEvent({ organizationId, name, target }: Tested, now: Date): Event {
  const at = now.toISOString();
  return {
    id: uuidv7(now.getTime()),
    action: 'trail.test',
    occurred_at: at,
    level: 'information',
    module: 'Trails',
    service: ownService,
    result: 'success',
    actor: { type: 'system', id: 'cairn', name: 'Cairn' },
    resources: [{ type: 'trail', id: target.trailId, name }],
    details: { test: true },
    organization_id: organizationId,
    received_at: at,
    schema: 1,
    seq: 0,
  };
}

/** Sends one marked event the way that deliveries go, and tells what was sent and what came back. */
export async function testTrail(
  { sender, clock, publicUrl }: { sender: Sender; clock: Clock; publicUrl?: string | undefined },
  tested: Tested,
): Promise<TestResult> {
  const { destination } = tested.target;
  const now = new Date(clock.now());
  const encoder = new Encoder(tested.target, publicUrl);
  const text = canonicalText(testEvent(tested, now));
  const event = encoder.encode(storedEvent({ seq: 0, event: text }), now);
  const batch = { events: [event], bytes: event.bytes + encoder.framing.around, through: 0 };
  const prepared = await encoder.prepare(batch, `test ${now.getTime()}`, now);
  const through = new TrailSender(tested.target, { sender, clock });
  const send = (outgoing: Transmission) => through.send(outgoing);
  const result = await send(prepared.outgoing);
  const endMs = clock.now();
  const base = { request: prepared.shown, ms: endMs - now.getTime(), look_for: destination.lookFor };
  if (isFailure(result))
    return { ...base, ok: false, response: null, status: null, reason: encoder.show(result.reason, 1_000) };
  const read = (destination.outcome ?? standardOutcome)(result, endMs, [event.source]);
  const confirmation = read.kind === 'delivered' ? confirmationOf(tested.target, prepared, result) : null;
  const never = new AbortController().signal;
  const asking = { send, wait: (ms: number) => rest(ms, never), nowMs: () => clock.now(), atMost: testAsks };
  const outcome = confirmation === null ? read : await confirmed(confirmation, asking);
  return {
    ...base,
    ok: outcome.kind === 'delivered',
    response: encoder.show(showAnswer(result)),
    status: result.status === 0 ? null : result.status,
    reason: 'reason' in outcome ? encoder.show(outcome.reason, 1_000) : null,
  };
}
