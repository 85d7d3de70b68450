import type { Database, Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { seqBefore } from './seq-before.ts';

/** Days that events may be kept: six weeks to ten years, three years unless told. */
export const retentionDays = { least: 42, most: 3653, otherwise: 1096 } as const;

const dayMs = 86_400_000;

/** Events of one statement: short enough that nobody waits for its locks. */
const eventsAtOnce = 2_000;

/** How long an organization keeps its events, and how much that is now. */
export interface Retention {
  readonly days: number;
  readonly events: number;
  /** When the oldest event that is kept was received; null when there is none. */
  readonly oldest_received_at: Date | null;
}

/** @throws CairnError `resource.not_found` */
export async function getRetention(database: Queryable, organizationId: string): Promise<Retention> {
  const { rows } = await database.query<{ days: number; last: number }>(
    `select o.retention_days as days, h.next_seq - 1 as last
       from organizations o join log_heads h on h.organization_id = o.id where o.id = $1`,
    [organizationId],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  const oldest = await oldestEvent(database, organizationId);
  return {
    days: rows[0].days,
    events: oldest === null ? 0 : rows[0].last - oldest.seq + 1,
    oldest_received_at: oldest?.received_at ?? null,
  };
}

async function oldestEvent(database: Queryable, organizationId: string) {
  const { rows } = await database.query<{ seq: number; received_at: Date }>(
    'select seq, received_at from events where organization_id = $1 order by seq limit 1',
    [organizationId],
  );
  return rows[0] ?? null;
}

/** How many events a number of days would delete now. */
export async function countBeyond(
  database: Queryable,
  organizationId: string,
  { days, nowMs }: { readonly days: number; readonly nowMs: number },
): Promise<number> {
  const oldest = await oldestEvent(database, organizationId);
  if (oldest === null) return 0;
  const last = await seqBefore(database, organizationId, new Date(nowMs - days * dayMs));
  return Math.max(0, last - oldest.seq + 1);
}

export async function setRetention(tx: Queryable, organizationId: string, days: number): Promise<void> {
  await tx.query('update organizations set retention_days = $2 where id = $1', [organizationId, days]);
}

/**
 * Some of the oldest events up to a number, with their ids, what search knows of them, and their share of the hourly
 * counts: one statement, so that counts and events agree whenever it is cut off.
 */
const deleteSome = `
with old as (
  select seq, received_at from events where organization_id = $1 and seq <= $2 order by seq limit ${eventsAtOnce}
), gone as (
  delete from events e using old
   where e.organization_id = $1 and e.seq = old.seq and e.received_at = old.received_at
  returning e.id, e.occurred_at, e.level, e.action, e.result, coalesce(e.module, '') as module,
            coalesce(e.service, '') as service
), ids as (
  delete from event_ids i using gone where i.organization_id = $1 and i.id = gone.id
), words as (
  delete from event_search s using old
   where s.organization_id = $1 and s.seq = old.seq and s.received_at = old.received_at
), counts as (
  select date_trunc('hour', occurred_at, 'UTC') as hour, level, action, result, module, service, count(*) as events
    from gone group by 1, 2, 3, 4, 5, 6
), counted as (
  update event_hours h set events = h.events - c.events from counts c
   where h.organization_id = $1 and h.hour = c.hour and h.level = c.level and h.action = c.action
     and h.result = c.result and h.module = c.module and h.service = c.service
)
select count(*) as deleted from gone`;

/**
 * Deletes what every organization has kept long enough. The numbers of what is kept stay; the first of them is then
 * greater than 1. `signal` ends it between two statements.
 */
export async function applyRetention(
  database: Database,
  nowMs: number,
  signal: AbortSignal,
): Promise<number> {
  const { rows } = await database.query<{ id: string; days: number }>(
    'select id, retention_days as days from organizations order by id',
  );
  let total = 0;
  for (const { id, days } of rows) {
    const last = await seqBefore(database, id, new Date(nowMs - days * dayMs));
    if (last === 0) continue;
    for (;;) {
      if (signal.aborted) return total;
      // The indexer counts events up to its own number; only those may be taken off the counts.
      const deleted = await database.query<{ deleted: number }>(deleteSome, [
        id,
        await indexedUpTo(database, id, last),
      ]);
      const count = deleted.rows[0]?.deleted ?? 0;
      total += count;
      if (count === 0) break;
    }
    await database.query('delete from event_hours where organization_id = $1 and events <= 0', [id]);
  }
  return total;
}

async function indexedUpTo(database: Queryable, organizationId: string, last: number): Promise<number> {
  const { rows } = await database.query<{ seq: number }>(
    'select seq from index_heads where organization_id = $1',
    [organizationId],
  );
  return Math.min(last, rows[0]?.seq ?? 0);
}
