import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../src/event/event.ts';
import type { Query } from '../src/event/query/ast.ts';
import { match } from '../src/event/query/match.ts';
import { parse } from '../src/event/query/parse.ts';
import { print } from '../src/event/query/print.ts';
import { indexOnce } from '../src/log/indexer.ts';
import { toSql } from '../src/log/query-sql.ts';
import { SqlParams } from '../src/log/sql-params.ts';
import { awkward } from './awkward-text.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { type EventLog, openEventLog } from './event-log.ts';
import { awkwardEvents, sentEvents } from './generated-events.ts';
import { queries } from './generated-queries.ts';

const now = new Date('2026-11-23T10:00:00.000Z');

/** 1,000 characters of three bytes each, which no compression makes shorter than an index entry may be. */
const long = Array.from({ length: 1000 }, (_, n) =>
  String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000)),
).join('');
const longEvent = {
  action: 'a',
  actor: { type: 'user', id: 'u-1', name: long },
  resources: [{ id: long.slice(0, 512), name: long }],
  context: { user_agent: long },
  details: { a: long },
};

let test: TestDatabase;
let log: EventLog;
let events: Event[];

beforeAll(async () => {
  test = await freshDatabase();
  log = await openEventLog(test.database, now);
  await log.store(awkwardEvents, new Date('2026-11-22T23:59:59.999Z'));
  await log.store([...fc.sample(sentEvents, 150), longEvent], now);
  await indexOnce(test.database);
  events = await log.events();
});

afterAll(async () => {
  await log.stop();
  await test.drop();
});

async function foundBySql(query: Query, settings = ''): Promise<number[]> {
  const params = new SqlParams();
  const organization = params.add(log.organizationId);
  const { where } = toSql(query, params, now);
  const text = `select e.seq from events e
     join event_search s on s.organization_id = e.organization_id and s.seq = e.seq
    where e.organization_id = ${organization} and ${where} order by e.seq`;
  return await test.database.transaction(async (tx) => {
    if (settings !== '') await tx.query(settings);
    const { rows } = await tx.query<{ seq: number }>(text, params.values);
    return rows.map(({ seq }) => seq);
  });
}

function foundByMatch(query: Query): number[] {
  const matches = match(query, { now });
  return events.filter(matches).map(({ seq }) => seq);
}

describe('the readings of a query', () => {
  it('SQL, predicate and printed text find the same events, whatever the query', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const expected = foundByMatch(query);
        expect(await foundBySql(query), print(query)).toEqual(expected);
        expect(foundByMatch(parse(print(query), { now }))).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });

  it('they agree on the exact text, the part and the opposite of what an event holds', async () => {
    const fields = ['action', 'actor', 'resource', 'user_agent', 'request_id', 'tag.a', 'details.b.c', ''];
    for (const text of awkward) {
      const quoted = `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
      const list = fields.flatMap((field) => {
        const value = field === '' ? quoted : `${field}:${quoted}`;
        return field === '' ? [value, `-${value}`] : [value, `-${value}`, `${field}:*${quoted}*`];
      });
      for (const item of list) {
        const query = parse(item, { now });
        const expected = foundByMatch(query);
        expect(await foundBySql(query), item).toEqual(expected);
        if (!item.startsWith('-')) expect(expected.length, item).toBeGreaterThan(0);
      }
    }
  });

  it('they agree on names and ids that no index entry could hold', async () => {
    for (const field of ['resource', 'resource.name', 'actor.name', 'user_agent', 'details.a']) {
      for (const value of [
        `"${long}"`,
        `*${long.slice(-20)}`,
        `${long.slice(0, 700)}*`,
        long.slice(0, 999),
      ]) {
        const query = parse(`${field}:${value}`, { now });
        const expected = foundByMatch(query);
        expect(await foundBySql(query), `${field}:${value}`).toEqual(expected);
        expect(expected, `${field}:${value}`).toHaveLength(value.length === 999 ? 0 : 1);
      }
    }
  });

  it('they agree on ids of the greatest length', async () => {
    const id = long.slice(0, 512);
    for (const value of [`"${id}"`, `*${id.slice(-20)}`, id.slice(0, 511)]) {
      const query = parse(`resource.id:${value}`, { now });
      expect(await foundBySql(query), value).toEqual(foundByMatch(query));
      expect(foundByMatch(query), value).toHaveLength(value.length === 511 ? 0 : 1);
    }
  });

  it('they agree where the trigram index decides', async () => {
    for (const text of awkward) {
      const query = parse(`"${text.replaceAll(/["\\]/g, '\\$&')}"`, { now });
      expect(await foundBySql(query, 'set local enable_seqscan = off'), text).toEqual(foundByMatch(query));
    }
  });
});
