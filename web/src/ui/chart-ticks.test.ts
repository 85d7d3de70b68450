import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceTop, timeTicks } from './chart-ticks.ts';

describe('niceTop', () => {
  it('is never below the value, and never more than twice it from 1 on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (value) => {
        expect(niceTop(value)).toBeGreaterThanOrEqual(value);
        expect(niceTop(value)).toBeLessThanOrEqual(value * 2);
      }),
    );
  });

  it('gives an empty chart an axis too', () => {
    expect(niceTop(0)).toBe(1);
  });
});

describe('timeTicks', () => {
  it('stay inside the span and within the number asked for', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 60_000, max: 1e11 }));
    fc.assert(
      fc.property(span, fc.integer({ min: 1, max: 20 }), ([from, length], most) => {
        const ticks = timeTicks(from, from + length, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const at of ticks) expect(at >= from && at <= from + length).toBe(true);
      }),
    );
  });
});
