import type { Queryable } from '../db/database.ts';
import { parseInstant } from '../event/instant.ts';
import { invalid } from '../kernel/errors.ts';
import { lastSeq } from '../log/read.ts';
import { seqBefore } from '../log/seq-before.ts';

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
