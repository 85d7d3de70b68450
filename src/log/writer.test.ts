import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import type { Accepted } from '../event/accept.ts';
import { acceptEvent } from '../event/accept.ts';
import { systemClock } from '../kernel/clock.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { openLog } from '../kernel/log.ts';
import type { Stored } from './commit.ts';
import { ensurePartitions } from './partitions.ts';
import { LogWriter } from './writer.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await freshDatabase();
  await ensurePartitions(test.database, new Date());
});
afterAll(() => test.drop());

const newWriter = () =>
  new LogWriter({ database: test.database, clock: systemClock, log: openLog('silent', false) });

async function newOrganization(): Promise<string> {
  const id = uuidv7(Date.now());
  await test.database.query(`insert into organizations (id, name) values ($1, 'o')`, [id]);
  await test.database.query('insert into log_heads (organization_id) values ($1)', [id]);
  return id;
}

function event(id?: string): Accepted {
  const nowMs = Date.now();
  const accepted = acceptEvent({ action: 'a', ...(id === undefined ? {} : { id }) }, '', {
    nowMs,
    makeId: () => uuidv7(nowMs),
  });
  if (!('json' in accepted)) throw new Error('not accepted');
  return accepted;
}

const logOf = async (organizationId: string) =>
  (
    await test.database.query<{ seq: number; id: string; event: string }>(
      'select seq, id, event from events where organization_id = $1 order by seq',
      [organizationId],
    )
  ).rows;

/** Groups of ids, each sent by one of three writers to one of two organizations at the same time as the others. */
const sendings = fc.array(
  fc.record({
    writer: fc.nat({ max: 2 }),
    organization: fc.nat({ max: 1 }),
    ids: fc.array(
      fc.option(
        fc.integer({ min: 0, max: 12 }).map((n) => `id${n}`),
        { nil: undefined },
      ),
      { minLength: 1, maxLength: 6 },
    ),
  }),
  { minLength: 1, maxLength: 25 },
);

it('gives dense numbers and stores each id once, whatever three writers send at once', async () => {
  const writers = [newWriter(), newWriter(), newWriter()];
  await fc.assert(
    fc.asyncProperty(sendings, async (list) => {
      const organizations = [await newOrganization(), await newOrganization()];
      const answers = await Promise.all(
        list.map(async ({ writer, organization, ids }) => {
          const organizationId = organizations[organization] as string;
          const stored = await (writers[writer] as LogWriter).append(
            ids.map((id) => ({ organizationId, event: event(id) })),
          );
          return { organizationId, ids, stored };
        }),
      );
      for (const organizationId of organizations) {
        const rows = await logOf(organizationId);
        expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, index) => index + 1));
        for (const row of rows)
          expect(JSON.parse(row.event)).toMatchObject({
            seq: row.seq,
            id: row.id,
            organization_id: organizationId,
          });
        const mine = answers
          .filter((answer) => answer.organizationId === organizationId)
          .flatMap(({ stored }) => stored);
        const accepted = mine.filter(({ status }: Stored) => status === 'accepted').map(({ seq }) => seq);
        expect(accepted.sort((a, b) => a - b)).toEqual(rows.map(({ seq }) => seq));
        for (const { id, seq } of mine) expect(rows[seq - 1]?.id).toBe(id);
      }
    }),
    { numRuns: 25 },
  );
  for (const writer of writers) await writer.stop();
});

it('keeps the order in which one sender appended', async () => {
  const organizationId = await newOrganization();
  const writer = newWriter();
  const ids = Array.from({ length: 300 }, (_, n) => `n${n}`);
  await Promise.all(ids.map((id) => writer.append([{ organizationId, event: event(id) }])));
  expect((await logOf(organizationId)).map(({ id }) => id)).toEqual(ids);
  await writer.stop();
});

it('refuses more than its queue holds, with a time to come back', async () => {
  const organizationId = await newOrganization();
  const writer = newWriter();
  const many = Array.from({ length: 30_000 }, () => ({ organizationId, event: event() }));
  const first = writer.append(many);
  await expect(writer.append(many)).rejects.toMatchObject({ code: 'ingest.overloaded', retryAfter: 1 });
  expect((await first).length).toBe(30_000);
  await writer.stop();
});

it('makes a missing partition and pins a fault on the request that caused it', async () => {
  const organizationId = await newOrganization();
  const writer = new LogWriter({
    database: test.database,
    clock: { now: () => Date.UTC(2031, 4, 5) },
    log: openLog('silent', false),
  });
  expect((await writer.append([{ organizationId, event: event() }]))[0]?.seq).toBe(1);
  const good = writer.append([{ organizationId, event: event('good') }]);
  const bad = writer.append([{ organizationId: uuidv7(Date.now()), event: event() }]);
  await expect(bad).rejects.toThrow(/has no log/);
  expect((await good)[0]).toMatchObject({ status: 'accepted', seq: 2 });
  await writer.stop();
});
