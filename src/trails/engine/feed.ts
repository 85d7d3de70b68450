import type { Database } from '../../db/database.ts';
import type { StoredEvent } from '../../destinations/destination.ts';
import { type LogRow, readAfter } from '../../log/read.ts';
import type { Tail } from '../../log/tail.ts';
import { sharedEvent, storedEvent } from './stored-event.ts';
import { Wake } from './wake.ts';

/** What a page of a trail that is behind should weigh; events are between 200 bytes and 256 KiB. */
const pageBytes = 4_000_000;
const firstPageRows = 200;
const maxPageRows = 4_000;

/** What a trail that is up to date may have lying here before it goes back to reading pages. */
const maxHeldRows = 5_000;
const maxHeldBytes = 16_000_000;

/** The organization's events after a number, in order and without gaps. */
export interface Feed {
  /** The events that follow the last ones returned, at least one; waits for them. Empty only after `signal`. */
  next(signal: AbortSignal): Promise<readonly StoredEvent[]>;
  close(): void;
}

export interface FeedOptions {
  readonly database: Database;
  readonly tail: Pick<Tail, 'subscribe'>;
  readonly organizationId: string;
  /** Number of the last event that is not wanted. */
  readonly after: number;
}

/**
 * A trail that is behind reads large pages, the next one while the last is worked on. One that is up to date
 * takes what the process's shared tail hands to all, and reads the database no more.
 */
export class LogFeed implements Feed {
  readonly #options: FeedOptions;
  readonly #wake = new Wake();
  #after: number;
  #pageRows = firstPageRows;
  #ahead: Promise<LogRow[]> | undefined;
  #held: LogRow[] = [];
  #heldBytes = 0;
  /** Whether the database holds more than the tail handed over. */
  #isBehind = true;
  #unsubscribe: (() => void) | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#after = options.after;
  }

  async next(signal: AbortSignal): Promise<readonly StoredEvent[]> {
    while (!signal.aborted) {
      const rows = this.#isBehind ? await this.#readPage() : this.#takeHeld();
      if (rows.length > 0) return rows;
      if (!this.#isBehind && this.#held.length === 0) await this.#wake.wait(undefined, signal);
    }
    return [];
  }

  close(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#drop();
  }

  async #readPage(): Promise<StoredEvent[]> {
    const limit = this.#pageRows;
    const reading = this.#ahead ?? this.#read(this.#after, limit);
    this.#ahead = undefined;
    const rows = await reading;
    const last = rows.at(-1);
    if (last !== undefined) {
      this.#after = last.seq;
      const bytes = rows.reduce((sum, { event }) => sum + event.length, 0);
      this.#pageRows = Math.max(50, Math.min(maxPageRows, Math.floor((pageBytes * rows.length) / bytes)));
    }
    if (rows.length >= limit) this.#readAhead();
    else this.#followTail();
    return rows.map(storedEvent);
  }

  #read(after: number, limit: number): Promise<LogRow[]> {
    return readAfter(this.#options.database, this.#options.organizationId, after, limit);
  }

  #readAhead(): void {
    this.#ahead = this.#read(this.#after, this.#pageRows);
    // A failure is thrown to whoever asks for this page; nobody may ever do so after a stop.
    this.#ahead.catch(() => {});
  }

  /**
   * Near the end of the log. The first time, one more page is read after the subscription: what was stored in
   * between reaches us one way or the other.
   */
  #followTail(): void {
    if (this.#unsubscribe) {
      this.#isBehind = false;
      return;
    }
    const { tail, organizationId } = this.#options;
    this.#unsubscribe = tail.subscribe(organizationId, this.#after, (rows) => this.#hold(rows));
  }

  #hold(rows: readonly LogRow[]): void {
    for (const row of rows) {
      this.#held.push(row);
      this.#heldBytes += row.event.length;
    }
    if (this.#held.length > maxHeldRows || this.#heldBytes > maxHeldBytes) this.#fallBack();
    this.#wake.ring();
  }

  #takeHeld(): StoredEvent[] {
    const rows = this.#held.filter(({ seq }) => seq > this.#after);
    const first = rows[0];
    if (first && first.seq !== this.#after + 1) {
      // The tail was further on when we joined: the rows between are in the database.
      this.#fallBack();
      return [];
    }
    this.#drop();
    this.#after = rows.at(-1)?.seq ?? this.#after;
    return rows.map(sharedEvent);
  }

  #fallBack(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#drop();
    this.#isBehind = true;
  }

  #drop(): void {
    this.#held = [];
    this.#heldBytes = 0;
  }
}
