import type { Queryable } from '../db/database.ts';

/** Rows whose length stands for all. */
const sample = 200;

/** How many events an organization keeps, and about how many bytes their JSON takes; indexes come on top. */
export async function storageOf(
  database: Queryable,
  organizationId: string,
): Promise<{ events: number; bytes: number }> {
  const { rows } = await database.query<{ events: number; length: number | null }>(
    `select case when f.first is null then 0 else h.next_seq - f.first end as events, n.length
       from log_heads h
       left join lateral (select seq as first from events where organization_id = $1 order by seq limit 1) f on true
       left join lateral (
              select avg(octet_length(e.event))::float8 as length
                from (select event from events where organization_id = $1 order by seq desc limit ${sample}) e) n on true
      where h.organization_id = $1`,
    [organizationId],
  );
  const { events = 0, length = 0 } = rows[0] ?? {};
  return { events, bytes: Math.round(events * (length ?? 0)) };
}

const shownMonths = 12;

/** Events by the month in which they occurred (UTC), oldest first; months without events are there with 0. */
export async function eventsByMonth(
  database: Queryable,
  organizationId: string,
  now: Date,
): Promise<{ month: string; events: number }[]> {
  const starts = Array.from({ length: shownMonths }, (_, index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (shownMonths - 1 - index), 1)).toISOString(),
  );
  const { rows } = await database.query<{ month: string; events: number }>(
    `select to_char(date_trunc('month', hour, 'UTC') at time zone 'UTC', 'YYYY-MM') as month, sum(events)::bigint as events
       from event_hours where organization_id = $1 and hour >= $2 group by 1`,
    [organizationId, starts[0]],
  );
  const counts = new Map(rows.map(({ month, events }) => [month, events]));
  return starts.map((start) => ({ month: start.slice(0, 7), events: counts.get(start.slice(0, 7)) ?? 0 }));
}
