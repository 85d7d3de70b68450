import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testTrail } from '../../src/trails/test-event.ts';
import { readTarget } from '../../src/trails/trails.ts';
import { type LossyProxy, startLossyProxy } from '../fakes/lossy-proxy.ts';
import type { TestServer } from '../servers/test-server.ts';
import { eventually, firsts, makeWorld, type World } from '../trails/harness.ts';

/** What every server of a protocol of its own has to hold; real servers start slowly on a busy machine. */
export function describeServer(name: string, open: () => Promise<TestServer>): void {
  let server: TestServer;
  let world: World;
  let place: string;
  let proxy: LossyProxy | undefined;
  let places = 0;

  beforeAll(async () => {
    server = await open();
  }, 90_000);
  afterAll(() => server.close());
  beforeEach(async () => {
    world = await makeWorld();
    place = `place${places++}`;
    await server.prepare(place);
  });
  afterEach(async () => {
    await world.close();
    await proxy?.close();
    server.advertise?.(server.port);
    proxy = undefined;
  });

  const create = (config: object = {}, secrets: object = {}) => {
    const settings = server.settings(place);
    return world.create({
      destination: server.destination,
      config: { ...settings.config, ...config },
      secrets: { ...settings.secrets, ...secrets },
    });
  };
  const at = (host: string, port: number) => server.address?.(host, port) ?? { host, port };
  const ids = async () => (await server.read(place)).map(({ id }) => id);
  const settled = (trail: string, position: number) =>
    eventually(
      () => world.view(trail),
      (view) => view.position >= position,
      30_000,
    );
  const failing = (trail: string) =>
    eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
      20_000,
    );

  describe(name, () => {
    test('takes events in their order and as they are, those of the past and those of now', async () => {
      const trail = await create();
      const awkward = {
        name: 'Łódź 東京 🗿 "quoted" \\ \n\r\t',
        details: { long: 'x'.repeat(20_000), nothing: '' },
      };
      const past = await world.emit(1, 'test.done', { actor: { type: 'user', id: 'u"1', ...awkward } });
      past.push(...(await world.emit(600)));
      await world.supervise();
      await settled(trail, 601);
      const now = await world.emit(3);
      await settled(trail, 604);
      expect(await ids()).toEqual([...past, ...now]);
      const { rows } = await world.db.database.query<{ event: string }>(
        'select event from events order by seq limit 1',
      );
      const [first] = await server.read(place);
      expect(JSON.parse(first?.text ?? '')).toEqual(JSON.parse(rows[0]?.event ?? ''));
      expect(await world.view(trail)).toMatchObject({ status: 'active', failed_24h: 0, dead_letters: 0 });
    });

    test('an answer that is lost costs nothing: the batch is sent again', async () => {
      proxy = await startLossyProxy(server.port);
      server.advertise?.(proxy.port);
      const trail = await create(at('127.0.0.1', proxy.port));
      const emitted = await world.emit(5);
      proxy.loseAnswer('test.done');
      await world.supervise();
      await settled(trail, 5);
      expect(proxy.lost).toBe(1);
      const kept = await ids();
      expect([...new Set(kept)]).toEqual(emitted);
      if (server.dropsRepeats) expect(kept).toHaveLength(5);
    });

    test('refused credentials stop the trail without loss, are not shown, and the right ones are tried at once', async () => {
      const trail = await create({}, server.wrong);
      const emitted = await world.emit(3);
      await world.supervise();
      expect(await failing(trail)).toMatchObject({ position: 0, dead_letters: 0 });
      const { rows } = await world.db.database.query<{ row: string; outcome: string }>(
        'select a::text as row, outcome from attempts a',
      );
      expect(rows[0]?.outcome).toBe('unauthorized');
      for (const secret of Object.values(server.wrong)) expect(JSON.stringify(rows)).not.toContain(secret);
      await world.change(trail, {
        secrets: {
          ...Object.fromEntries(Object.keys(server.wrong).map((key) => [key, null])),
          ...server.settings(place).secrets,
        },
      });
      await settled(trail, 3);
      expect(await ids()).toEqual(emitted);
    });

    test('a server that dies is tried until it is back, and nothing is lost', async () => {
      const trail = await create();
      const emitted = await world.emit(2);
      await world.supervise();
      await settled(trail, 2);
      await server.kill();
      emitted.push(...(await world.emit(3)));
      await eventually(
        () => world.view(trail),
        ({ failing_since }) => failing_since !== null,
        20_000,
      );
      await server.start();
      await settled(trail, 5);
      expect(firsts((await ids()) as never[])).toEqual(emitted);
    }, 120_000);

    test('an event that is too large is a dead letter, and the others arrive', async (context) => {
      if (server.tooLarge === undefined) return context.skip('this server takes every event that Cairn does');
      const trail = await create();
      const before = await world.emit(3);
      await world.emit(1, 'test.done', { details: { long: 'x'.repeat(server.tooLarge) } });
      const after = await world.emit(3);
      await world.supervise();
      await settled(trail, 7);
      expect(await world.view(trail)).toMatchObject({ dead_letters: 1 });
      const kept = await ids();
      expect([...new Set(kept)]).toEqual([...before, ...after]);
    });

    test('over TLS with an authority of one’s own; without it the certificate is refused', async () => {
      const tls = { ...at('localhost', server.tlsPort), tls: true };
      const stranger = await create(tls);
      const trail = await create({ ...tls, ca_pem: server.caPem });
      await world.emit(2);
      await world.supervise();
      await settled(trail, 2);
      expect(await failing(stranger)).toMatchObject({
        position: 0,
        last_error: expect.stringContaining('certificate'),
      });
    });

    test('the test of a trail shows what was sent, without secrets', async () => {
      const target = await readTarget(world.trailPorts, world.organizationId, await create());
      const ports = { sender: world.sender, clock: world.ports.clock };
      const result = await testTrail(ports, { organizationId: world.organizationId, ...target });
      expect(result).toMatchObject({
        ok: true,
        status: null,
        response: expect.stringContaining('"confirmed":1'),
      });
      expect(result.request).toContain('trail.test');
      for (const secret of Object.values(server.settings(place).secrets)) {
        expect(JSON.stringify(result)).not.toContain(secret);
      }
    });

    test('an address inside, or without TLS outside, is refused at once', async () => {
      const inside = { ...at('10.0.0.1', server.port), tls: true };
      const inTheClear = { ...at('8.8.8.8', server.port), tls: false };
      for (const config of [inside, inTheClear]) {
        await expect(create(config)).rejects.toMatchObject({ code: 'address.forbidden' });
      }
    });
  });
}
