import { z } from 'zod';
import { levels } from '../event/event.ts';
import { invalid } from '../kernel/errors.ts';
import { facetFields, facets } from '../log/facets.ts';
import { histogram } from '../log/histogram.ts';
import type { OperationContext } from './context.ts';
import { select, selection } from './event-search.ts';
import { operation } from './operation.ts';
import { limit } from './shapes.ts';

const path = '/organizations/{organization_id}/events';
const dayMs = 86_400_000;
const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: dayMs };

/** Steps that a histogram chooses from when none is asked for, so that it has at most 120 bars. */
const steps = [
  '1s',
  '5s',
  '10s',
  '30s',
  '1m',
  '5m',
  '10m',
  '30m',
  '1h',
  '3h',
  '6h',
  '12h',
  '1d',
  '7d',
  '30d',
];
const mostBars = 120;

const msOf = (step: string): number => Number(step.slice(0, -1)) * (units[step.slice(-1)] as number);

function chooseStep(spanMs: number): string {
  return steps.find((step) => spanMs / msOf(step) <= mostBars) ?? (steps.at(-1) as string);
}

/** Counting needs both ends; without them it is the last day. */
function spanOf(context: OperationContext, asked: Parameters<typeof select>[1]) {
  const selected = select(context, asked);
  const to = selected.to ?? context.now;
  return { ...selected, to, from: selected.from ?? new Date(to.getTime() - dayMs) };
}

export const eventCounts = [
  operation({
    id: 'events.histogram',
    method: 'GET',
    path: `${path}/histogram`,
    summary: 'Count matching events over time, by level. Without times: the last 24 hours.',
    access: 'events:view',
    audit: { none: 'Reading the log is not recorded, exporting it is.' },
    query: z.strictObject({
      ...selection,
      step: z
        .string()
        .regex(/^[1-9]\d{0,5}[smhd]$/, 'must be a duration such as 30s, 5m, 1h or 1d')
        .optional(),
    }),
    output: z.object({
      points: z.array(
        z.object({ at: z.string(), events: z.number(), levels: z.record(z.enum(levels), z.number()) }),
      ),
      step: z.string(),
      total: z.number(),
      sampled: z.boolean(),
    }),
    errors: ['query.invalid'],
    async handle(context, { query }) {
      const span = spanOf(context, query);
      if (span.from >= span.to) throw invalid('to', 'must lie after "from"');
      const step = query.step ?? chooseStep(span.to.getTime() - span.from.getTime());
      const { points, sampled } = await histogram(context.services.database, { ...span, stepMs: msOf(step) });
      return { points, step, total: points.reduce((sum, { events }) => sum + events, 0), sampled };
    },
  }),

  operation({
    id: 'events.facets',
    method: 'GET',
    path: `${path}/facets`,
    summary: 'The most frequent values of a field among matching events. Without times: the last 24 hours.',
    access: 'events:view',
    audit: { none: 'Reading the log is not recorded, exporting it is.' },
    query: z.strictObject({
      ...selection,
      field: z.enum(facetFields as [(typeof facetFields)[number]]),
      limit: limit(10, 100),
    }),
    output: z.object({
      field: z.string(),
      values: z.array(z.object({ value: z.string(), events: z.number() })),
      sampled: z.boolean(),
    }),
    errors: ['query.invalid'],
    async handle(context, { query }) {
      const { field, limit: most } = query;
      return {
        field,
        ...(await facets(context.services.database, { ...spanOf(context, query), field, limit: most })),
      };
    },
  }),
];
