import { expect, test } from 'vitest';
import { addressFault, changedLevels, cleaned, isAddress } from './addresses.ts';

test.each([
  ['ada@example.com', true],
  ['on-call+night@mail.example.co.jp', true],
  ['ada@example', false],
  ['ada', false],
  ['ada@@example.com', false],
  [`${'a'.repeat(250)}@example.com`, false],
])('%s: %s', (value, expected) => {
  expect(isAddress(value)).toBe(expected);
});

test('pasted names and repeats are taken out', () => {
  expect(
    cleaned(['Ada Lovelace <ada@example.com>', ' ada@example.com', '', 'bob@example.com ada@example.com']),
  ).toEqual(['ada@example.com', 'bob@example.com']);
});

test('faults name the addresses, or that there are too many', () => {
  expect(addressFault(['ada@example.com', 'bob'])).toEqual({ kind: 'bad', which: ['bob'] });
  expect(addressFault(Array.from({ length: 16 }, (_, index) => `p${index}@example.com`))).toEqual({
    kind: 'most',
  });
  expect(addressFault([])).toBeUndefined();
});

test('only levels that differ are changed', () => {
  const stored = { information: [], notice: ['a@example.com'], warning: [], error: ['b@example.com'] };
  expect(changedLevels(stored, { ...stored, error: [], warning: ['c@example.com'] })).toEqual([
    'warning',
    'error',
  ]);
});
