import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, outage, retryAfterMs, seededRandom } from './retry.ts';

test('a wait is never above its ceiling, which doubles from 1 s to 5 min', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer(), (failures, seed) => {
      const wait = backoffMs(failures, seededRandom(seed));
      expect(wait).toBeGreaterThanOrEqual(200);
      expect(wait).toBeLessThanOrEqual(Math.min(300_000, 1_000 * 2 ** Math.min(failures - 1, 30)));
    }),
  );
  expect(backoffMs(1, () => 0.999_999)).toBe(1_000);
  expect(backoffMs(4, () => 0.999_999)).toBe(8_000);
  expect(backoffMs(50, () => 0.999_999)).toBe(outage.lastMs);
});

test('the same seed gives the same waits, and they are spread', () => {
  const draw = (seed: number) => Array.from({ length: 200 }, seededRandom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  const mean = draw(7).reduce((sum, value) => sum + value, 0) / 200;
  expect(mean).toBeGreaterThan(0.4);
  expect(mean).toBeLessThan(0.6);
});

test('Retry-After is read as seconds or as a date, within bounds', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  expect(retryAfterMs('7', now)).toBe(7_000);
  expect(retryAfterMs('Mon, 23 Nov 2026 10:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('Mon, 23 Nov 2026 09:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('999999', now)).toBe(300_000);
  expect(retryAfterMs('soon', now)).toBeUndefined();
  expect(retryAfterMs(undefined, now)).toBeUndefined();
});
