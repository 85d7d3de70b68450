import { describe, expect, it } from 'vitest';
import { barsOf, totalsOf } from './counts.ts';

const point = (at: string, delivered: number, failed = 0) => ({
  at,
  delivered,
  failed,
  dead: 0,
  deliveries: 1,
  bytes: 10,
  duration_ms: 40,
});

describe('bars of a trail', () => {
  const points = [
    point('2026-11-23T10:05:00Z', 3),
    point('2026-11-23T10:55:00Z', 4, 1),
    point('2026-11-23T12:00:00Z', 5),
  ];
  const from = Date.parse('2026-11-23T10:00:00Z');

  it('join five-minute sums, and keep hours in which nothing happened', () => {
    const bars = barsOf(points, from, from + 3 * 3_600_000, 3_600_000);
    expect(bars.map(({ values }) => values.delivered)).toEqual([7, 0, 5]);
    expect(bars[0]?.values.failed).toBe(1);
  });

  it('leave out what lies outside', () => {
    expect(barsOf(points, from, from + 3_600_000, 3_600_000)).toHaveLength(1);
  });

  it('have sums, and the mean duration of all attempts', () => {
    expect(totalsOf(points)).toEqual({ delivered: 12, failed: 1, dead: 0, bytes: 30, meanMs: 30 });
    expect(totalsOf([]).meanMs).toBeNull();
  });
});
