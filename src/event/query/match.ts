import type { Event } from '../event.ts';
import { fold } from '../fold.ts';
import { searchText } from '../search-text.ts';
import type { Query, Term, Value } from './ast.ts';
import { documentTest } from './document.ts';
import { type Field, fieldNamed, type Reading } from './fields.ts';
import { seqsOf, timesOf } from './operand.ts';
import { inOrder, textTest } from './text-test.ts';

export type Predicate = (event: Event) => boolean;

interface Options {
  /** The instant that `now`, `today` and `yesterday` stand for. */
  readonly now: Date;
}

/**
 * The query as a test of one event. The closures are built once; a test allocates only where names or free
 * text have to be folded.
 */
export function match(query: Query, options: Options): Predicate {
  switch (query.kind) {
    case 'all':
      return () => true;
    case 'and':
      return every(cheapFirst(query.of).map((part) => match(part, options)));
    case 'or':
      return any(cheapFirst(query.of).map((part) => match(part, options)));
    case 'not': {
      const inner = match(query.of, options);
      return (event) => !inner(event);
    }
    case 'words': {
      const found = inOrder(query.parts.map(fold));
      return (event) => found(searchText(event));
    }
    case 'term':
      return matchTerm(query, options.now);
  }
}

function every(tests: readonly Predicate[]): Predicate {
  const [first, second] = tests;
  if (tests.length === 2 && first && second) return (event) => first(event) && second(event);
  return (event) => {
    for (const test of tests) if (!test(event)) return false;
    return true;
  };
}

function any(tests: readonly Predicate[]): Predicate {
  const [first, second] = tests;
  if (tests.length === 1 && first) return first;
  if (tests.length === 2 && first && second) return (event) => first(event) || second(event);
  return (event) => {
    for (const test of tests) if (test(event)) return true;
    return false;
  };
}

const cheapFirst = (queries: readonly Query[]): Query[] => queries.toSorted((a, b) => cost(a) - cost(b));

/** The rank of the dearest part: fields, then names that are folded, then documents, then the whole text. */
function cost(query: Query): number {
  if (query.kind === 'words') return 3;
  if (query.kind === 'not') return cost(query.of);
  if (query.kind === 'and' || query.kind === 'or') return Math.max(...query.of.map(cost));
  const field = query.kind === 'term' ? fieldNamed(query.field) : undefined;
  if (field?.kind === 'text') return field.readings.some((reading) => reading.folded) ? 1 : 0;
  return field?.kind === 'document' ? 2 : 0;
}

function matchTerm(term: Term, now: Date): Predicate {
  // The tree comes from `parse`, which knows the same fields.
  const field = fieldNamed(term.field) as Field;
  switch (field.kind) {
    case 'text':
      return any(field.readings.map((reading) => matchReading(reading, term.values)));
    case 'number':
      return any(
        term.values.map((value) => {
          const { from = 0, to = Number.POSITIVE_INFINITY } = seqsOf(value);
          return (event) => field.read(event) >= from && field.read(event) <= to;
        }),
      );
    case 'time':
      return any(
        term.values.map((value) => {
          // Times have one width and begin with a digit; ':' stands behind all digits.
          const { from = '', to = ':' } = timesOf(value, now);
          return (event) => field.read(event) >= from && field.read(event) < to;
        }),
      );
    case 'tag': {
      const key = term.path[0] as string;
      const test = textTest(term.values, false);
      return ({ tags }) => tags !== undefined && Object.hasOwn(tags, key) && test(tags[key] as string);
    }
    case 'document':
      return documentTest(field.name, term);
  }
}

function matchReading(reading: Reading, values: readonly Value[]): Predicate {
  const test = textTest(values, reading.folded);
  return (event) => reading.some(event, test);
}
