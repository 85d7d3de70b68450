import type { Database, Queryable } from '../db/database.ts';

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

/** A partition is past when no clock of another process can still send rows to it. */
const pastMs = 45 * 86_400_000;

/** Drops the partitions that are past and hold nothing any more, which gives their disk back. */
export async function dropEmptyPartitions(database: Database, now: Date): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = any($1::regclass[])`,
    [parents],
  );
  for (const { name } of rows) {
    const [year, month] = name.split('_').slice(-2).map(Number) as [number, number];
    if (Date.UTC(year, month, 1) > now.getTime() - pastMs) continue;
    await database.transaction(async (tx) => {
      // Readers of the log wait behind this lock, so it is not waited for long: the next round tries again.
      await tx.query(`set local lock_timeout = '2s'`);
      const found = await tx.query(`select from ${name} limit 1`);
      if (found.rowCount > 0) return;
      await tx.query(`lock table ${name} in access exclusive mode`);
      const late = await tx.query(`select from ${name} limit 1`);
      if (late.rowCount === 0) await tx.query(`drop table ${name}`);
    });
  }
}
