import { expect, it } from 'vitest';
import { passwordStrength } from './password-strength.ts';

it('counts what is missing from 12 characters, as people count them', () => {
  expect(passwordStrength('abc')).toEqual({ kind: 'short', missing: 9 });
  expect(passwordStrength('山川'.repeat(5))).toEqual({ kind: 'short', missing: 2 });
});

it.each(['aaaaaaaaaaaaaa', 'password12345', 'Password12345!', 'abababababababab'])(
  'finds %s weak',
  (password) => {
    expect(passwordStrength(password).kind).toBe('weak');
  },
);

it.each(['correct horse battery staple', 'v8#Kq2!zLw9$Rt'])('finds %s strong', (password) => {
  expect(passwordStrength(password).kind).toBe('strong');
});
