import type { Queryable } from '../db/database.ts';
import { parseInstant } from '../event/instant.ts';
import { invalid } from '../kernel/errors.ts';
import { lastSeq } from '../log/read.ts';

/**
 * The position for a start: `now`, `beginning`, an RFC 3339 time (of receipt), or the number of the first event
 * that is wanted. @throws CairnError `request.invalid` on the path `start`
 */
export async function startPosition(
  database: Queryable,
  organizationId: string,
  start: string | number,
): Promise<number> {
  const head = await lastSeq(database, organizationId);
  if (start === 'now') return head;
  if (start === 'beginning') return 0;
  if (typeof start === 'number') {
    if (start > head + 1) throw invalid('start', `the log ends at number ${head}`);
    return start - 1;
  }
  const at = parseInstant(start);
  if (at === null) throw invalid('start', 'must be now, beginning, an RFC 3339 time or an event number');
  return seqBefore(database, organizationId, new Date(at));
}

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
