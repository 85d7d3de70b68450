import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;

beforeAll(async () => {
  cairn = await startCairn();
});
afterAll(() => cairn.stop());

it('answers 503 while the disk is full, stores nothing, and goes on when there is room', async () => {
  const { database } = cairn.app.services;
  const path = `/organizations/${cairn.organizationId}/events`;
  const send = (id: string) =>
    cairn.call('POST', path, { body: { events: [{ id, action: 'a' }, { action: 'b' }] } });
  const before = (await send('before')).body.results[1].seq;
  await database.query(`create function no_space() returns trigger language plpgsql
    as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await database.query(
    'create trigger no_space before insert on events for each row execute function no_space()',
  );
  const full = await send('during');
  expect([full.status, full.body.code, full.headers.get('retry-after')]).toEqual([
    503,
    'database.unavailable',
    '1',
  ]);
  expect(full.text).not.toContain('No space');
  await database.query('drop trigger no_space on events');
  expect((await send('during')).body).toMatchObject({
    accepted: 2,
    results: [{ seq: before + 1 }, { seq: before + 2 }],
  });
});
