import type { TrailMetrics } from '../../api/trails.ts';
import type { Bucket } from '../../ui/time-bars.tsx';

type Point = TrailMetrics['points'][number];

const sum = (points: readonly Point[], of: (point: Point) => number): number =>
  points.reduce((total, point) => total + of(point), 0);

/** Five-minute sums joined into bars of `stepMs` between `from` and `to`, empty ones too. */
export function barsOf(points: readonly Point[], from: number, to: number, stepMs: number): Bucket[] {
  const first = Math.floor(from / stepMs) * stepMs;
  const count = Math.max(0, Math.ceil((to - first) / stepMs));
  const bars = Array.from({ length: count }, () => ({ delivered: 0, failed: 0, dead: 0 }));
  for (const { at, delivered, failed, dead } of points) {
    const bar = bars[Math.floor((Date.parse(at) - first) / stepMs)];
    if (bar === undefined) continue;
    bar.delivered += delivered;
    bar.failed += failed;
    bar.dead += dead;
  }
  return bars.map((values, index) => ({ at: first + index * stepMs, values }));
}

export interface Totals {
  readonly delivered: number;
  readonly failed: number;
  readonly dead: number;
  readonly bytes: number;
  /** Mean duration of an attempt in milliseconds; null without any. */
  readonly meanMs: number | null;
}

export function totalsOf(points: readonly Point[]): Totals {
  const attempts = sum(points, (point) => point.deliveries + point.failed);
  return {
    delivered: sum(points, (point) => point.delivered),
    failed: sum(points, (point) => point.failed),
    dead: sum(points, (point) => point.dead),
    bytes: sum(points, (point) => point.bytes),
    meanMs: attempts === 0 ? null : sum(points, (point) => point.duration_ms) / attempts,
  };
}
