import type { Queryable } from '../db/database.ts';

/** How far an organization's log reaches. */
export interface Heads {
  /** The newest event's number; 0 when there is none. */
  readonly last: number;
  /** Up to which number events are in `event_search` and `event_hours`. */
  readonly indexed: number;
}

export async function heads(database: Queryable, organizationId: string): Promise<Heads> {
  const { rows } = await database.query<Heads>(
    `select h.next_seq - 1 as last, coalesce(i.seq, 0) as indexed
       from log_heads h left join index_heads i using (organization_id) where h.organization_id = $1`,
    [organizationId],
  );
  return rows[0] ?? { last: 0, indexed: 0 };
}
