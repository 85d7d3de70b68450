import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEgress } from '../../src/kernel/egress.ts';
import { openSender, type Sender } from '../../src/trails/engine/sender.ts';
import { openFiles } from '../../src/transports/file.ts';
import { eventually, makeWorld, type World } from '../trails/harness.ts';

let world: World;
let folder: string;
let sender: Sender;

beforeEach(async () => {
  world = await makeWorld();
  folder = mkdtempSync(join(tmpdir(), 'cairn-files-'));
  sender = openSender({
    egress: createEgress([]),
    fileFolder: join(folder, 'made/at/first'),
    nowMs: () => Date.now(),
  });
});
afterEach(async () => {
  await world.close();
  await sender.close();
  rmSync(folder, { recursive: true, force: true });
});

const place = () => join(folder, 'made/at/first', world.organizationId);
const files = () => readdirSync(place()).sort();
const lines = (file: string) => readFileSync(join(place(), file), 'utf8').split('\n').slice(0, -1);
const create = (config: Record<string, unknown> = {}) => world.create({ destination: 'file', config });
const settled = (trail: string, position: number) =>
  eventually(
    () => world.view(trail),
    (view) => view.position >= position,
  );

describe('files', () => {
  test('hold one event a line, as it is in the log, in a folder of the organization', async () => {
    const trail = await create({ name: 'audit' });
    await world.emit(1, 'test.done', { details: { text: 'Łódź\n\u2028"' } });
    await world.emit(50);
    await world.supervise({ sender });
    await settled(trail, 51);
    const { rows } = await world.db.database.query<{ event: string }>(
      'select event from events order by seq',
    );
    const [file = ''] = files();
    expect(file).toMatch(/^audit-\d{4}-\d\d-\d\d\.jsonl$/);
    expect(lines(file)).toEqual(rows.slice(0, 51).map(({ event }) => event));
    expect(statSync(join(place(), file)).mode & 0o777).toBe(0o640);
  });

  test('without a folder of the operator nothing is written and the trail says why', async () => {
    const trail = await create();
    await world.emit(1);
    await world.supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(view).toMatchObject({
      position: 0,
      last_error: expect.stringContaining('CAIRN_FILE_DESTINATION_DIR'),
    });
  });

  test.each(['../events', '/etc/events', 'a/b', '.hidden', 'a\0b', '', 'x'.repeat(65)])(
    'a name such as %j is refused',
    async (name) => {
      await expect(create({ name })).rejects.toMatchObject({ code: 'request.invalid' });
    },
  );
});

const organization = '01900000-0000-7000-8000-000000000000';
const options = { timeoutMs: 1_000, egress: createEgress([]) };
const batch = (bodies: readonly string[], more: { to?: string; maxBytes?: number; day?: string } = {}) => ({
  kind: 'file' as const,
  name: 'events',
  day: more.day ?? '2026-11-23',
  maxBytes: more.maxBytes ?? 1_000,
  messages: bodies.map((body, index) => ({ id: `e${index}`, to: more.to ?? organization, body })),
});

describe('writing', () => {
  const own = () => join(folder, organization);
  const text = (file: string) => readFileSync(join(own(), file), 'utf8');

  test('a file that is full is followed by the next, and each day has its own', async () => {
    const transport = openFiles(folder);
    for (const maxBytes of [25, 25, 25]) await transport.send(batch(['0123456789'], { maxBytes }), options);
    await transport.send(batch(['next day'], { day: '2026-11-24' }), options);
    expect(readdirSync(own()).sort()).toEqual([
      'events-2026-11-23.1.jsonl',
      'events-2026-11-23.jsonl',
      'events-2026-11-24.jsonl',
    ]);
    expect(text('events-2026-11-23.jsonl')).toBe('0123456789\n0123456789\n');
  });

  test('a line that a crash cut off is taken away before the next is written', async () => {
    const transport = openFiles(folder);
    await transport.send(batch(['{"a":1}']), options);
    appendFileSync(join(own(), 'events-2026-11-23.jsonl'), '{"half":');
    await transport.send(batch(['{"b":2}']), options);
    expect(text('events-2026-11-23.jsonl')).toBe('{"a":1}\n{"b":2}\n');
  });

  test('batches that come at once do not mix their lines', async () => {
    const transport = openFiles(folder);
    const bodies = Array.from({ length: 20 }, (_, index) => String(index).repeat(2_000));
    await Promise.all(
      bodies.map((body) => transport.send(batch([body, body], { maxBytes: 1_000_000 }), options)),
    );
    expect(text('events-2026-11-23.jsonl').split('\n').slice(0, -1)).toEqual(
      bodies.flatMap((body) => [body, body]),
    );
  });

  test('a link leads nowhere, be it a file or the folder of the organization', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'cairn-outside-'));
    const transport = openFiles(folder);
    mkdirSync(own());
    symlinkSync(join(outside, 'taken'), join(own(), 'events-2026-11-23.jsonl'));
    expect((await transport.send(batch(['x']), options)) as object).toMatchObject({
      body: expect.stringContaining('ELOOP'),
    });
    rmSync(own(), { recursive: true });
    symlinkSync(outside, own());
    expect((await transport.send(batch(['x']), options)) as object).toMatchObject({
      body: expect.stringContaining('ELOOP'),
    });
    expect((await transport.send(batch(['x'], { to: '../../etc' }), options)) as object).toMatchObject({
      body: expect.stringContaining('ELOOP'),
    });
    expect(readdirSync(outside)).toEqual([]);
    rmSync(outside, { recursive: true });
  });
});
