import type { Event, Json } from '../event.ts';
import type { Range, Term, Value } from './ast.ts';
import { edgesOf, readNumber } from './operand.ts';
import { textTest } from './text-test.ts';

type Test = (value: Json) => boolean;

/**
 * `details.PATH` and `complement.PATH`. A list on the way, or at its end, is looked into, one level: any of
 * its items may match. A text value is compared exactly, also with numbers (by value: `5` finds 5.0, and the
 * text "5") and with `true` and `false`; `*` within a value finds texts only, and a range finds numbers only.
 * Null counts as absent. The database reads the same way by a lax jsonpath (`log/query-sql.ts`).
 */
export function documentTest(root: 'details' | 'complement', term: Term): (event: Event) => boolean {
  const test = valueTest(term.values);
  const { path } = term;
  return (event) => {
    const start = event[root];
    return start !== undefined && walk(start, path, 0, test);
  };
}

function walk(node: Json, path: readonly string[], depth: number, test: Test): boolean {
  if (depth === path.length) return isList(node) ? node.some(test) : test(node);
  const key = path[depth] as string;
  if (isList(node)) return node.some((item) => step(item, key, path, depth, test));
  return step(node, key, path, depth, test);
}

function step(node: Json, key: string, path: readonly string[], depth: number, test: Test): boolean {
  if (node === null || typeof node !== 'object' || isList(node) || !Object.hasOwn(node, key)) return false;
  return walk(node[key] as Json, path, depth + 1, test);
}

const isList = (node: Json): node is readonly Json[] => Array.isArray(node);

function valueTest(values: readonly Value[]): Test {
  const text = textTest(values, false);
  const ranges = values.filter((value) => value.kind === 'range').map(rangeTest);
  const exact = values.filter((value) => value.kind === 'is').map((value) => value.text);
  const numbers = new Set(exact.map(readNumber).filter((number) => number !== null));
  const present = values.some((value) => value.kind === 'present');
  return (value) => {
    if (value === null) return false;
    if (present) return true;
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return numbers.has(value) || ranges.some((test) => test(value));
    return typeof value === 'boolean' && exact.includes(String(value));
  };
}

function rangeTest(range: Range): (value: number) => boolean {
  const { from, to } = edgesOf(range);
  return (value) => {
    if (from !== undefined && (from.inclusive ? value < from.value : value <= from.value)) return false;
    return to === undefined || (to.inclusive ? value <= to.value : value < to.value);
  };
}
