import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { type EventLog, openEventLog } from '../../test/event-log.ts';
import { awkwardEvents, sentEvents } from '../../test/generated-events.ts';
import { queries } from '../../test/generated-queries.ts';
import type { Event } from '../event/event.ts';
import type { Query } from '../event/query/ast.ts';
import { match } from '../event/query/match.ts';
import { parse } from '../event/query/parse.ts';
import { print } from '../event/query/print.ts';
import { indexOnce } from './indexer.ts';
import { lookUp } from './look-up.ts';
import { type SearchRequest, search, type WalkLimits } from './search.ts';

const now = new Date('2026-11-23T10:00:00.000Z');

let test: TestDatabase;
let log: EventLog;
let events: Event[];

beforeAll(async () => {
  test = await freshDatabase();
  log = await openEventLog(test.database, now);
  const early = fc.sample(sentEvents, 60).map(({ occurred_at: _, ...event }) => event);
  await log.store(early, new Date('2026-10-31T23:59:59.000Z'));
  await log.store(awkwardEvents, now);
  await indexOnce(test.database);
  await log.store(fc.sample(sentEvents, 30), now);
  events = await log.events();
});

afterAll(async () => {
  await log.stop();
  await test.drop();
});

const request = (query: Query | string, more: Partial<SearchRequest> = {}): SearchRequest => ({
  organizationId: log.organizationId,
  query: typeof query === 'string' ? parse(query, { now }) : query,
  order: 'desc',
  limit: 1000,
  now,
  ...more,
});

async function allPages(wanted: SearchRequest, limits?: WalkLimits): Promise<number[]> {
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await search(test.database, { ...wanted, cursor }, limits);
    expect(page.items.length).toBeLessThanOrEqual(wanted.limit);
    found.push(...page.items.map((item) => (JSON.parse(item) as Event).seq));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

function expected({ query, order, from, to }: SearchRequest): number[] {
  const matches = match(query, { now });
  const found = events.filter(
    (event) =>
      matches(event) &&
      (from === undefined || event.occurred_at >= from.toISOString()) &&
      (to === undefined || event.occurred_at < to.toISOString()),
  );
  return order === 'asc' ? found.map(({ seq }) => seq) : found.map(({ seq }) => seq).reverse();
}

/** So small that a log of some hundred events goes through every step: windows, border of the index, look-up. */
const small: WalkLimits = {
  first: 7,
  largest: 20,
  far: { direct: 3, words: 10, none: 30 },
  longestMs: 60_000,
};
/** Every step runs out of time, so that pages end before they are full. */
const hasty: WalkLimits = { ...small, longestMs: -1 };

const times = fc.date({ min: new Date('2026-11-14'), max: new Date('2026-11-24'), noInvalidDate: true });

describe('search', () => {
  it('finds what the predicate finds, indexed or not, in order and page by page', async () => {
    const bounds = fc.record(
      {
        from: times,
        to: times,
        order: fc.constantFrom('asc', 'desc'),
        limit: fc.integer({ min: 1, max: 90 }),
      },
      { requiredKeys: ['order', 'limit'] },
    );
    await fc.assert(
      fc.asyncProperty(queries, bounds, async (query, more) => {
        const wanted = request(query, more as Partial<SearchRequest>);
        expect(await allPages(wanted), print(query)).toEqual(expected(wanted));
        expect(await allPages(wanted, small), print(query)).toEqual(expected(wanted));
      }),
      { numRuns: 300 },
    );
  });

  it('loses nothing when its time is up before a page is full', async () => {
    for (const order of ['asc', 'desc'] as const) {
      for (const query of ['*', 'level:error', '東京', 'actor:U-1']) {
        const wanted = request(query, { order, limit: 4 });
        expect(await allPages(wanted, hasty), query).toEqual(expected(wanted));
      }
    }
  });

  it('finds the same through the indexes as along the log', async () => {
    const range = { low: 1, high: 60 + awkwardEvents.length };
    await fc.assert(
      fc.asyncProperty(queries, fc.constantFrom('asc' as const, 'desc' as const), async (query, order) => {
        const rows = await lookUp(test.database, request(query), {
          range,
          order,
          limit: 1000,
          indexed: true,
        });
        const seqs = expected(request(query, { order })).filter((seq) => seq <= range.high);
        expect(
          rows?.map(({ seq }) => seq),
          print(query),
        ).toEqual(seqs);
      }),
      { numRuns: 400 },
    );
  });

  it('finds an event by its id, its actor and its words through the indexes', async () => {
    const range = { low: 1, high: 60 + awkwardEvents.length };
    for (const text of ['東京', '%', "it's", 'İstanbul', '👩‍💻', 'line\nbreak', '"quoted"']) {
      const quoted = `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
      const terms = ['actor:', 'actor.name:', 'user_agent:', 'tag.a:', 'details.b.c:', 'resource:', ''];
      const ids = `id:${events[70]?.id},${events[71]?.id}`;
      for (const item of [...terms.map((term) => term + quoted), ids]) {
        const wanted = request(item, { order: 'asc' });
        const rows = await lookUp(test.database, wanted, { range, order: 'asc', limit: 1000, indexed: true });
        const seqs = expected(wanted).filter((seq) => seq <= range.high);
        expect(seqs.length, item).toBeGreaterThan(0);
        expect(
          rows?.map(({ seq }) => seq),
          item,
        ).toEqual(seqs);
      }
    }
  });

  it('answers with the very text of the log', async () => {
    const { items } = await search(test.database, request(`id:${events[0]?.id}`));
    const stored = await test.database.query<{ event: string }>('select event from events where seq = 1');
    expect(items).toEqual([stored.rows[0]?.event]);
  });

  it('finds nothing of another organization', async () => {
    const other = await openEventLog(test.database, now);
    expect(await search(test.database, request('*', { organizationId: other.organizationId }))).toEqual({
      items: [],
      nextCursor: null,
    });
    await other.stop();
  });

  it('refuses a cursor that belongs to another query, order or organization, or that nobody issued', async () => {
    const { nextCursor } = await search(test.database, request('*', { limit: 5 }));
    const cursor = nextCursor ?? '';
    const refused = [
      request('level:error', { cursor }),
      request('*', { cursor, order: 'asc' }),
      request('*', { cursor, organizationId: '01890000-0000-7000-8000-000000000000' }),
      ...['', 'x', '0', `${cursor}A`, cursor.slice(1), "'; --", 'é'.repeat(16)].map((text) =>
        request('*', { cursor: text }),
      ),
    ];
    for (const wanted of refused) {
      await expect(search(test.database, wanted)).rejects.toMatchObject({ code: 'cursor.invalid' });
    }
  });
});
