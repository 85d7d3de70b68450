import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standardOutcome } from './outcome.ts';

const answer = (status: number, headers: Record<string, string> = {}, body = '') => ({
  status,
  headers,
  body,
});
const kind = (status: number) => standardOutcome(answer(status), 0).kind;

test('what each status means', () => {
  for (const status of [200, 201, 202, 204]) expect(kind(status)).toBe('delivered');
  for (const status of [401, 403, 407]) expect(kind(status)).toBe('unauthorized');
  for (const status of [408, 425, 429, 500, 501, 502, 503, 504, 599]) expect(kind(status)).toBe('retry');
  for (const status of [301, 302, 307, 308, 402, 404, 405, 410]) expect(kind(status)).toBe('misconfigured');
  for (const status of [400, 409, 411, 413, 422]) expect(kind(status)).toBe('split');
});

test('every status has a meaning, and only 2xx is delivered', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 999 }), (status) => {
      expect(kind(status) === 'delivered').toBe(status >= 200 && status < 300);
    }),
  );
});

test('Retry-After is passed on', () => {
  expect(standardOutcome(answer(429, { 'retry-after': '9' }), 0)).toMatchObject({
    kind: 'retry',
    afterMs: 9_000,
  });
  expect(standardOutcome(answer(503), 0)).not.toHaveProperty('afterMs');
});

test('the reason quotes the beginning of the answer on one line', () => {
  const outcome = standardOutcome(answer(400, {}, `bad\n\u0007thing ${'x'.repeat(999)}`), 0);
  expect(outcome).toMatchObject({ reason: expect.stringMatching(/^answered 400: bad thing x{190}…$/) });
});
