import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RuleRow, readRows, writeRows } from './rule-rows.ts';

const text = fc
  .string({ minLength: 1, maxLength: 10 })
  .filter((value) => /^[\x20-\x7e]*[!-~][\x20-\x7e]*$/.test(value));
const field = fc.constantFrom('action', 'actor', 'module', 'complement.name');
const single = fc.constantFrom('contains', 'startsWith', 'notContains');
const row: fc.Arbitrary<RuleRow> = fc.oneof(
  fc.record({
    field,
    operator: fc.constantFrom('is', 'isNot'),
    values: fc.array(text, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ field, operator: single, values: text.map((value) => [value]) }),
  fc.record({ field, operator: fc.constantFrom('present', 'absent'), values: fc.constant([]) }),
  fc.record({
    field: fc.constant(''),
    operator: fc.constantFrom('contains', 'notContains'),
    values: text.map((value) => [value]),
  }),
) as fc.Arbitrary<RuleRow>;
const rules = fc.record({
  match: fc.constantFrom('all' as const, 'any' as const),
  rows: fc.array(row, { minLength: 2, maxLength: 5 }),
});

describe('rows of the rule builder', () => {
  it('are read back from the text they were written as', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(readRows(writeRows(rule))).toEqual(rule);
      }),
    );
  });

  it('show a repeated field as one row with both values', () => {
    expect(readRows('action:a level:error action:b')).toEqual({
      match: 'all',
      rows: [
        { field: 'action', operator: 'is', values: ['a', 'b'] },
        { field: 'level', operator: 'is', values: ['error'] },
      ],
    });
  });

  it.each(['(a OR b) c', 'a OR b c', 'seq:1..5', 'a AND b OR c', 'action:a*,b'])(
    'cannot show %j, and say so',
    (query) => {
      expect(readRows(query)).toBeNull();
    },
  );
});
