import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactor } from './redact.ts';

test('a secret is removed as is, from JSON, from a URL and from Basic auth', () => {
  const value = 'k"e y/1+=';
  const redact = redactor([value]);
  const text = `a ${value} b ${JSON.stringify(value)} c ${encodeURIComponent(value)} d ${btoa(value)} e`;
  expect(redact(text)).toBe('a [secret] b "[secret]" c [secret] d [secret] e');
});

test('no secret survives, wherever it stands and whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 8 }), fc.string(), (before, value, after) => {
      fc.pre(!'[secret]'.includes(value));
      const kept = redactor([value])(`${before}${value}${after}`);
      fc.pre(!`${before}[secret]${after}`.includes(value));
      expect(kept.includes(value)).toBe(false);
    }),
  );
});

test('the longer of two secrets is removed whole', () => {
  expect(redactor(['abc', 'abcdef'])('xabcdefx')).toBe('x[secret]x');
});

test('without secrets text stays as it is', () => {
  expect(redactor([])('text')).toBe('text');
  expect(redactor([''])('text')).toBe('text');
});
