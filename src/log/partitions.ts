import type { Queryable } from '../db/database.ts';

const parents = ['events', 'event_search'] as const;

const monthStart = (at: Date, ahead: number): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + ahead, 1));

/**
 * Makes the monthly partitions from last month to two months ahead, by time of receipt (UTC). Called at start,
 * daily, and by the writer when a row finds no partition.
 */
export async function ensurePartitions(database: Queryable, now: Date): Promise<void> {
  for (const ahead of [-1, 0, 1, 2]) {
    const from = monthStart(now, ahead).toISOString();
    const to = monthStart(now, ahead + 1).toISOString();
    for (const parent of parents) {
      const name = `${parent}_${from.slice(0, 4)}_${from.slice(5, 7)}`;
      await database.query(
        `create table if not exists ${name} partition of ${parent} for values from ('${from}') to ('${to}')`,
      );
    }
  }
}
