import type { Database } from '../db/database.ts';
import type { Logger } from '../kernel/log.ts';
import { type LogRow, readAfter } from './read.ts';

/** Rows read at once while a tail follows the log. */
const pageSize = 1_000;

/** A missed notice is made good by this poll. */
const pollMs = 5_000;

type Listener = (rows: readonly LogRow[]) => void;

/** One organization that somebody follows: read once, given to all. */
interface Followed {
  readonly listeners: Set<Listener>;
  seq: number;
  reading: boolean;
  again: boolean;
}

/** Follows the logs of organizations and hands each new event to all who asked, in order and without gaps. */
export class Tail {
  private readonly database: Database;
  private readonly log: Logger;
  private readonly followed = new Map<string, Followed>();
  private unlisten: (() => Promise<void>) | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(database: Database, log: Logger) {
    this.database = database;
    this.log = log;
  }

  async start(): Promise<void> {
    this.unlisten = await this.database.listen(
      'cairn_log',
      (payload) => this.onNotice(payload),
      () => this.wakeAll(),
    );
    this.timer = setInterval(() => this.wakeAll(), pollMs);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.unlisten?.();
    this.followed.clear();
  }

  /**
   * Calls `listener` with every event after `afterSeq`. When others already follow from further on, the rows
   * between are for the caller to read (`LogRow.seq` tells). Returns how to stop.
   */
  subscribe(organizationId: string, afterSeq: number, listener: Listener): () => void {
    let followed = this.followed.get(organizationId);
    if (followed === undefined) {
      followed = { listeners: new Set(), seq: afterSeq, reading: false, again: false };
      this.followed.set(organizationId, followed);
    }
    followed.listeners.add(listener);
    this.wake(organizationId);
    return () => {
      followed.listeners.delete(listener);
      if (followed.listeners.size === 0) this.followed.delete(organizationId);
    };
  }

  /** New events of these organizations are committed: known in this process before the notice arrives. */
  notify(heads: ReadonlyMap<string, number>): void {
    for (const organizationId of heads.keys()) this.wake(organizationId);
  }

  private onNotice(payload: string): void {
    if (payload === '') this.wakeAll();
    else for (const [organizationId] of JSON.parse(payload) as [string, number][]) this.wake(organizationId);
  }

  private wakeAll(): void {
    for (const organizationId of this.followed.keys()) this.wake(organizationId);
  }

  private wake(organizationId: string): void {
    const followed = this.followed.get(organizationId);
    if (followed === undefined) return;
    followed.again = true;
    if (!followed.reading) void this.read(organizationId, followed);
  }

  private async read(organizationId: string, followed: Followed): Promise<void> {
    followed.reading = true;
    try {
      while (followed.again && followed.listeners.size > 0) {
        followed.again = false;
        const rows = await readAfter(this.database, organizationId, followed.seq, pageSize);
        const last = rows.at(-1);
        if (last === undefined) continue;
        followed.seq = last.seq;
        if (rows.length === pageSize) followed.again = true;
        for (const listener of followed.listeners) listener(rows);
      }
    } catch (err) {
      this.log.warn({ err, organizationId }, 'the tail could not be read; the next poll tries again');
    } finally {
      followed.reading = false;
    }
  }
}
