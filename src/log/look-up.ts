import type { Database } from '../db/database.ts';
import { sqlState } from '../db/database-errors.ts';
import { alternatives } from './narrow.ts';
import type { LogRow } from './read.ts';
import { type Selection, type SeqRange, seqsSql } from './selection.ts';
import { SqlParams } from './sql-params.ts';

interface LookUp {
  readonly range: SeqRange;
  /** Whether all of the range is in `event_search`. */
  readonly indexed: boolean;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
}

/** How long the indexes may take before the search goes on along the log. */
const patienceMs = 1_000;

/** SQLSTATE query_canceled. */
const cancelled = '57014';

/**
 * The first events of a range that match, found through the indexes: the numbers of all matches first, then
 * the first few in order. MATERIALIZED keeps the planner from walking the log in order for the sake of the
 * limit, which has been tried already. Null when it took too long.
 */
export async function lookUp(
  database: Database,
  selection: Selection,
  wanted: LookUp,
): Promise<LogRow[] | null> {
  const params = new SqlParams();
  const found = alternatives(selection.query).map((query) =>
    seqsSql({ ...selection, query }, wanted.range, params, wanted.indexed),
  );
  const ordered = `order by seq ${wanted.order}`;
  const text = `with found as materialized (${found.join(' union ')}),
      first as materialized (select seq from found ${ordered} limit ${params.add(wanted.limit)})
    select e.seq, e.event from events e
     where e.organization_id = ${params.add(selection.organizationId)} and e.seq = any(array(select seq from first))
     ${ordered}`;
  try {
    return await database.transaction(async (tx) => {
      await tx.query(`set local statement_timeout = ${patienceMs}`);
      const { rows } = await tx.query<{ seq: number; event: string }>(text, params.values);
      return rows;
    });
  } catch (err) {
    if (sqlState(err) === cancelled) return null;
    throw err;
  }
}
