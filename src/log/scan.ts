import type { Database } from '../db/database.ts';
import type { Event } from '../event/event.ts';
import { match } from '../event/query/match.ts';
import { heads } from './heads.ts';
import type { LogRow } from './read.ts';
import { needsSearch, type Selection, type SeqRange, sourceOf } from './selection.ts';
import { SqlParams } from './sql-params.ts';

/** How many numbers a query spans, and how many events a page holds: 500 lifelike ones are half a megabyte. */
const sizes = { window: 20_000, page: 500 };

/** Every match of a range, oldest first, in pages. No transaction is held between them. */
export async function* scan(
  database: Database,
  selection: Selection,
  range: SeqRange,
): AsyncGenerator<LogRow[]> {
  const { indexed } = await heads(database, selection.organizationId);
  const border = needsSearch(selection) ? indexed : range.high;
  let { low } = range;
  while (low <= range.high) {
    const inSql = low <= border;
    const high = Math.min(low + sizes.window - 1, inSql ? Math.min(border, range.high) : range.high);
    const page = await readPage(database, selection, { low, high }, inSql);
    if (page.rows.length > 0) yield page.rows;
    low = page.next;
  }
}

/** What the index does not hold yet is read as it is and matched here. */
async function readPage(database: Database, selection: Selection, range: SeqRange, inSql: boolean) {
  const params = new SqlParams();
  const { text } = sourceOf(inSql ? selection : { ...selection, query: { kind: 'all' } }, range, params);
  const { rows } = await database.query<{ seq: number; event: string }>(
    `select e.seq, e.event ${text} order by e.seq limit ${params.add(sizes.page)}`,
    params.values,
  );
  const last = rows.at(-1);
  const next = rows.length === sizes.page && last !== undefined ? last.seq + 1 : range.high + 1;
  if (inSql) return { rows, next };
  const matches = match(selection.query, selection);
  return { rows: rows.filter((row) => matches(JSON.parse(row.event) as Event)), next };
}
