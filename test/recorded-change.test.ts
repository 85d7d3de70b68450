import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '../src/ingest/record.ts';
import { startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;

beforeAll(async () => {
  cairn = await startCairn();
});
afterAll(() => cairn.stop());

const recorded = (name: string) => ({
  organizationId: cairn.organizationId,
  action: 'organization.updated' as const,
  actor: systemActor('test'),
  resources: [{ type: 'organization', id: cairn.organizationId, name }],
});

const numbers = async () =>
  (
    await cairn.app.services.database.query<{ seq: number }>(
      'select seq from events where organization_id = $1 order by seq',
      [cairn.organizationId],
    )
  ).rows.map(({ seq }) => seq);

it('leaves neither change nor record when the work fails after both', async () => {
  const { change, database } = cairn.app.services;
  const before = await numbers();
  await expect(
    change(async (tx, record) => {
      await tx.query(`update organizations set name = 'Half' where id = $1`, [cairn.organizationId]);
      record(recorded('Half'));
      throw new Error('cut off');
    }),
  ).rejects.toThrow('cut off');
  const { rows } = await database.query(`select from organizations where name = 'Half'`);
  expect(rows).toEqual([]);
  expect(await numbers()).toEqual(before);
});

it('undoes the change when its record is refused', async () => {
  const { change, database } = cairn.app.services;
  await expect(
    change(async (tx, record) => {
      await tx.query(`update organizations set name = 'Silent' where id = $1`, [cairn.organizationId]);
      record({ ...recorded('Silent'), complement: { note: 'U+0000 \u0000' } });
    }),
  ).rejects.toThrow('no valid event');
  expect((await database.query(`select from organizations where name = 'Silent'`)).rows).toEqual([]);
});

it('keeps numbers dense beside the writer, and lets followers see both', async () => {
  const { change, ingest, tail } = cairn.app.services;
  const from = (await numbers()).at(-1) ?? 0;
  const seen: number[] = [];
  const unsubscribe = tail.subscribe(cairn.organizationId, from, (rows) =>
    seen.push(...rows.map(({ seq }) => seq)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), async (isChange) => {
      await Promise.all(
        isChange.map((own, index) =>
          own
            ? change(async (_tx, record) => record(recorded(`Change ${index}`)))
            : ingest.one(cairn.organizationId, { action: 'test.sent' }),
        ),
      );
    }),
    { numRuns: 10 },
  );
  const all = await numbers();
  expect(all).toEqual(Array.from({ length: all.length }, (_, index) => index + 1));
  await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(all.length - from);
  unsubscribe();
  expect(seen).toEqual(all.slice(from));
});
