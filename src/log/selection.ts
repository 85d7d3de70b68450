import type { Query } from '../event/query/ast.ts';
import { narrow } from './narrow.ts';
import { toSql } from './query-sql.ts';
import { SqlParams } from './sql-params.ts';

/** Which events of one organization are meant. */
export interface Selection {
  readonly organizationId: string;
  readonly query: Query;
  /** `from` <= occurred_at < `to`; an absent end is open. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** The instant that relative times of the query count from. */
  readonly now: Date;
}

/** Event numbers, both ends included. */
export interface SeqRange {
  readonly low: number;
  readonly high: number;
}

interface Source {
  /** `from … where …` over `events e` and, where needed, `event_search s`. */
  readonly text: string;
  readonly needsSearch: boolean;
}

/**
 * The FROM and WHERE of a selection within a range of numbers. With `indexed`, the whole range must be in the
 * index; then conditions are added that let an index answer (`narrow.ts`).
 */
export function sourceOf(selection: Selection, range: SeqRange, params: SqlParams, indexed = false): Source {
  const within = {
    low: `${params.add(range.low)}::bigint`,
    high: `${params.add(range.high)}::bigint`,
    indexed,
  };
  return sourceWithin(selection, within, params);
}

/** The same with the ends of the range in SQL. */
export function sourceWithin(
  selection: Selection,
  { low, high, indexed }: { readonly low: string; readonly high: string; readonly indexed: boolean },
  params: SqlParams,
): Source {
  const organization = params.add(selection.organizationId);
  const { where, needsSearch } = toSql(selection.query, params, selection.now);
  const extra = indexed ? narrow(selection.query, params, organization) : [];
  const conditions = [
    `e.organization_id = ${organization} and e.seq between ${low} and ${high}`,
    ...timesIn(selection, params),
    ...(where === 'true' ? [] : [where]),
    ...extra,
  ];
  const joins = needsSearch || extra.some((condition) => condition.includes('s.'));
  const join = joins
    ? ` join event_search s on s.organization_id = e.organization_id and s.seq = e.seq
          and s.received_at = e.received_at and s.seq between ${low} and ${high}`
    : '';
  return { text: `from events e${join} where ${conditions.join(' and ')}`, needsSearch };
}

/**
 * The numbers of a selection within a range, as a query. What only `event_search` knows is read from there
 * alone.
 */
export function seqsSql(selection: Selection, range: SeqRange, params: SqlParams, indexed: boolean): string {
  const { needsEvents, needsSearch } = toSql(selection.query, new SqlParams(), selection.now);
  const alone = indexed && needsSearch && !needsEvents;
  if (!alone) return `select e.seq ${sourceOf(selection, range, params, indexed).text}`;
  const organization = params.add(selection.organizationId);
  const conditions = [
    `s.organization_id = ${organization}`,
    `s.seq between ${params.add(range.low)}::bigint and ${params.add(range.high)}::bigint`,
    ...timesIn(selection, params, 's'),
    toSql(selection.query, params, selection.now).where,
    ...narrow(selection.query, params, organization),
  ];
  return `select s.seq from event_search s where ${conditions.join(' and ')}`;
}

/** The condition on the time of occurrence, as one to add to others. */
export function timesIn(
  { from, to }: Pick<Selection, 'from' | 'to'>,
  params: SqlParams,
  table = 'e',
): string[] {
  return [
    ...(from === undefined ? [] : [`${table}.occurred_at >= ${params.add(from.toISOString())}::timestamptz`]),
    ...(to === undefined ? [] : [`${table}.occurred_at < ${params.add(to.toISOString())}::timestamptz`]),
  ];
}

/** Whether the query reads `event_search`: names, user agents, resources, free text. */
export const needsSearch = (selection: Selection): boolean =>
  toSql(selection.query, new SqlParams(), selection.now).needsSearch;
