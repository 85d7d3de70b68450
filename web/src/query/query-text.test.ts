import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chosenValues,
  partsOf,
  toggleValue,
  typedAt,
  withoutField,
  withValue,
  writeValue,
} from './query-text.ts';

const value = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed());
const field = fc.constantFrom('action', 'actor', 'level', 'details.before.role');
const query = fc
  .array(fc.tuple(field, value, fc.boolean()), { maxLength: 6 })
  .map((terms) => terms.reduce((text, [name, each, out]) => withValue(text, name, each, out), ''));

describe('terms of a query', () => {
  it('hold the very value that was added', () => {
    fc.assert(
      fc.property(query, field, value, fc.boolean(), (text, name, each, out) => {
        const chosen = chosenValues(withValue(text, name, each, out), name);
        expect(out ? chosen.excluded : chosen.included).toContain(each);
      }),
    );
  });

  it('are as before when a value is switched on and off again', () => {
    fc.assert(
      fc.property(query, field, value, fc.boolean(), (text, name, each, out) => {
        const { included, excluded } = chosenValues(text, name);
        fc.pre(!included.includes(each) && !excluded.includes(each));
        expect(toggleValue(toggleValue(text, name, each, out), name, each, out)).toBe(text);
      }),
    );
  });

  it('are gone when their field is left out', () => {
    fc.assert(
      fc.property(query, field, (text, name) => {
        expect(chosenValues(withoutField(text, name), name)).toEqual({ included: [], excluded: [] });
      }),
    );
  });

  it('join values of one field, and turn an excluded one round', () => {
    expect(withValue('action:a level:error', 'action', 'b')).toBe('action:a,b level:error');
    expect(toggleValue('-actor:ada level:error', 'actor', 'ada')).toBe('level:error actor:ada');
    expect(toggleValue('NOT actor:ada', 'actor', 'ada', true)).toBe('');
    expect(toggleValue('NOT actor:ada', 'actor', 'ada')).toBe('actor:ada');
  });

  it('lose the operators that have lost a side', () => {
    expect(toggleValue('action:a AND level:error', 'level', 'error')).toBe('action:a');
    expect(withoutField('action:a AND level:error', 'action')).toBe('level:error');
  });

  it('stand beside alternatives in brackets', () => {
    expect(withValue('a OR b', 'level', 'error')).toBe('(a OR b) level:error');
  });

  it('leave what stands in brackets or quotation marks alone', () => {
    expect(partsOf('(a OR level:error) "level:error b" c').map(({ text }) => text)).toEqual([
      '(a OR level:error)',
      '"level:error b"',
      'c',
    ]);
    expect(chosenValues('"level:error b"', 'level').included).toEqual([]);
  });
});

describe('writeValue', () => {
  it('quotes what would mean something else', () => {
    expect(['ada', 'a b', 'a"b', '*', 'a..b', '>5', 'fe80::1'].map(writeValue)).toEqual([
      'ada',
      '"a b"',
      '"a\\"b"',
      '"*"',
      '"a..b"',
      '">5"',
      'fe80::1',
    ]);
  });
});

describe('typedAt', () => {
  it('finds what stands before the caret', () => {
    expect(typedAt('level:error act', 15)).toEqual({ at: 12, text: 'act' });
    expect(typedAt('level:error act', 9)).toEqual({ at: 0, text: 'level:err' });
    expect(typedAt('level:error ', 12)).toEqual({ at: 12, text: '' });
    expect(typedAt('(level:error OR act', 19)).toEqual({ at: 16, text: 'act' });
  });
});
