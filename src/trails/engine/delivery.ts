import type { Outcome } from '../../destinations/destination.ts';
import { standardOutcome } from '../../destinations/outcome.ts';
import { CairnError } from '../../kernel/errors.ts';
import { type Answer, type Failure, isFailure } from '../../kernel/http.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { type Backoff, backoffMs, outage } from '../../kernel/retry.ts';
import { type Batch, type Encoded, halves } from './batcher.ts';
import { confirmationOf, confirmed } from './confirm.ts';
import { type Encoder, type Prepared, type PreparedObject, shownBytes, type Target } from './encoder.ts';
import type { HealthWatch } from './health.ts';
import type { Pace } from './pace.ts';
import type { EnginePorts } from './ports.ts';
import {
  type AttemptRecord,
  type DeadLetterRecord,
  type DeliveryStatus,
  freeze,
  type Held,
  type Lane,
  type Settlement,
  settle,
} from './settle.ts';
import type { TrailSender } from './trail-sender.ts';
import { rest } from './wake.ts';

/** For what a person has to set right; a change of the trail starts it anew at once. */
const slow: Backoff = { firstMs: 15_000, lastMs: 300_000 };

/** Signatures hold for 5 minutes (Standard Webhooks) to 15 (AWS); a batch that is older is prepared anew. */
const maxPreparedMs = 60_000;

/** How often a result that could not be written down is tried again. */
const writing: Backoff = { firstMs: 200, lastMs: 5_000 };

/**
 * So many events refused one after another, with none taken between, are not poison: something about the trail
 * is wrong, and the log must not be emptied into the dead letters over it.
 */
const maxRefusedInARow = 100;

/** The head of an attempt that went well is kept shorter: there are very many of these. */
const shownOfSuccessBytes = 1_024;

/** Thrown out of a wait or a request when the trail is to stop; nothing is lost by it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** One lane of one trail: one delivery at a time, in order. */
export interface LaneOptions {
  readonly held: Held;
  readonly lane: Lane;
  readonly target: Target;
  readonly encoder: Encoder;
  readonly sender: TrailSender;
  readonly health: HealthWatch;
  readonly pace: Pace;
  readonly ports: EnginePorts;
  /** Ends waits, and keeps new attempts from being made. */
  readonly stopping: AbortSignal;
  /** Ends a request that is under way. */
  readonly abort: AbortSignal;
}

interface Tried {
  readonly outcome: Outcome;
  readonly record: Omit<AttemptRecord, 'deliveryStatus' | 'nextAttemptAt'>;
  readonly object?: PreparedObject;
}

/** Delivers batches until each of their events is settled, however long that takes. */
export class DeliveryLane {
  readonly #options: LaneOptions;
  #refusedInARow = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /**
   * Returns when every event of the batch is delivered or a dead letter, and that is on disk. Throws `Stopped`
   * when the trail is to stop first, `Fenced` when it belongs to another process.
   */
  async deliver(first: Batch, ready?: Prepared): Promise<void> {
    let batch = first;
    let prepared = ready;
    for (let failures = 0; batch.events.length > 0; ) {
      this.#checkStopping();
      if (prepared === undefined || this.#isStale(prepared)) prepared = await this.#prepare(batch);
      await this.#freeze(prepared);
      const tried = await this.#try(prepared);
      prepared = undefined;
      const { outcome } = tried;
      if (outcome.kind === 'delivered') return this.#delivered(batch, tried);
      if (outcome.kind === 'split' && !this.#isRefusingAll(batch)) return this.#split(batch, tried);
      if (outcome.kind === 'partial') {
        const rest = await this.#partial(batch, tried, outcome);
        failures = rest.events.length < batch.events.length ? 0 : failures;
        batch = rest;
      }
      if (batch.events.length > 0) await this.#again(tried, ++failures);
      batch = this.#options.encoder.refresh(batch, this.#now());
    }
    if (first.events.length === 0) await this.#write({ position: first.through });
  }

  /** An event that this destination takes under no circumstances. */
  async bury(event: Encoded, reason: string): Promise<void> {
    await this.#write({ ...this.#moves(event.source.seq), dead: [deadLetter(event, reason, this.#now())] });
    this.#options.ports.observer?.deadLettered?.(this.#options.target.destination.id, 1);
  }

  #now = (): Date => new Date(this.#options.ports.clock.now());

  #checkStopping(): void {
    if (this.#options.stopping.aborted) throw new Stopped();
  }

  /** A batch that waited behind another one for long carries a signature that will not be accepted any more. */
  #isStale({ at }: Prepared): boolean {
    return this.#options.ports.clock.now() - at.getTime() > maxPreparedMs;
  }

  /** Where a batch is an object, its ends are written down first: after a crash it is cut, and named, the same. */
  async #freeze({ batch, id, object }: Prepared): Promise<void> {
    const { lane, held, ports } = this.#options;
    if (object === undefined || lane !== 'live') return;
    const { events, bytes } = batch;
    const record = { id, ...rangeOf(batch), events: events.length, bytes, now: this.#now() };
    await this.#lasting(() => freeze(ports.database, held, record));
  }

  #prepare(batch: Batch): Promise<Prepared> {
    return this.#options.encoder.prepare(batch, this.#options.lane, this.#now());
  }

  async #try(prepared: Prepared): Promise<Tried> {
    const { batch, id, outgoing, shown, object } = prepared;
    const { ports, target, encoder, sender, abort, lane } = this.#options;
    const { destination } = target;
    const { pace, stopping } = this.#options;
    await pace.wait(stopping);
    this.#checkStopping();
    pace.mark();
    const at = this.#now();
    const result = await sender.send(outgoing, abort);
    if (isFailure(result) && result.failure === 'aborted') throw new Stopped();
    const outcome = isFailure(result) ? failureOutcome(result) : await this.#read(prepared, result);
    const endMs = ports.clock.now();
    const durationMs = endMs - at.getTime();
    ports.observer?.attempted?.({
      destination: destination.id,
      outcome: outcome.kind,
      events: batch.events.length,
      bytes: batch.bytes,
      durationMs,
    });
    const bytes = outcome.kind === 'delivered' ? shownOfSuccessBytes : shownBytes;
    const record = {
      deliveryId: id,
      lane,
      ...rangeOf(batch),
      events: batch.events.length,
      bytes: batch.bytes,
      at,
      durationMs,
      outcome: outcome.kind,
      status: isFailure(result) || result.status === 0 ? null : result.status,
      reason: 'reason' in outcome ? encoder.show(outcome.reason, 1_000) : null,
      request: encoder.show(shown, bytes),
      response: isFailure(result) ? null : encoder.show(showAnswer(result), bytes),
    };
    return { outcome, record, ...(object === undefined ? {} : { object }) };
  }

  /** What the answer means; where that takes a second question, after its answer. */
  async #read(prepared: Prepared, answer: Answer): Promise<Outcome> {
    const { ports, target, sender, abort, stopping } = this.#options;
    const events = prepared.batch.events.map(({ source }) => source);
    const read = target.destination.outcome ?? standardOutcome;
    const outcome = this.#doubted(read(answer, ports.clock.now(), events), events.length);
    const confirmation = outcome.kind === 'delivered' ? confirmationOf(target, prepared, answer) : null;
    if (confirmation === null) return outcome;
    return confirmed(confirmation, {
      send: (outgoing) => sender.send(outgoing, abort),
      wait: async (ms) => {
        await rest(ms, stopping);
        this.#checkStopping();
      },
      nowMs: () => ports.clock.now(),
    });
  }

  /** Events that are refused one by one, but all of them and by the hundred, are no poison either. */
  #doubted(outcome: Outcome, events: number): Outcome {
    if (outcome.kind !== 'partial' || outcome.rejected.length < events) return outcome;
    if (this.#refusedInARow + events <= maxRefusedInARow) return outcome;
    const reason = outcome.rejected[0]?.reason ?? 'no reason given';
    return { kind: 'misconfigured', reason: `each of ${events} events was refused: ${reason}` };
  }

  async #delivered(batch: Batch, tried: Tried): Promise<void> {
    this.#refusedInARow = 0;
    const numbers = batch.events.map(({ source }) => source.seq);
    await this.#write({
      ...this.#moves(batch.through),
      ...(this.#options.lane === 'resend' ? { freed: numbers } : {}),
      attempt: attemptOf(tried, 'delivered'),
      delivered: batch.events.length,
      ...this.#stored(batch, tried),
    });
    this.#options.ports.observer?.delivered?.(this.#options.target.destination.id, batch.events.length);
    await this.#options.health.succeeded();
  }

  #stored(batch: Batch, { object }: Tried): Pick<Settlement, 'object'> {
    const { lane } = this.#options;
    if (object === undefined) return {};
    return { object: { ...object, lane, ...rangeOf(batch), events: batch.events.length } };
  }

  /** The receiver refused the batch: the culprit, once it is alone, is a dead letter. */
  async #split(batch: Batch, tried: Tried): Promise<void> {
    const [event] = batch.events;
    if (batch.events.length === 1 && event) {
      this.#refusedInARow += 1;
      const dead = [deadLetter(event, reasonOf(tried), this.#now())];
      await this.#write({ ...this.#moves(batch.through), attempt: attemptOf(tried, 'dead'), dead });
      this.#options.ports.observer?.deadLettered?.(this.#options.target.destination.id, 1);
      return;
    }
    await this.#write({ attempt: attemptOf(tried, 'split') });
    for (const half of halves(batch, this.#options.encoder.framing)) await this.deliver(half);
  }

  /** Some were taken. Gives the batch of those that were not, in their order; the position stops before them. */
  async #partial(batch: Batch, tried: Tried, outcome: Outcome & { kind: 'partial' }): Promise<Batch> {
    const { events } = batch;
    const again = outcome.retry.flatMap((index) => events[index] ?? []);
    const refused = outcome.rejected.flatMap(({ index, reason }) => {
      const event = events[index];
      return event ? [deadLetter(event, this.#options.encoder.show(reason, 1_000), this.#now())] : [];
    });
    const open = new Set(again);
    const taken = events.filter(
      (event, index) => !open.has(event) && !outcome.rejected.some((one) => one.index === index),
    );
    this.#refusedInARow = taken.length > 0 ? 0 : this.#refusedInARow + refused.length;
    const firstOpen = events.findIndex((event) => open.has(event));
    const settledThrough = firstOpen < 0 ? batch.through : events[firstOpen - 1]?.source.seq;
    await this.#write({
      ...(settledThrough === undefined ? {} : this.#moves(settledThrough)),
      ...(this.#options.lane === 'resend' ? { freed: taken.map(({ source }) => source.seq) } : {}),
      attempt: attemptOf(tried, 'partial'),
      delivered: taken.length,
      dead: refused,
    });
    const { observer } = this.#options.ports;
    observer?.delivered?.(this.#options.target.destination.id, taken.length);
    if (refused.length > 0) observer?.deadLettered?.(this.#options.target.destination.id, refused.length);
    if (taken.length > 0) await this.#options.health.succeeded();
    return { ...batch, events: again };
  }

  /** Writes the failed attempt down and waits until the next one. */
  async #again(tried: Tried, failures: number): Promise<void> {
    const { ports, health, stopping } = this.#options;
    const { outcome } = tried;
    const needsPerson = outcome.kind !== 'retry' && outcome.kind !== 'partial';
    const asked = outcome.kind === 'retry' ? outcome.afterMs : undefined;
    const drawn = backoffMs(failures, ports.random, needsPerson ? slow : outage);
    // Retry-After is a floor: jitter on top keeps trails that were refused together from coming back together.
    const waitMs = asked === undefined ? drawn : asked + Math.min(drawn, 1_000);
    if (outcome.kind !== 'partial') {
      const next = new Date(ports.clock.now() + waitMs);
      const error = reasonOf(tried);
      const state = await this.#write({ attempt: attemptOf(tried, 'retrying', next), error });
      if (await health.failed(state, { reason: error, needsPerson })) throw new Stopped();
    }
    await rest(waitMs, stopping);
  }

  #isRefusingAll(batch: Batch): boolean {
    return batch.events.length === 1 && this.#refusedInARow >= maxRefusedInARow;
  }

  /** Only the live lane moves the position. */
  #moves(position: number): Pick<Settlement, 'position'> {
    return this.#options.lane === 'live' ? { position } : {};
  }

  /** What has happened must be written down before anything else happens, however long the database is away. */
  #write(settlement: Omit<Settlement, 'now'>): ReturnType<typeof settle> {
    const { ports, held } = this.#options;
    return this.#lasting(() => settle(ports.database, held, { ...settlement, now: this.#now() }));
  }

  async #lasting<T>(write: () => Promise<T>): Promise<T> {
    const { ports, held, stopping } = this.#options;
    for (let failures = 1; ; failures++) {
      try {
        return await write();
      } catch (err) {
        if (!(err instanceof CairnError) || err.code !== 'database.unavailable') throw err;
        this.#checkStopping();
        ports.log.warn(
          { trailId: held.trailId, failures },
          'the result of a delivery could not be written yet',
        );
        await rest(backoffMs(failures, ports.random, writing), stopping);
      }
    }
  }
}

const reasonOf = ({ outcome, record }: Tried): string => record.reason ?? outcome.kind;

const attemptOf = (
  { record }: Tried,
  deliveryStatus: DeliveryStatus,
  next: Date | null = null,
): AttemptRecord => ({
  ...record,
  deliveryStatus,
  nextAttemptAt: next,
});

function rangeOf({ events }: Batch): { firstSeq: number; lastSeq: number } {
  return { firstSeq: events[0]?.source.seq ?? 0, lastSeq: events.at(-1)?.source.seq ?? 0 };
}

const deadLetter = ({ source }: Encoded, reason: string, now: Date): DeadLetterRecord => ({
  id: uuidv7(now.getTime()),
  seq: source.seq,
  event_id: source.event.id,
  action: source.event.action,
  reason,
  event: source.text,
});

/** A forbidden address or a bad certificate stays so until somebody changes something; the rest may pass. */
function failureOutcome({ failure, reason }: Failure): Outcome {
  if (failure === 'unauthorized') return { kind: 'unauthorized', reason };
  const needsPerson = failure === 'forbidden' || failure === 'tls';
  return { kind: needsPerson ? 'misconfigured' : 'retry', reason };
}

export function showAnswer({ status, headers, body }: Answer): string {
  if (status === 0) return body;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return `${status}\n${lines.join('')}\n${body}`;
}
