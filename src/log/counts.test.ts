import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { type EventLog, openEventLog } from '../../test/event-log.ts';
import { sentEvents } from '../../test/generated-events.ts';
import { queries } from '../../test/generated-queries.ts';
import { type Event, levels } from '../event/event.ts';
import type { Query } from '../event/query/ast.ts';
import { match } from '../event/query/match.ts';
import { parse } from '../event/query/parse.ts';
import { print } from '../event/query/print.ts';
import { type FacetField, facetFields, facets } from './facets.ts';
import { type HistogramRequest, histogram } from './histogram.ts';
import { indexOnce } from './indexer.ts';
import { canRollUp } from './rollup.ts';
import { tally } from './tally.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const hour = 3_600_000;

let test: TestDatabase;
let log: EventLog;
let events: Event[];

beforeAll(async () => {
  test = await freshDatabase();
  log = await openEventLog(test.database, now);
  await log.store(fc.sample(sentEvents, 150), now);
  await indexOnce(test.database);
  await log.store(fc.sample(sentEvents, 50), now);
  events = await log.events();
});

afterAll(async () => {
  await log.stop();
  await test.drop();
});

const selection = (query: Query, from?: Date, to?: Date) => ({
  organizationId: log.organizationId,
  query,
  now,
  from,
  to,
});

function matching(query: Query, from?: Date, to?: Date): Event[] {
  const matches = match(query, { now });
  const inTime = ({ occurred_at }: Event) =>
    (from === undefined || occurred_at >= from.toISOString()) &&
    (to === undefined || occurred_at < to.toISOString());
  return events.filter((event) => inTime(event) && matches(event));
}

/** The histogram as its definition says, from every event. */
function slowHistogram({ query, from, to, stepMs }: HistogramRequest) {
  const points = [];
  for (let at = Math.floor(from.getTime() / stepMs) * stepMs; at < to.getTime(); at += stepMs) {
    const inBar = matching(query, from, to).filter(({ occurred_at }) => {
      const time = Date.parse(occurred_at);
      return time >= at && time < at + stepMs;
    });
    const count = (level: string) => inBar.filter((event) => event.level === level).length;
    points.push({
      at: new Date(at).toISOString(),
      events: inBar.length,
      levels: Object.fromEntries(levels.map((level) => [level, count(level)])),
    });
  }
  return points;
}

function slowFacets(query: Query, field: FacetField, from?: Date, to?: Date) {
  const read: Record<FacetField, (event: Event) => string | undefined> = {
    level: (event) => event.level,
    module: (event) => event.module,
    action: (event) => event.action,
    actor: (event) => event.actor?.id,
    result: (event) => event.result,
    service: (event) => event.service,
    integration: (event) => event.integration_id,
    ip: (event) => event.context?.source_ip,
    customer: (event) => event.customer_id,
  };
  const counts = new Map<string, number>();
  for (const event of matching(query, from, to)) {
    const value = read[field](event);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return new Map([...counts].sort());
}

const time = fc.date({ min: new Date('2026-11-14'), max: new Date('2026-11-24'), noInvalidDate: true });
const rolledUp = fc.constantFrom(
  '',
  'level:error,notice',
  '-module:*',
  'service:*',
  'action:document.*',
  'result:failed OR -level:error',
  'module:"System Administration"',
);
const anyQuery = fc.oneof(
  rolledUp.map((text) => parse(text, { now })),
  queries,
);

describe('histogram', () => {
  it('counts what the predicate finds, from hourly counts, edges and the tail or from the events', async () => {
    const steps = fc.constantFrom(hour / 2, hour, 3 * hour, 24 * hour, hour + 1_000);
    await fc.assert(
      fc.asyncProperty(anyQuery, time, time, steps, async (query, one, other, stepMs) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const request = { ...selection(query, from, to), from, to, stepMs };
        const { points, sampled } = await histogram(test.database, request);
        expect(sampled).toBe(false);
        expect(points, print(query)).toEqual(slowHistogram(request));
      }),
      { numRuns: 120 },
    );
  });

  it('refuses a step that would give too many points', async () => {
    const request = { ...selection(parse('', { now })), from: new Date(0), to: now, stepMs: 60_000 };
    await expect(histogram(test.database, request)).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('facets', () => {
  it('count what the predicate finds, most frequent first', async () => {
    const bound = fc.option(time, { nil: undefined });
    await fc.assert(
      fc.asyncProperty(
        anyQuery,
        fc.constantFrom(...facetFields),
        bound,
        bound,
        async (query, field, from, to) => {
          const { values } = await facets(test.database, {
            ...selection(query, from, to),
            field,
            limit: 1000,
          });
          const counts = new Map(values.map(({ value, events: count }) => [value, count]));
          expect(new Map([...counts].sort()), print(query)).toEqual(slowFacets(query, field, from, to));
          expect(values.map((value) => value.events)).toEqual([...counts.values()].sort((a, b) => b - a));
        },
      ),
      { numRuns: 120 },
    );
  });

  it('name at most as many values as were asked for', async () => {
    const { values } = await facets(test.database, {
      ...selection(parse('', { now })),
      field: 'action',
      limit: 2,
    });
    expect(values).toHaveLength(2);
  });
});

describe('tally', () => {
  it('uses the hourly counts only for what they keep apart', () => {
    expect(canRollUp(parse('level:error -module:a OR action:b*', { now }))).toBe(true);
    for (const text of ['word', 'actor:x', 'level:error seq:>5', 'occurred:today']) {
      expect(canRollUp(parse(text, { now })), text).toBe(false);
    }
  });

  it('takes a sample when counting takes too long', async () => {
    const grouping = {
      // Two seconds for the first row; the sample's own statement may take longer than the patience with it.
      sql: () => ['e.level', '(case when e.seq = 1 then pg_sleep(2)::text end)'],
      of: (event: Event) => [event.level],
      inHours: false,
    };
    const { groups, sampled } = await tally(test.database, selection(parse('seq:>0', { now })), grouping);
    expect(sampled).toBe(true);
    expect(groups.reduce((sum, group) => sum + group.events, 0)).toBe(events.length);
  });
});
