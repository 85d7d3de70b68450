import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { type EventLog, openEventLog } from '../../test/event-log.ts';
import { sentEvents } from '../../test/generated-events.ts';
import { parse } from '../event/query/parse.ts';
import { histogram } from './histogram.ts';
import { indexOnce } from './indexer.ts';
import { dropEmptyPartitions, ensurePartitions } from './partitions.ts';
import { applyRetention, countBeyond, getRetention, setRetention } from './retention.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const dayMs = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * dayMs);
const never = new AbortController().signal;

let test: TestDatabase;
let log: EventLog;
let neighbour: EventLog;

beforeAll(async () => {
  test = await freshDatabase();
  for (const days of [200, 100, 0]) await ensurePartitions(test.database, ago(days));
  log = await openEventLog(test.database, ago(0));
  neighbour = await openEventLog(test.database, ago(0));
});
afterAll(async () => {
  await log.stop();
  await neighbour.stop();
  await test.drop();
});

async function indexAll(): Promise<void> {
  while ((await indexOnce(test.database, { limit: 1_000 })).events > 0);
}

const rowsOf = async (organizationId: string) =>
  (
    await test.database.query<Record<string, number>>(
      `select (select count(*) from events where organization_id = $1) as events,
              (select count(*) from event_ids where organization_id = $1) as ids,
              (select count(*) from event_search where organization_id = $1) as words,
              (select coalesce(sum(events), 0)::bigint from event_hours where organization_id = $1) as counted`,
      [organizationId],
    )
  ).rows[0];

const all = (count: number) => ({ events: count, ids: count, words: count, counted: count });

it('deletes what is older, with all that was derived from it, and nothing of the neighbour', async () => {
  const sent = (count: number) =>
    fc
      .sample(sentEvents, count)
      .map((event) => ({ ...(event as object), id: undefined, occurred_at: undefined }));
  for (const [days, count] of [
    [200, 30],
    [100, 20],
    [1, 10],
  ] as const) {
    await log.store(sent(count), ago(days));
    await neighbour.store(sent(5), ago(days));
  }
  await indexAll();
  expect(await getRetention(test.database, log.organizationId)).toMatchObject({ days: 1096, events: 60 });
  expect(await countBeyond(test.database, log.organizationId, { days: 90, nowMs: now.getTime() })).toBe(50);
  await setRetention(test.database, log.organizationId, 90);
  expect(await applyRetention(test.database, now.getTime(), never)).toBe(50);
  expect(await rowsOf(log.organizationId)).toEqual(all(10));
  expect(await rowsOf(neighbour.organizationId)).toEqual(all(15));
  const left = await log.events();
  expect(left.map(({ seq }) => seq)).toEqual(Array.from({ length: 10 }, (_, index) => 51 + index));
  expect(await getRetention(test.database, log.organizationId)).toMatchObject({
    events: 10,
    oldest_received_at: ago(1),
  });
  const counted = await histogram(test.database, {
    organizationId: log.organizationId,
    query: parse('', { now }),
    from: new Date(0),
    to: new Date(now.getTime() + 2 * dayMs),
    now,
    stepMs: 3650 * dayMs,
  });
  expect(counted.points.reduce((sum, { events }) => sum + events, 0)).toBe(10);
});

it('takes an id again that is gone, under the next number', async () => {
  await log.store([{ id: 'again', action: 'a.b' }], now);
  await indexAll();
  await applyRetention(test.database, now.getTime() + 91 * dayMs, never);
  expect(await log.events()).toEqual([]);
  await log.store([{ id: 'again', action: 'a.b' }], now);
  expect(await log.events()).toMatchObject([{ id: 'again', seq: 62 }]);
});

it('waits for the index, because counts of events that it has not reached cannot be taken back', async () => {
  const behind = await openEventLog(test.database, now);
  await behind.store([{ action: 'late.one' }], now);
  const muchLater = now.getTime() + 2000 * dayMs;
  await applyRetention(test.database, muchLater, never);
  expect(await behind.events()).toHaveLength(1);
  await indexAll();
  await applyRetention(test.database, muchLater, never);
  expect(await behind.events()).toEqual([]);
  await behind.stop();
});

it('gives the disk back by dropping partitions that are empty and past', async () => {
  const partitions = async () =>
    (
      await test.database.query<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass order by 1`,
      )
    ).rows.map(({ name }) => name);
  const before = await partitions();
  expect(before).toContain('events_2026_05');
  await dropEmptyPartitions(test.database, now);
  expect(await partitions()).toEqual(before.filter((name) => name >= 'events_2026_10'));
  await log.store([{ action: 'still.works' }], now);
});
