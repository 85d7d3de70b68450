import { randomUUID } from 'node:crypto';
import type { Database } from './db/database.ts';
import { acquireLease } from './jobs/lease.ts';
import { Loop } from './jobs/loop.ts';
import type { Clock } from './kernel/clock.ts';
import type { Logger } from './kernel/log.ts';
import { indexOnce } from './log/indexer.ts';
import { dropEmptyPartitions, ensurePartitions } from './log/partitions.ts';
import { applyRetention } from './log/retention.ts';
import { sweepOAuth } from './oauth/failures.ts';

export interface RecurringOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Events that were stored by this process so far: tells how busy the writer is. */
  readonly stored: () => number;
  /** Gets the number of events that search has not reached yet. */
  readonly onLag: (events: number) => void;
}

/** What is done again and again beside the requests. */
export interface Recurring {
  /** Events were stored here: index them soon. */
  wakeIndexer(): void;
  stop(): Promise<void>;
}

const oauthSweepEveryMs = 10 * 60 * 1000;

const partitionsEveryMs = 6 * 60 * 60 * 1000;
const retentionEveryMs = 60 * 60 * 1000;
const retentionLease = { name: 'retention', ms: 30 * 60 * 1000 };

/**
 * Search reads what the index has not reached straight from the log, so the index may wait. While more events
 * than this arrive in a second, it leaves nine tenths of the time to the writer.
 */
const busyEventsPerSecond = 2_000;
const busyPauses = 9;

/** Events are gathered this long, so that a trickle does not cost a transaction each. */
const gatherMs = 250;

const batch = 2_000;

/** An index that is further behind than this is kept going even beside a busy writer. */
const farBehind = 2_000_000;

function indexLoop({ database, clock, log, stored, onLag }: RecurringOptions): Loop {
  let seen = { events: 0, atMs: 0 };
  const isBusy = (nowMs: number) => {
    const rate = ((stored() - seen.events) / Math.max(1, nowMs - seen.atMs)) * 1000;
    seen = { events: stored(), atMs: nowMs };
    return rate > busyEventsPerSecond;
  };
  return new Loop({
    name: 'search index',
    log,
    everyMs: 2_000,
    async work() {
      const startMs = clock.now();
      const { behind, events } = await indexOnce(database, { limit: batch });
      onLag(behind);
      const tookMs = clock.now() - startMs;
      if (isBusy(startMs) && behind < farBehind) return tookMs * busyPauses;
      if (behind > 0 && events > 0) return 0;
      return events > 0 ? gatherMs : undefined;
    },
  });
}

export function startRecurring(options: RecurringOptions): Recurring {
  const { database, clock, log } = options;
  const index = indexLoop(options);
  const partitions = new Loop({
    name: 'partitions',
    log,
    everyMs: partitionsEveryMs,
    async work() {
      await ensurePartitions(database, new Date(clock.now()));
      return undefined;
    },
  });
  const holder = randomUUID();
  const retention = new Loop({
    name: 'retention',
    log,
    everyMs: retentionEveryMs,
    async work(signal) {
      const lease = await acquireLease(database, retentionLease.name, holder, retentionLease.ms);
      if (lease === null) return undefined;
      const deleted = await applyRetention(database, clock.now(), signal);
      await dropEmptyPartitions(database, new Date(clock.now()));
      if (deleted > 0) log.info({ deleted }, 'events were deleted because their time of retention is over');
      return undefined;
    },
  });
  const oauth = new Loop({
    name: 'OAuth sweep',
    log,
    everyMs: oauthSweepEveryMs,
    async work() {
      await sweepOAuth(database);
      return undefined;
    },
  });
  return {
    wakeIndexer: () => index.wake(),
    async stop() {
      await Promise.all([index.stop(), partitions.stop(), retention.stop(), oauth.stop()]);
    },
  };
}
