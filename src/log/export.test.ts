import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { type EventLog, openEventLog } from '../../test/event-log.ts';
import { awkwardEvents, sentEvents } from '../../test/generated-events.ts';
import { queries } from '../../test/generated-queries.ts';
import type { Event } from '../event/event.ts';
import { match } from '../event/query/match.ts';
import { parse } from '../event/query/parse.ts';
import { print } from '../event/query/print.ts';
import { type ExportRequest, exportEvents } from './export.ts';
import { indexOnce } from './indexer.ts';

const now = new Date('2026-11-23T10:00:00.000Z');

let test: TestDatabase;
let log: EventLog;
let events: Event[];

beforeAll(async () => {
  test = await freshDatabase();
  log = await openEventLog(test.database, now);
  await log.store(awkwardEvents, now);
  await indexOnce(test.database);
  await log.store(fc.sample(sentEvents, 600), now);
  events = await log.events();
});

afterAll(async () => {
  await log.stop();
  await test.drop();
});

async function fileOf(more: Partial<ExportRequest>): Promise<Buffer> {
  const request: ExportRequest = {
    organizationId: log.organizationId,
    query: parse('', { now }),
    now,
    lastSeq: events.length,
    format: 'ndjson',
    ...more,
  };
  const pieces: Buffer[] = [];
  for await (const piece of exportEvents(test.database, request)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const lines = (file: Buffer): string[] => file.toString().split('\n').slice(0, -1);

describe('an export', () => {
  it('holds what the predicate finds, oldest first, over several pages', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const found = lines(await fileOf({ query })).map((line) => JSON.parse(line) as Event);
        expect(found, print(query)).toEqual(events.filter(match(query, { now })));
      }),
      { numRuns: 100 },
    );
    expect(lines(await fileOf({}))).toHaveLength(events.length);
  });

  it('ends with the newest event of the time when it was ordered', async () => {
    expect(lines(await fileOf({ lastSeq: 3 })).map((line) => (JSON.parse(line) as Event).seq)).toEqual([
      1, 2, 3,
    ]);
    expect(lines(await fileOf({ lastSeq: 0 }))).toEqual([]);
  });

  it('keeps to its times', async () => {
    const from = new Date('2026-11-18T00:00:00Z');
    const to = new Date('2026-11-20T12:00:00Z');
    const found = lines(await fileOf({ from, to })).map((line) => (JSON.parse(line) as Event).seq);
    const inTime = events.filter(
      (event) => event.occurred_at >= from.toISOString() && event.occurred_at < to.toISOString(),
    );
    expect(found).toEqual(inTime.map(({ seq }) => seq));
  });

  it('in JSON is one array, also of nothing', async () => {
    expect(JSON.parse((await fileOf({ format: 'json' })).toString())).toEqual(events);
    expect(JSON.parse((await fileOf({ format: 'json', lastSeq: 0 })).toString())).toEqual([]);
  });

  it('in CSV has the chosen columns, separator and mark', async () => {
    const file = await fileOf({
      format: 'csv',
      columns: ['seq', 'id'],
      separator: ';',
      charset: 'utf-8-bom',
      lastSeq: 2,
    });
    expect(file.toString()).toBe(`\ufeffseq;id\r\n1;${events[0]?.id}\r\n2;${events[1]?.id}\r\n`);
  });

  it('in Shift_JIS can be read by what reads Shift_JIS', async () => {
    const file = iconv.decode(await fileOf({ format: 'cybozu-csv', charset: 'shift_jis' }), 'cp932');
    expect(
      file.startsWith('Date and time,Level,Service,User,Module,Action,Result,Error code,Complement\r\n'),
    ).toBe(true);
    expect(file).toContain('東京タワー');
    expect(file).toContain('{U+1F642}');
    expect(file).not.toMatch(/(^|,)[=@]/m);
  });

  it('refuses unknown columns before anything is written', async () => {
    await expect(fileOf({ format: 'csv', columns: ['nope'] })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});
