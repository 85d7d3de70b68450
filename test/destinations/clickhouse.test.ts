import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clickhouse } from '../../src/destinations/clickhouse.ts';
import { type ClickhouseServer, startClickhouseServer } from '../fakes/clickhouse-server.ts';
import { eventually, makeWorld, type World } from '../trails/harness.ts';

let world: World;
let server: ClickhouseServer;

beforeAll(async () => {
  server = await startClickhouseServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  world = await makeWorld();
  server.users.set('default', 'secret');
  server.rows('drop table if exists cairn_events');
});
afterEach(() => world.close());

/** The statement of the docs page, as it stands there. */
const makeTable = () => server.rows(clickhouse.setup?.code ?? '');
const create = (more: object = {}) =>
  world.create({
    ...{ destination: 'clickhouse', config: { url: server.url }, secrets: { password: 'secret' } },
    ...more,
  });
const seqs = () =>
  server
    .rows<{ seq: number | string }>('select seq from cairn_events order by seq')
    .map(({ seq }) => Number(seq));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("ClickHouse's own engine", () => {
  test('takes events into the documented table, whatever the text is made of', async () => {
    makeTable();
    await create();
    const name = 'Łódź 東京 🗿 "quoted" \\ \n\t \' ; -- {a}';
    const more = {
      actor: { type: 'user', id: name, name },
      resources: [{ id: name }],
      details: { [name.replaceAll('\\', '')]: name },
    };
    await world.emit(3, 'test.done', { level: 'warning', context: { source_ip: '2001:db8::1' }, ...more });
    await world.supervise();
    await eventually(seqs, ({ length }) => length === 3);
    const [row] = server.rows<Record<string, unknown>>('select * from cairn_events order by seq limit 1');
    const { rows } = await world.db.database.query<{ event: string }>(
      'select event from events order by seq limit 1',
    );
    expect(row).toMatchObject({
      ...{ organization_id: world.organizationId, action: 'test.done', level: 'warning', result: 'success' },
      ...{ actor_id: name, actor_name: name, resource_ids: [name], source_ip: '2001:db8::1' },
      ...{ module: '', event: rows[0]?.event },
    });
    const stored = JSON.parse(rows[0]?.event as string) as { occurred_at: string };
    expect(`${String(row?.occurred_at).replace(' ', 'T')}Z`).toBe(stored.occurred_at);
  });

  test('a batch whose answer was lost is stored once: its token is the same', async () => {
    makeTable();
    const trail = await create();
    server.fail('take-and-close', { status: 503 }, 'take-and-close');
    await world.emit(5);
    await world.supervise();
    await eventually(
      () => world.view(trail),
      ({ position }) => position >= 5,
    );
    expect(seqs()).toEqual(upTo(5));
  });

  test('an event that the table refuses is a dead letter, and the others of its batch are stored', async () => {
    makeTable();
    server.rows("alter table cairn_events add constraint no_poison check action != 'test.poison'");
    const trail = await create();
    await world.emit(9, (index) => (index === 4 ? 'test.poison' : 'test.done'));
    await world.supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ position }) => position >= 9,
    );
    expect(view.dead_letters).toBe(1);
    expect(seqs()).toEqual(upTo(9).filter((seq) => seq !== 5));
    const { rows } = await world.db.database.query<{ seq: number; reason: string }>(
      'select seq, reason from dead_letters',
    );
    expect(rows).toMatchObject([{ seq: 5, reason: expect.stringContaining('no_poison') }]);
  });

  test('without the table nothing moves, and it goes on once the table is there', async () => {
    const trail = await create();
    await world.emit(4);
    await world.supervise();
    const failing = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(failing).toMatchObject({
      position: 0,
      dead_letters: 0,
      last_error: expect.stringContaining('UNKNOWN_TABLE'),
    });
    makeTable();
    await eventually(seqs, ({ length }) => length === 4);
  });

  test('a wrong password costs nothing but time', async () => {
    makeTable();
    server.users.set('default', 'changed');
    const trail = await create();
    await world.emit(2);
    await world.supervise();
    await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(seqs()).toEqual([]);
    await world.change(trail, { secrets: { password: 'changed' } });
    await eventually(seqs, ({ length }) => length === 2);
  });

  test('what the operator forbids to name is refused before it is sent', async () => {
    for (const table of ['a"; drop table b', 'a.b', '']) {
      await expect(create({ config: { url: server.url, table } })).rejects.toThrow('config.table');
    }
  });
});

test('an exception behind a 200 is no success', () => {
  const outcome = (body: string, headers: Record<string, string> = {}) =>
    clickhouse.outcome?.({ status: 200, headers, body }, 0, []).kind;
  expect(outcome('')).toBe('delivered');
  expect(outcome('Code: 241. DB::Exception: Memory limit exceeded')).toBe('retry');
  expect(outcome('Code: 117. DB::Exception: Incorrect data')).toBe('split');
  expect(outcome('', { 'x-clickhouse-exception-code': '497' })).toBe('unauthorized');
});
