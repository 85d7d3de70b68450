import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testTrail } from '../../src/trails/test-event.ts';
import { readTarget } from '../../src/trails/trails.ts';
import { type SyslogServer, startSyslogServer } from '../fakes/syslog-server.ts';
import { eventually, firsts, makeWorld, type World } from '../trails/harness.ts';

let world: World;
let server: SyslogServer;

beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  await server.close();
});

const create = (more: object = {}) =>
  world.create({
    destination: 'syslog',
    config: { host: 'localhost', port: server.port, ca_pem: server.caPem, ...more },
  });
const numbers = () => server.messages().map(({ message }) => (JSON.parse(message) as { seq: number }).seq);

describe('syslog to a real rsyslog', () => {
  test('over TLS with octet counting: every field arrives, whatever the text is made of', async () => {
    server = await startSyslogServer();
    await create({ facility: 16, app_name: 'audit', hostname: 'cairn.example' });
    const awkward = {
      name: 'Łódź 東京 🗿 "quoted" \\ ] <34>1 \n\r\t',
      details: { long: 'x'.repeat(20_000) },
    };
    await world.emit(1, 'test.done', { level: 'warning', actor: { type: 'user', id: 'u"1]\\', ...awkward } });
    await world.emit(2);
    await world.supervise();
    const messages = await eventually(
      () => server.messages(),
      ({ length }) => length === 3,
    );
    expect(messages[0]).toMatchObject({
      pri: String(16 * 8 + 4),
      hostname: 'cairn.example',
      app: 'audit',
      msgid: 'test.done',
    });
    const { rows } = await world.db.database.query<{ event: string }>(
      'select event from events order by seq limit 3',
    );
    expect(messages.map(({ message }) => message.trimStart())).toEqual(rows.map(({ event }) => event));
    const { id } = JSON.parse(rows[0]!.event) as { id: string };
    expect(messages[0]!.structured).toBe(
      `[cairn@32473 id="${id}" seq="1" organization="${world.organizationId}"]`,
    );
  });

  test('a thousand events arrive in order, over TCP too', async () => {
    server = await startSyslogServer('tcp');
    await create({ transport: 'tcp' });
    await world.emit(1_000);
    await world.supervise();
    await eventually(numbers, ({ length }) => length === 1_000);
    expect(numbers()).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
  });

  test('a certificate of an unknown authority, or of another name, is refused, and nothing is sent', async () => {
    server = await startSyslogServer();
    const stranger = await world.create({
      destination: 'syslog',
      config: { host: 'localhost', port: server.port },
    });
    const elsewhere = await create({ host: '127.0.0.1' });
    await world.emit(3);
    await world.supervise();
    for (const trail of [stranger, elsewhere]) {
      const view = await eventually(
        () => world.view(trail),
        ({ status }) => status === 'failing',
      );
      expect(view).toMatchObject({ position: 0, last_error: expect.stringContaining('certificate') });
    }
    expect(server.messages()).toEqual([]);
  });

  test('without verification the same server is taken', async () => {
    server = await startSyslogServer();
    await world.create({
      destination: 'syslog',
      config: { host: '127.0.0.1', port: server.port, verify: false },
    });
    await world.emit(1);
    await world.supervise();
    await eventually(numbers, ({ length }) => length === 1);
  });

  test('a server that dies and comes back: what was written just before is sent again, in order', async () => {
    server = await startSyslogServer();
    const trail = await create();
    await world.supervise();
    await world.emit(5);
    await eventually(numbers, ({ length }) => length === 5);
    await server.kill();
    await world.emit(5);
    await eventually(
      () => world.view(trail),
      ({ failing_since }) => failing_since !== null,
    );
    await server.start();
    await eventually(numbers, (seqs) => firsts(seqs).length === 10);
    expect(firsts(numbers())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('a test sends one marked message and says that syslog does not answer', async () => {
    server = await startSyslogServer();
    const target = await readTarget(world.trailPorts, world.organizationId, await create());
    const ports = { sender: world.sender, clock: world.ports.clock };
    const result = await testTrail(ports, { organizationId: world.organizationId, ...target });
    expect(result).toMatchObject({
      ok: true,
      status: null,
      response: expect.stringMatching(/^\d+ bytes written$/),
    });
    const [message] = await eventually(
      () => server.messages(),
      ({ length }) => length === 1,
    );
    expect(message).toMatchObject({ msgid: 'trail.test' });
  });
});
