import type { Queryable } from '../db/database.ts';
import { lastSeq } from './read.ts';

/**
 * The number of the last event that was received before a time. Times of receipt grow with the numbers, so it
 * is found by halving, in some 20 reads of one row, without an index on the time.
 */
export async function seqBefore(database: Queryable, organizationId: string, at: Date): Promise<number> {
  let low = 0;
  let high = await lastSeq(database, organizationId);
  while (low < high) {
    const middle = Math.floor((low + high) / 2) + 1;
    const { rows } = await database.query<{ seq: number; received_at: Date }>(
      'select seq, received_at from events where organization_id = $1 and seq >= $2 order by seq limit 1',
      [organizationId, middle],
    );
    const row = rows[0];
    if (row === undefined || row.received_at >= at) high = middle - 1;
    else low = row.seq;
  }
  return low;
}
