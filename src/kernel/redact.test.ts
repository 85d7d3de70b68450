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

test('a password is found in the base64 of user and password, wherever it begins', () => {
  const redact = redactor(['correct horse']);
  for (const user of ['', 'a', 'ab', 'abc', 'elastic']) {
    const shown = redact(`authorization: Basic ${btoa(`${user}:correct horse`)}`);
    const code = shown.slice('authorization: Basic '.length);
    expect(code).toContain('[secret]');
    // What stays around the mark is the user, and at most the edges that base64 shares with it.
    expect(code.replace('[secret]', '').length).toBeLessThanOrEqual(btoa(`${user}:`).length + 4);
  }
});

test('of several lines each is a secret of its own, and of a header its value', () => {
  const redact = redactor(['X-Team: t-12345\nX-Key: k-67890']);
  expect(redact('x-team: t-12345\nx-key: k-67890\n')).toBe('x-team: [secret]\nx-key: [secret]\n');
});

test('without secrets text stays as it is', () => {
  expect(redactor([])('text')).toBe('text');
  expect(redactor([''])('text')).toBe('text');
});
