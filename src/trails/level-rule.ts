import { type Level, levels } from '../event/event.ts';
import { both, type Query } from '../event/query/ast.ts';
import { parse } from '../event/query/parse.ts';
import { print } from '../event/query/print.ts';

/**
 * The rule of a setting that asks for levels and, perhaps, for a query besides. All levels together ask for none.
 * @throws CairnError `query.invalid`
 */
export function levelRule(chosen: readonly Level[], q: string, now: Date): string {
  const query = parse(q, { now });
  if (levels.every((level) => chosen.includes(level))) return print(query);
  const values = chosen.map((level) => ({ kind: 'is' as const, text: level }));
  const term: Query = { kind: 'term', field: 'level', path: [], values };
  return print(query.kind === 'all' ? term : both([term, query]));
}
