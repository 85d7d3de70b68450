import type { Queryable } from '../db/database.ts';

/** Rows whose length stands for all. */
const sample = 200;

/** How many events an organization has, and about how many bytes their JSON takes; indexes come on top. */
export async function storageOf(
  database: Queryable,
  organizationId: string,
): Promise<{ events: number; bytes: number }> {
  const { rows } = await database.query<{ events: number; length: number | null }>(
    `select h.next_seq - 1 as events, n.length
       from log_heads h
       left join lateral (
              select avg(octet_length(e.event))::float8 as length
                from (select event from events where organization_id = $1 order by seq desc limit ${sample}) e) n on true
      where h.organization_id = $1`,
    [organizationId],
  );
  const { events = 0, length = 0 } = rows[0] ?? {};
  return { events, bytes: Math.round(events * (length ?? 0)) };
}
