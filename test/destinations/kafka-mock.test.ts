import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually, makeWorld, type World } from '../trails/harness.ts';

let world: World;
let kcat: ChildProcess;
let port: number;
let consumed: string;

/** librdkafka's broker, which a kcat that consumes from it carries along: its own messages come back out of it. */
beforeEach(async () => {
  if (!existsSync('/usr/bin/kcat')) throw new Error('This test needs kcat: apt-get install kcat');
  world = await makeWorld();
  consumed = '';
  let said = '';
  const mock = ['-b', 'replaced', '-X', 'test.mock.num.brokers=3', '-X', 'debug=mock'];
  kcat = spawn('/usr/bin/kcat', ['-C', '-u', '-t', 'audit', ...mock, '-f', '%h %k %s\\n'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  kcat.stdout?.on('data', (data) => {
    consumed += data;
  });
  kcat.stderr?.on('data', (data) => {
    said += data;
  });
  const found = await eventually(
    () => /bootstrap\.servers=127\.0\.0\.1:(\d+)/.exec(said)?.[1],
    (value) => value !== undefined,
  );
  port = Number(found);
  await eventually(
    () => said,
    (text) => text.includes('Created topic "audit"'),
  );
});
afterEach(async () => {
  kcat.kill();
  await world.close();
});

test('a broker that is not ours takes events with key and id, in order, and gives them out as they are', async () => {
  const trail = await world.create({
    destination: 'kafka',
    config: { hosts: `127.0.0.1:${port}`, tls: false, topic: 'audit' },
  });
  const emitted = await world.emit(300, 'test.done', { actor: { type: 'user', id: 'u', name: 'Łódź 東京' } });
  await world.supervise();
  await eventually(
    () => world.view(trail),
    ({ position }) => position >= 300,
    30_000,
  );
  const lines = await eventually(
    () => consumed.split('\n').slice(0, -1),
    ({ length }) => length === 300,
    30_000,
  );
  const { rows } = await world.db.database.query<{ event: string }>(
    'select event from events order by seq limit 300',
  );
  expect(lines).toEqual(
    rows.map(({ event }, index) => `id=${emitted[index]} ${world.organizationId} ${event}`),
  );
});
