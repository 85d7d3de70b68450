import type { Database } from '../db/database.ts';
import { type Level, levels } from '../event/event.ts';
import { invalid } from '../kernel/errors.ts';
import type { Selection } from './selection.ts';
import type { SqlParams } from './sql-params.ts';
import { type Grouping, tally } from './tally.ts';

/** The most bars that one answer holds. */
export const mostPoints = 2_000;

const hourMs = 3_600_000;

export interface HistogramRequest extends Selection {
  readonly from: Date;
  readonly to: Date;
  /** Width of a bar in milliseconds, at least 1,000. */
  readonly stepMs: number;
}

export interface HistogramPoint {
  /** Start of the bar, RFC 3339; a multiple of the step since 1970 (UTC). */
  readonly at: string;
  readonly events: number;
  readonly levels: Readonly<Record<Level, number>>;
}

export interface Histogram {
  /** Every bar from `from` to `to`, empty ones too. The first and the last may be cut by the ends. */
  readonly points: readonly HistogramPoint[];
  readonly sampled: boolean;
}

/**
 * Events over time, by level.
 * @throws CairnError `request.invalid` when the step is too small for the span.
 */
export async function histogram(database: Database, request: HistogramRequest): Promise<Histogram> {
  const { stepMs } = request;
  const starts = startsOf(request);
  const grouping: Grouping = {
    sql: (params) => [binned(stepMs, params), 'e.level'],
    of: (event) => [String(floorTo(Date.parse(event.occurred_at), stepMs)), event.level],
    inHours: stepMs % hourMs === 0,
  };
  const { groups, sampled } = await tally(database, request, grouping);
  const bars = new Map(starts.map((start) => [String(start), emptyBar()]));
  for (const { keys, events } of groups) {
    const bar = bars.get(keys[0] ?? '');
    if (bar !== undefined) bar[keys[1] as Level] += events;
  }
  const points = starts.map((start): HistogramPoint => {
    const bar = bars.get(String(start)) ?? emptyBar();
    const events = levels.reduce((sum, level) => sum + bar[level], 0);
    return { at: new Date(start).toISOString(), events, levels: bar };
  });
  return { points, sampled };
}

const floorTo = (ms: number, step: number): number => Math.floor(ms / step) * step;

const emptyBar = (): Record<Level, number> => ({ information: 0, notice: 0, warning: 0, error: 0 });

function startsOf({ from, to, stepMs }: HistogramRequest): number[] {
  if (!Number.isInteger(stepMs) || stepMs < 1_000) throw invalid('step', 'must be at least 1s');
  const first = floorTo(from.getTime(), stepMs);
  const count = Math.max(0, Math.ceil((to.getTime() - first) / stepMs));
  if (count > mostPoints)
    throw invalid('step', `would give ${count} points; at most ${mostPoints} are allowed`);
  return Array.from({ length: count }, (_, index) => first + index * stepMs);
}

const binned = (stepMs: number, params: SqlParams): string =>
  `date_bin(${params.add(`${stepMs} milliseconds`)}::interval, e.occurred_at, 'epoch'::timestamptz)`;
