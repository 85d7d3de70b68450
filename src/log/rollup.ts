import type { Query } from '../event/query/ast.ts';
import { toSql } from './query-sql.ts';
import { type Selection, timesIn } from './selection.ts';
import type { SqlParams } from './sql-params.ts';

const hourMs = 3_600_000;

/** The fields that `event_hours` keeps apart. */
const keptFields = new Set(['level', 'action', 'result', 'module', 'service']);

/** Whether `event_hours` knows everything that the query asks about. */
export function canRollUp(query: Query): boolean {
  switch (query.kind) {
    case 'all':
      return true;
    case 'and':
    case 'or':
      return query.of.every(canRollUp);
    case 'not':
      return canRollUp(query.of);
    case 'words':
      return false;
    case 'term':
      return keptFields.has(query.field);
  }
}

interface Span {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** The whole hours of a span, and what is left at its ends; null when there is no whole hour. */
export function hourSplit({
  from,
  to,
}: Span): { readonly whole: Span; readonly edges: readonly Span[] } | null {
  const first = from === undefined ? undefined : new Date(Math.ceil(from.getTime() / hourMs) * hourMs);
  const end = to === undefined ? undefined : new Date(Math.floor(to.getTime() / hourMs) * hourMs);
  if (first !== undefined && end !== undefined && first >= end) return null;
  const edges: Span[] = [];
  if (from !== undefined && first !== undefined && from < first) edges.push({ from, to: first });
  if (to !== undefined && end !== undefined && end < to) edges.push({ from: end, to });
  return { whole: { from: first, to: end }, edges };
}

/** FROM and WHERE over the hourly counts, in the shape of `events e` with the column `events` besides. */
export function hourSource(selection: Selection, params: SqlParams): string {
  const organization = params.add(selection.organizationId);
  const { where } = toSql(selection.query, params, selection.now);
  return `from (select hour as occurred_at, level, action, result, nullif(module, '') as module,
                       nullif(service, '') as service, events
                  from event_hours where organization_id = ${organization}) e
         where ${[...timesIn(selection, params), where].join(' and ')}`;
}
