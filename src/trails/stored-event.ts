import type { StoredEvent } from '../destinations/destination.ts';
import type { Event } from '../event/event.ts';
import type { LogRow } from '../log/read.ts';

class Stored implements StoredEvent {
  readonly seq: number;
  readonly text: string;
  #event: Event | undefined;

  constructor({ seq, event }: LogRow) {
    this.seq = seq;
    this.text = event;
  }

  get event(): Event {
    this.#event ??= JSON.parse(this.text) as Event;
    return this.#event;
  }
}

/** Rows that are in somebody's hands now: several trails that follow one log share the parsed event. */
const inHand = new WeakMap<LogRow, StoredEvent>();

/** A row of the log as an event on its way out. */
export function storedEvent(row: LogRow): StoredEvent {
  let stored = inHand.get(row);
  if (stored === undefined) {
    stored = new Stored(row);
    inHand.set(row, stored);
  }
  return stored;
}
