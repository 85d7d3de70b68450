import { expect, it } from 'vitest';
import { expiryOf } from './validity.ts';

const now = new Date(2026, 10, 23, 12).getTime();

it('ends after so many days', () => {
  expect(expiryOf('30', '', now)?.getTime()).toBe(now + 30 * 86_400_000);
});

it('ends with the last second of a date, which may be today', () => {
  expect(expiryOf('date', '2026-11-23', now)).toEqual(new Date(2026, 10, 23, 23, 59, 59));
});

it.each(['', '2026-11-22', 'soon'])('has no end for the date %j', (date) => {
  expect(expiryOf('date', date, now)).toBeUndefined();
});

it('never ends when asked to', () => {
  expect(expiryOf('never', '', now)).toBeNull();
});
