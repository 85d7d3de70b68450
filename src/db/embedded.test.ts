import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testDirectoryPrefix } from '../../test/abandoned-servers.ts';
import { systemClock } from '../kernel/clock.ts';
import { type Database, openDatabase } from './database.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';
import { processStart } from './embedded-processes.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const program = fileURLToPath(new URL('../../test/embedded-process.ts', import.meta.url));

let dataDir: string;
let undo: (() => unknown)[];

beforeEach(() => {
  // Mode 0700 and, under root, root's own: the server's user has to get to its files below it all the same.
  dataDir = mkdtempSync(join(tmpdir(), testDirectoryPrefix));
  const made = dataDir;
  undo = [() => rmSync(made, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const step of undo) await step();
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({
    dataDir,
    log: silent,
    clock: systemClock,
    settings: { fsync: 'off' },
  });
  undo.unshift(() => server.stop());
  return server;
}

function open(server: Pick<EmbeddedPostgres, 'connection'>): Database {
  const database = openDatabase({ ...server.connection, max: 3 });
  undo.unshift(() => database.close());
  return database;
}

interface Other extends Pick<EmbeddedPostgres, 'connection' | 'pid'> {
  readonly child: ChildProcess;
}

/** Another Cairn process on the same data directory. */
async function startOther(): Promise<Other> {
  const child = spawn(process.execPath, [program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  undo.unshift(() => child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, ...(JSON.parse(line) as Pick<Other, 'connection' | 'pid'>) };
}

const gone = (pid: number) => expect(processStart(pid)).toBeUndefined();

test('what was written is there after a stop and a start', async () => {
  const first = await start();
  const database = open(first);
  await database.query('create table kept (word text)');
  await database.query("insert into kept values ('Ériu')");
  await database.close();
  await first.stop();
  await first.exited;
  gone(first.pid);
  const again = open(await start());
  expect((await again.query("select word from kept where lower(word) = 'ériu'")).rows).toEqual([
    { word: 'Ériu' },
  ]);
});

test('nothing is left behind after a stop', async () => {
  const server = await start();
  const { host } = server.connection;
  expect(statSync(host).mode & 0o777).toBe(0o700);
  await server.stop();
  expect(existsSync(host)).toBe(false);
  expect(readdirSync(dataDir).sort()).toEqual(['keys', 'postgres']);
  expect(statSync(join(dataDir, 'keys', 'postgres-password')).mode & 0o777).toBe(0o600);
});

test('a wrong password is refused, though the socket can be reached', async () => {
  const { connection } = await start();
  const database = open({ connection: { ...connection, password: 'guess' } });
  await expect(database.query('select 1')).rejects.toThrow('password authentication failed');
});

test('a second Cairn on the same data directory is refused and told the process', async () => {
  await start();
  await expect(start()).rejects.toThrow(
    `Another Cairn (process ${process.pid}) is running on the data directory ${dataDir}`,
  );
});

test('a refused second Cairn leaves the first one its lock', async () => {
  await start();
  await expect(start()).rejects.toThrow('Another Cairn');
  await expect(start()).rejects.toThrow('Another Cairn');
});

test('a server that is killed comes back by itself with what was committed', async () => {
  const server = await start();
  const database = open(server);
  await database.query('create table kept (n int8)');
  await database.query('insert into kept values (7)');
  const killed = server.pid;
  process.kill(killed, 'SIGKILL');
  await expect(database.query('select pg_sleep(30)')).rejects.toMatchObject({ code: 'database.unavailable' });
  await vi.waitFor(
    async () => expect((await database.query('select n from kept')).rows).toEqual([{ n: 7 }]),
    15_000,
  );
  expect(server.pid).not.toBe(killed);
  gone(killed);
});

test('a Cairn that is killed leaves a server that the next start ends', async () => {
  const other = await startOther();
  await open(other).query('create table kept (n int8)');
  other.child.kill('SIGKILL');
  await once(other.child, 'exit');
  expect(processStart(other.pid)).toBeDefined();
  const server = await start();
  gone(other.pid);
  expect(existsSync(other.connection.host)).toBe(false);
  expect((await open(server).query('select * from kept')).rows).toEqual([]);
});

test('busy sessions of a killed server are ended before the next one starts', async () => {
  const other = await startOther();
  const database = open(other);
  const { rows } = await database.query<{ pid: number }>('select pg_backend_pid() as pid');
  const work = expect(database.query('select pg_sleep(600)')).rejects.toMatchObject({
    code: 'database.unavailable',
  });
  other.child.kill('SIGKILL');
  process.kill(other.pid, 'SIGKILL');
  await once(other.child, 'exit');
  await open(await start()).query('select 1');
  for (const { pid } of rows) gone(pid);
  await work;
});

test('SIGTERM to a whole process group still ends the server cleanly', async () => {
  const other = await startOther();
  process.kill(-(other.child.pid as number), 'SIGTERM');
  const [code] = (await once(other.child, 'exit')) as [number];
  expect(code).toBe(0);
  gone(other.pid);
  expect(existsSync(join(dataDir, 'cairn.lock'))).toBe(false);
});

test('a data directory of another major version is left alone', async () => {
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toThrow('was made by PostgreSQL 17, this Cairn runs PostgreSQL 18');
  expect(readdirSync(join(dataDir, 'postgres'))).toEqual(['PG_VERSION']);
});

test('a data directory that was copied, and so changed its owner, is taken over', async () => {
  const first = await start();
  await open(first).query('create table kept (n int8)');
  await first.stop();
  const copy = mkdtempSync(join(tmpdir(), testDirectoryPrefix));
  undo.push(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(dataDir, copy, { recursive: true });
  dataDir = copy;
  expect((await open(await start()).query('select * from kept')).rows).toEqual([]);
});

test('a directory with foreign files is left alone', async () => {
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'thesis.txt'), 'final');
  await expect(start()).rejects.toThrow('is not empty and holds no PostgreSQL database');
});

test('a first start that was cut short is begun again', async () => {
  mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true });
  await open(await start()).query('select 1');
  expect(readdirSync(dataDir).sort()).toEqual(['cairn.lock', 'keys', 'postgres']);
});

test('settings that the server does not understand are told in its own words', async () => {
  const settings = { shared_buffers: 'much' };
  await expect(startEmbedded({ dataDir, log: silent, clock: systemClock, settings })).rejects.toThrow(
    /invalid value for parameter "shared_buffers"/,
  );
  expect(existsSync(join(dataDir, 'cairn.lock'))).toBe(false);
});
