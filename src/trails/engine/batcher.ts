import type { Limits, StoredEvent } from '../../destinations/destination.ts';

/** One event, encoded for its destination. */
export interface Encoded {
  readonly source: StoredEvent;
  readonly item: string;
  /** UTF-8 bytes of `item`. */
  readonly bytes: number;
}

/** What goes out in one request. */
export interface Batch {
  readonly events: readonly Encoded[];
  /** UTF-8 bytes of the body, framing included. */
  readonly bytes: number;
  /** The number that the trail's position moves to when this batch is settled; events up to it do not match. */
  readonly through: number;
}

/** An event that no request of this destination can hold. */
export interface TooLarge {
  readonly source: StoredEvent;
  readonly bytes: number;
}

/** Bytes that framing adds: once a body, and between two items. */
export interface FramingBytes {
  readonly around: number;
  readonly between: number;
}

/**
 * Cuts a stream of events into batches that keep its order and pass none of the limits. Pure: no clock and no
 * waiting; whoever holds it decides when a batch that is not full goes out.
 */
export class Batcher {
  readonly #limits: Limits;
  readonly #framing: FramingBytes;
  #events: Encoded[] = [];
  #bytes: number;
  #through: number;

  /** `position` is the number of the last event that needs no more attention. */
  constructor(limits: Limits, framing: FramingBytes, position: number) {
    this.#limits = limits;
    this.#framing = framing;
    this.#bytes = framing.around;
    this.#through = position;
  }

  /** Events waiting. */
  get size(): number {
    return this.#events.length;
  }

  /** The number up to which events were added or passed over. */
  get through(): number {
    return this.#through;
  }

  /** The event with this number does not match: it goes with the batch that is open. */
  pass(seq: number): void {
    this.#through = seq;
  }

  /** Whether `add` would have to close the open batch first: then `take()` before it. */
  isFullFor(bytes: number): boolean {
    const count = this.#events.length;
    if (count === 0) return false;
    return count >= this.#limits.events || this.#bytes + this.#framing.between + bytes > this.#limits.bytes;
  }

  /** Whether the event fits no batch at all. */
  isTooLarge(bytes: number): boolean {
    return bytes > this.#limits.eventBytes || bytes + this.#framing.around > this.#limits.bytes;
  }

  /** Adds an event; the caller has asked `isTooLarge` and `isFullFor` before. */
  add(event: Encoded): void {
    this.#bytes += event.bytes + (this.#events.length === 0 ? 0 : this.#framing.between);
    this.#events.push(event);
    this.#through = event.source.seq;
  }

  /** Whether not even an empty item more would fit. */
  get isFull(): boolean {
    return this.isFullFor(0);
  }

  /** Closes the open batch, which may be empty and then only moves the position. */
  take(): Batch {
    const batch = { events: this.#events, bytes: this.#bytes, through: this.#through };
    this.#events = [];
    this.#bytes = this.#framing.around;
    return batch;
  }
}

/** A part of a batch as a batch of its own, for splitting; `through` is the caller's. */
export function part(
  batch: Batch,
  framing: FramingBytes,
  range: { from: number; to: number; through: number },
): Batch {
  const events = batch.events.slice(range.from, range.to);
  const items = events.reduce((sum, event) => sum + event.bytes, 0);
  const bytes = framing.around + items + Math.max(0, events.length - 1) * framing.between;
  return { events, bytes, through: range.through };
}

/** The two halves of a batch of at least two events; the left one's position stops at its last event. */
export function halves(batch: Batch, framing: FramingBytes): readonly [Batch, Batch] {
  const middle = batch.events.length >> 1;
  const last = batch.events[middle - 1];
  if (last === undefined) throw new RangeError('a batch of fewer than two events has no halves');
  return [
    part(batch, framing, { from: 0, to: middle, through: last.source.seq }),
    part(batch, framing, { from: middle, to: batch.events.length, through: batch.through }),
  ];
}
