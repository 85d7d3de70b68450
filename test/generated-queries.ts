import fc from 'fast-check';
import { levels, results } from '../src/event/event.ts';
import { all, both, either, type Query, type Term, type Value } from '../src/event/query/ast.ts';
import { type Field, fields } from '../src/event/query/fields.ts';
import { awkwardText, nonEmptyText } from './awkward-text.ts';

const bound = (text: fc.Arbitrary<string>) => fc.record({ text, inclusive: fc.boolean() });

/** Ranges that can be written: two ends always include both. */
const range = (text: fc.Arbitrary<string>): fc.Arbitrary<Value> =>
  fc.oneof(
    bound(text).map((from): Value => ({ kind: 'range', from })),
    bound(text).map((to): Value => ({ kind: 'range', to })),
    fc.tuple(text, text).map(
      ([from, to]): Value => ({
        kind: 'range',
        from: { text: from, inclusive: true },
        to: { text: to, inclusive: true },
      }),
    ),
  );

const is = (text: fc.Arbitrary<string>): fc.Arbitrary<Value> =>
  text.map((value): Value => ({ kind: 'is', text: value }));
const present = fc.constant<Value>({ kind: 'present' });
const like: fc.Arbitrary<Value> = fc
  .tuple(awkwardText, fc.array(nonEmptyText, { maxLength: 2 }), awkwardText)
  .filter(([first, middle, last]) => first !== '' || middle.length > 0 || last !== '')
  .map(([first, middle, last]): Value => ({ kind: 'like', parts: [first, ...middle, last] }));

const number = fc.oneof(
  fc.integer({ min: -3, max: 1100 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('5', '5.0', '1e3', '-0', '0.1', '1000'),
);
const json = number.filter((text) => /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text));
const seq = fc.integer({ min: 0, max: 60 }).map(String);
const time = fc.oneof(
  fc.constantFrom('now', 'now-1h', 'now-24h', 'now-7d', 'today', 'yesterday', '2026-11-20', '2026-11-22'),
  fc
    .date({ min: new Date('2026-11-15'), max: new Date('2026-11-24'), noInvalidDate: true })
    .map((at) => at.toISOString()),
);

function valueFor(field: Field): fc.Arbitrary<Value> {
  switch (field.kind) {
    case 'number':
      return fc.oneof(is(seq), range(seq), present);
    case 'time':
      return fc.oneof(is(time), range(time), present);
    case 'document':
      return fc.oneof(is(awkwardText), is(json), like, present, range(json));
    case 'tag':
      return fc.oneof(is(awkwardText), like, present);
    case 'text': {
      const known = field.name === 'level' ? levels : results;
      return fc.oneof(
        is(field.values === undefined ? awkwardText : fc.constantFrom(...known)),
        like,
        present,
      );
    }
  }
}

const keys = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', '__proto__', 'a.b', 'x y', '"', '0', 'É') },
  nonEmptyText,
);

const pathOf = (field: Field): fc.Arbitrary<string[]> => {
  if (field.kind === 'tag') return fc.array(keys, { minLength: 1, maxLength: 1 });
  return field.kind === 'document' ? fc.array(keys, { minLength: 1, maxLength: 3 }) : fc.constant([]);
};

const term: fc.Arbitrary<Query> = fc
  .constantFrom(...fields)
  .chain((field) =>
    fc
      .record({ path: pathOf(field), values: fc.array(valueFor(field), { minLength: 1, maxLength: 3 }) })
      .map(({ path, values }): Term => ({ kind: 'term', field: field.name, path, values })),
  );

const words: fc.Arbitrary<Query> = fc
  .array(nonEmptyText, { minLength: 1, maxLength: 2 })
  .map((parts): Query => ({ kind: 'words', parts }));

/** Trees as `parse` makes them: flat, and small enough for the limits of a query. */
export const queries: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => {
  const several = fc.array(tie('query'), { minLength: 2, maxLength: 3 });
  return {
    query: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: term },
      { weight: 2, arbitrary: words },
      { weight: 1, arbitrary: fc.constant<Query>(all) },
      { weight: 2, arbitrary: several.map(both) },
      { weight: 2, arbitrary: several.map(either) },
      { weight: 2, arbitrary: tie('query').map((of): Query => ({ kind: 'not', of })) },
    ),
  };
}).query;
