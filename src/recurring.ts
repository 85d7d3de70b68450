import type { Database } from './db/database.ts';
import type { Clock } from './kernel/clock.ts';
import type { Logger } from './kernel/log.ts';
import { ensurePartitions } from './log/partitions.ts';

export interface RecurringOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Gets the number of events that search has not reached yet. */
  readonly onLag: (events: number) => void;
}

const partitionsEveryMs = 6 * 60 * 60 * 1000;

/** Starts what is done again and again beside the requests. */
export function startRecurring({ database, clock, log }: RecurringOptions) {
  const partitions = setInterval(() => {
    ensurePartitions(database, new Date(clock.now())).catch((err: unknown) =>
      log.warn({ err }, 'partitions could not be made; tried again later'),
    );
  }, partitionsEveryMs);
  return {
    /** Events were stored here: index them now rather than at the next poll. */
    wakeIndexer(): void {},
    async stop(): Promise<void> {
      clearInterval(partitions);
    },
  };
}
