import type { StoredEvent } from '../../destinations/destination.ts';
import type { Event } from '../../event/event.ts';
import type { Format } from '../../event/format/format.ts';
import { writers } from '../../event/format/index.ts';
import type { LogRow } from '../../log/read.ts';

class Stored implements StoredEvent {
  readonly seq: number;
  readonly text: string;
  readonly format = 'cairn';
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

/** A row of the log as an event on its way out. */
export const storedEvent = (row: LogRow): StoredEvent => new Stored(row);

/** Rows that the tail handed to several trails at once. */
const inHand = new WeakMap<LogRow, StoredEvent>();

/** The same for a row that others hold too: the event is parsed once for all of them. */
export function sharedEvent(row: LogRow): StoredEvent {
  let stored = inHand.get(row);
  if (stored === undefined) {
    stored = new Stored(row);
    inHand.set(row, stored);
  }
  return stored;
}

/** The event as a trail of that format hands it over. `cairn` is the stored text, which nobody parses for it. */
export function written(source: StoredEvent, format: Format): StoredEvent {
  if (format === source.format) return source;
  const { seq, event } = source;
  return { seq, event, format, text: writers[format](event, source.text) };
}
