import type { Queryable } from '../db/database.ts';

/** An event as it stands in the log: its number and its canonical JSON. */
export interface LogRow {
  readonly seq: number;
  readonly event: string;
}

/** The events after a number, in order. */
export async function readAfter(
  database: Queryable,
  organizationId: string,
  afterSeq: number,
  limit: number,
): Promise<LogRow[]> {
  const { rows } = await database.query<{ seq: number; event: string }>(
    'select seq, event from events where organization_id = $1 and seq > $2 order by seq limit $3',
    [organizationId, afterSeq, limit],
  );
  return rows;
}

/** The number of the newest event; 0 when there is none. */
export async function lastSeq(database: Queryable, organizationId: string): Promise<number> {
  const { rows } = await database.query<{ seq: number }>(
    'select next_seq - 1 as seq from log_heads where organization_id = $1',
    [organizationId],
  );
  return rows[0]?.seq ?? 0;
}

/** One event by its id, as canonical JSON. */
export async function readEvent(
  database: Queryable,
  organizationId: string,
  id: string,
): Promise<string | null> {
  const { rows } = await database.query<{ event: string }>(
    `select e.event from event_ids i
       join events e on e.organization_id = i.organization_id and e.seq = i.seq and e.received_at = i.received_at
      where i.organization_id = $1 and i.id = $2`,
    [organizationId, id],
  );
  return rows[0]?.event ?? null;
}
