import { expect, test } from 'vitest';
import { messagesAtMost, queryOf, sameChoice } from './choice.ts';

const choice = { levels: ['warning', 'error'], q: '', quiet_minutes: 0 } as const;

test('a choice is a query of the audit log, brackets around what the person wrote', () => {
  expect(queryOf(choice)).toBe('level:warning,error');
  expect(queryOf({ ...choice, q: ' service:a OR service:b ' })).toBe(
    'level:warning,error AND (service:a OR service:b)',
  );
  expect(queryOf({ ...choice, levels: ['error', 'warning', 'notice', 'information'], q: 'x' })).toBe('x');
});

test('the order of levels and blanks around the query are no change', () => {
  expect(sameChoice(choice, { ...choice, levels: ['error', 'warning'], q: ' ' })).toBe(true);
  expect(sameChoice(choice, { ...choice, levels: ['error'] })).toBe(false);
  expect(sameChoice(choice, { ...choice, quiet_minutes: Number.NaN })).toBe(false);
});

test('quiet minutes bound the messages of a week', () => {
  expect(messagesAtMost(500, 0)).toBe(500);
  expect(messagesAtMost(5_000, 60)).toBe(168);
  expect(messagesAtMost(3, 60)).toBe(3);
});
