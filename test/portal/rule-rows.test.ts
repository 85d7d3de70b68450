import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from '../../src/event/query/parse.ts';
import {
  type RuleRow,
  readRows,
  ruleOperators,
  takesValues,
  writeRows,
} from '../../web/src/query/rule-rows.ts';

const value = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '' && ![...'\0\u001f'].some((char) => text.includes(char)));
const row = fc
  .tuple(
    fc.constantFrom('action', 'actor', 'details.before.role', 'tag.env'),
    fc.constantFrom(...ruleOperators),
  )
  .filter(([, operator]) => operator !== 'atLeast' && operator !== 'atMost')
  .chain(([field, operator]) =>
    fc
      .array(value, takesValues(operator) ? { minLength: 1, maxLength: 3 } : { maxLength: 0 })
      .map((values): RuleRow => ({ field, operator, values })),
  );

it('whatever the rule builder writes is a query that the server understands', () => {
  const rules = fc.record({
    match: fc.constantFrom('all' as const, 'any' as const),
    rows: fc.array(row, { maxLength: 6 }),
  });
  fc.assert(
    fc.property(rules, (rule) => {
      const text = writeRows(rule);
      expect(() => parse(text, { now: new Date() })).not.toThrow();
      expect(readRows(text)).not.toBeNull();
    }),
  );
});
