import { once } from 'node:events';
import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { databaseUrl } from '../../test/database-url.ts';
import { type Database, openDatabase } from './database.ts';

let db: TestDatabase;
let database: Database;
beforeAll(async () => {
  db = await freshDatabase();
  database = db.database;
  await database.query('create table notes (id int8 primary key, at timestamptz default now())');
});
afterAll(() => db.drop());

const ids = async () =>
  (await database.query<{ id: number }>('select id from notes order by id')).rows.map((row) => row.id);

/** Ends every other session of this database, as an administrator or a failing server would. */
const endSessions = () =>
  database.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );

test('int8 and its arrays are numbers, timestamptz is a Date, numeric and uuid stay text', async () => {
  const { rows } = await database.query(
    `select 9007199254740991::int8 as big, array[1, null]::int8[] as many, 'epoch'::timestamptz as at, 1.5::numeric as exact,
       '018f0000-0000-7000-8000-000000000000'::uuid as id, '{"a": 1}'::jsonb as data, null::int8 as nothing`,
  );
  expect(rows).toEqual([
    {
      big: 9007199254740991,
      many: [1, null],
      at: new Date(0),
      exact: '1.5',
      id: '018f0000-0000-7000-8000-000000000000',
      data: { a: 1 },
      nothing: null,
    },
  ]);
});

test('the row count of a change is told', async () => {
  await database.query('insert into notes values (1), (2)');
  expect((await database.query('delete from notes')).rowCount).toBe(2);
});

test('a transaction that succeeds is stored and gives its result', async () => {
  const given = await database.transaction(async (tx) => {
    await tx.query('insert into notes values (3)');
    return 'three';
  });
  expect(given).toBe('three');
  expect(await ids()).toContain(3);
});

test('a transaction that throws stores nothing and hands the error on', async () => {
  const failing = database.transaction(async (tx) => {
    await tx.query('insert into notes values (4)');
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await ids()).not.toContain(4);
});

test('a transaction whose statement failed cannot pass for stored', async () => {
  const swallowing = database.transaction(async (tx) => {
    await tx.query('insert into notes values (5)');
    await tx.query('select 1 / 0').catch(() => undefined);
  });
  await expect(swallowing).rejects.toThrow('had failed before its commit');
  expect(await ids()).not.toContain(5);
});

test('errors of the statement itself keep their SQLSTATE', async () => {
  await expect(database.query('selct')).rejects.toMatchObject({ code: '42601' });
});

test('a session that the server ends is unavailable, and the next query works', async () => {
  const work = expect(database.query('select pg_sleep(60)')).rejects.toMatchObject({
    code: 'database.unavailable',
  });
  const sleeping = async () => {
    const { rowCount } = await database.query(
      "select from pg_stat_activity where query like '%sleep(60)' and datname = current_database()",
    );
    return rowCount;
  };
  // Ended before it has begun, it would sleep for its whole minute.
  await vi.waitFor(async () => expect(await sleeping()).toBe(1), { timeout: 20_000 });
  await vi.waitFor(
    async () => {
      await endSessions();
      expect(await sleeping()).toBe(0);
    },
    { timeout: 20_000 },
  );
  await work;
  expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a connection that breaks while its holder does nothing harms nobody', async () => {
  const client = await database.connect();
  const ended = new Promise((resolve) => client.once('end', resolve));
  await endSessions();
  await ended;
  client.release(true);
  await expect(database.query('select 1')).resolves.toBeDefined();
});

test('a session that ends in the middle of a transaction makes it unavailable', async () => {
  const failing = database.transaction(async (tx) => {
    await tx.query('insert into notes values (6)');
    await endSessions();
    await tx.query('insert into notes values (7)');
  });
  await expect(failing).rejects.toMatchObject({ code: 'database.unavailable' });
  expect(await ids()).not.toContain(6);
});

test.each([
  ['no server', { host: '127.0.0.1', port: 1 }],
  ['no socket', { host: '/nowhere', port: 5432 }],
  ['no such host', { host: 'cairn.invalid', port: 5432 }],
])('%s is unavailable', async (_title, where) => {
  const away = openDatabase({ ...where, user: 'cairn', database: 'cairn' });
  await expect(away.query('select 1')).rejects.toMatchObject({ code: 'database.unavailable', status: 503 });
  await expect(away.transaction(() => Promise.resolve())).rejects.toMatchObject({
    code: 'database.unavailable',
  });
  await expect(away.connect()).rejects.toMatchObject({ code: 'database.unavailable' });
  await expect(away.listen('any', () => {})).rejects.toMatchObject({ code: 'database.unavailable' });
  await away.close();
});

test('a server that hangs up at once is unavailable', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const away = openDatabase({ host: '127.0.0.1', port: address.port, user: 'cairn' });
  await expect(away.query('select 1')).rejects.toMatchObject({ code: 'database.unavailable' });
  await away.close();
  server.close();
});

test('too many connections is unavailable', async () => {
  const role = 'cairn_few';
  await database.query(`drop role if exists ${role}`);
  await database.query(`create role ${role} login password 'few' connection limit 1`);
  const url = databaseUrl(db.connectionString, new pg.Client(db.connectionString).database ?? '').replace(
    /\/\/[^@]*@/,
    `//${role}:few@`,
  );
  const few = openDatabase({ connectionString: url, max: 2 });
  const [first, second] = await Promise.allSettled([
    few.query('select pg_sleep(0.05)'),
    few.query('select 1'),
  ]);
  const failed = [first, second].find((result) => result.status === 'rejected');
  expect(failed?.reason).toMatchObject({ code: 'database.unavailable', cause: { code: '53300' } });
  await few.close();
  await database.query(`drop role ${role}`);
});

test('notices reach their channel only, with their payload', async () => {
  const heard: string[] = [];
  const stop = await database.listen('one', (payload) => heard.push(payload));
  const stopOther = await database.listen('Two words', (payload) => heard.push(`other ${payload}`));
  await database.query(
    "select pg_notify('one', 'a'), pg_notify('Two words', 'b'), pg_notify('three', 'c'), pg_notify('one', '')",
  );
  await vi.waitFor(() => expect(heard).toEqual(['a', 'other b', '']));
  await stop();
  await database.query("select pg_notify('one', 'late'), pg_notify('Two words', 'd')");
  await vi.waitFor(() => expect(heard).toEqual(['a', 'other b', '', 'other d']));
  await stopOther();
});

test('a lost LISTEN connection comes back, says so, and goes on', async () => {
  const heard: string[] = [];
  const lost = vi.fn();
  const stop = await database.listen('again', (payload) => heard.push(payload), lost);
  for (const round of ['first', 'second']) {
    lost.mockClear();
    await endSessions();
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
    await database.query("select pg_notify('again', $1)", [round]);
    await vi.waitFor(() => expect(heard).toContain(round));
  }
  await stop();
});

test('after the last stop no LISTEN connection is left', async () => {
  const stop = await database.listen('short', () => {});
  await stop();
  const listening =
    "select from pg_stat_activity where datname = current_database() and query like 'listen%'";
  await vi.waitFor(async () => expect((await database.query(listening)).rows).toEqual([]));
});
