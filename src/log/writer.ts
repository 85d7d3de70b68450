import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import { isUnavailable, translateDatabaseError } from '../db/database-errors.ts';
import type { Clock } from '../kernel/clock.ts';
import { CairnError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/log.ts';
import type { Appended } from './append-within.ts';
import {
  beginCommit,
  type Commit,
  type CommitBuffers,
  finishCommit,
  type Pending,
  type Stored,
  tookPlace,
} from './commit.ts';
import { CopyBuffer } from './copy-rows.ts';
import { NextNumbers } from './next-numbers.ts';
import { ensurePartitions } from './partitions.ts';

/** Bounds of the queue and of one group. Groups of 2,000 rows keep a commit below 100 ms on two cores. */
const bounds = {
  queuedEvents: 50_000,
  queuedBytes: 96 * 1024 * 1024,
  groupEvents: 800,
  groupBytes: 8 * 1024 * 1024,
};

/** How often a group is tried again after it collided with another process, or found no partition. */
const tries = 5;

interface Waiting {
  readonly pending: readonly Pending[];
  readonly bytes: number;
  resolve(stored: readonly Stored[]): void;
  reject(reason: unknown): void;
}

export interface WriterOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called after each commit with the newest number of each organization that it touched. */
  readonly onCommit?: (heads: ReadonlyMap<string, number>, events: number) => void;
}

const sizeOf = ({ event }: Pending): number => event.json.length + 300;

const isCollision = (err: unknown): boolean =>
  ['23505', '40001', '40P01'].includes((err as { code?: string }).code ?? '');
const lacksPartition = (err: unknown): boolean => (err as { code?: string }).code === '23514';

/**
 * The only writer of the log in a process. One group is being committed; everything that arrives meanwhile is
 * the next group, so that load makes the groups larger and nothing waits for a timer.
 */
export class LogWriter {
  private readonly options: WriterOptions;
  private queue: Waiting[] = [];
  private queuedEvents = 0;
  private queuedBytes = 0;
  private running: Promise<void> | null = null;
  private client: PoolClient | null = null;
  private stopped = false;
  private readonly numbers = new NextNumbers();
  private readonly buffers: CommitBuffers = { ids: new CopyBuffer(), events: new CopyBuffer() };

  constructor(options: WriterOptions) {
    this.options = options;
  }

  /** Events that wait for a commit. */
  get backlog(): number {
    return this.queuedEvents;
  }

  /**
   * Stores events; resolves when they are on disk, with a result for each, in their order.
   * @throws CairnError `ingest.overloaded` when the queue is full, `database.unavailable` when nothing can be stored.
   */
  append(pending: readonly Pending[]): Promise<readonly Stored[]> {
    if (this.stopped) return Promise.reject(new CairnError('server.stopping'));
    if (pending.length === 0) return Promise.resolve([]);
    const bytes = pending.reduce((sum, item) => sum + sizeOf(item), 0);
    const full =
      this.queuedEvents + pending.length > bounds.queuedEvents ||
      this.queuedBytes + bytes > bounds.queuedBytes;
    if (full && this.queuedEvents > 0) {
      return Promise.reject(new CairnError('ingest.overloaded', undefined, { retryAfter: 1 }));
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ pending, bytes, resolve, reject });
      this.queuedEvents += pending.length;
      this.queuedBytes += bytes;
      this.running ??= this.run();
    });
  }

  /** Another transaction of this process has appended to the log and is committed. */
  appended({ heads, events }: Appended): void {
    if (events === 0) return;
    this.numbers.taken(heads);
    this.options.onCommit?.(heads, events);
  }

  /** Finishes what is queued and gives the connection back. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
    this.client?.release();
    this.client = null;
  }

  private async run(): Promise<void> {
    // One turn of the event loop, so that requests that were read together share the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.length > 0) {
      const group = this.takeGroup();
      await this.storeGroup(group);
    }
    this.running = null;
  }

  private takeGroup(): Waiting[] {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const waiting of this.queue) {
      if (
        count > 0 &&
        (events + waiting.pending.length > bounds.groupEvents || bytes + waiting.bytes > bounds.groupBytes)
      )
        break;
      events += waiting.pending.length;
      bytes += waiting.bytes;
      count++;
    }
    const group = this.queue.splice(0, count);
    this.queuedEvents -= events;
    this.queuedBytes -= bytes;
    return group;
  }

  /** Stores a group; a fault that is not the database's absence is pinned on the request that caused it. */
  private async storeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const stored = await this.commit(group.flatMap(({ pending }) => pending));
      let at = 0;
      for (const { pending, resolve } of group) {
        resolve(stored.slice(at, at + pending.length));
        at += pending.length;
      }
    } catch (err) {
      const unavailable = err instanceof CairnError && err.code === 'database.unavailable';
      if (group.length === 1 || unavailable) {
        for (const { reject } of group) reject(err);
        return;
      }
      for (const waiting of group) await this.storeGroup([waiting]);
    }
  }

  private async commit(pending: readonly Pending[]): Promise<readonly Stored[]> {
    for (let attempt = 1; ; attempt++) {
      const client = await this.connection();
      let commit: Commit | null = null;
      try {
        commit = await beginCommit(client, pending, this.options.clock.now(), this.numbers);
        await finishCommit(client, commit, this.buffers);
      } catch (err) {
        const tookPlace = await this.recover(client, commit, err);
        if (!tookPlace && commit !== null) this.numbers.wrong(commit.heads);
        if (!tookPlace && attempt < tries && (await this.mayTryAgain(err))) continue;
        if (!tookPlace) throw translateDatabaseError(err);
      }
      const { results, rows, heads } = commit as Commit;
      this.numbers.committed(heads);
      if (rows.length > 0) this.options.onCommit?.(heads, rows.length);
      return results;
    }
  }

  /** After an error: true when the group is in the log all the same, because only the answer was lost. */
  private async recover(client: PoolClient, commit: Commit | null, err: unknown): Promise<boolean> {
    if (commit === null || !isUnavailable(err)) {
      await this.rollback(client);
      return false;
    }
    this.options.log.warn({ err }, 'a commit of the log was cut off; looking whether it took place');
    this.discard(client);
    return tookPlace(await this.connection(), commit);
  }

  private async mayTryAgain(err: unknown): Promise<boolean> {
    if (lacksPartition(err))
      await ensurePartitions(this.options.database, new Date(this.options.clock.now()));
    return isCollision(err) || lacksPartition(err);
  }

  private async connection(): Promise<PoolClient> {
    if (this.client === null) {
      const client = await this.options.database.connect();
      client.once('error', () => this.discard(client));
      this.client = client;
    }
    return this.client;
  }

  private async rollback(client: PoolClient): Promise<void> {
    try {
      await client.query('rollback');
    } catch {
      // The connection is gone, and with it the transaction.
      this.discard(client);
    }
  }

  private discard(client: PoolClient): void {
    if (this.client !== client) return;
    this.client = null;
    client.release(true);
  }
}
