import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Destination } from '../../src/destinations/destination.ts';
import { webhook } from '../../src/destinations/webhook.ts';
import { parse } from '../../src/event/query/parse.ts';
import { seededRandom } from '../../src/kernel/retry.ts';
import { lastSeq } from '../../src/log/read.ts';
import type { EnginePorts } from '../../src/trails/engine/ports.ts';
import { TrailRunner } from '../../src/trails/engine/runner.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { type Fault, startReceiver } from '../fakes/receiver.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { eventually, firsts, makeWorld, type World } from './harness.ts';

let world: World;
let receiver: WebhookReceiver;

/** Number of the last event that was there before the test: one log serves all of them. */
let base: number;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  base = await lastSeq(world.db.database, world.organizationId);
});
afterEach(async () => {
  await Promise.all(world.supervisors.splice(0).map((one) => one.stop()));
  await world.db.database.query('update trails set deleted_at = now()');
  await receiver.close();
});

/** Small batches, so that a short log makes many of them. */
const small = { ...webhook, limits: { ...webhook.limits, events: 4, waitMs: 0 } } as unknown as Destination;

interface Life {
  readonly runner: TrailRunner;
  /** Calls of the outside world that were made. */
  readonly calls: () => number;
}

class Died extends Error {}

/**
 * A process that dies at its n-th call of the outside world: the call is made, and its result never seen. Every
 * await of the engine is one of these calls or nothing that lasts.
 */
function live(trailId: string, fence: number, dieAt = Number.POSITIVE_INFINITY, destination = small): Life {
  let calls = 0;
  const mortal =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (calls >= dieAt) throw new Died();
      calls += 1;
      const isLast = calls >= dieAt;
      const result = await call(...args);
      if (isLast || calls >= dieAt) throw new Died();
      return result;
    };
  const { database, sender } = world.ports;
  const ports: EnginePorts & { vault: Vault } = {
    ...world.ports,
    database: { ...database, query: mortal(database.query.bind(database)) as typeof database.query },
    sender: { ...sender, send: mortal(sender.send.bind(sender)) },
    random: seededRandom(fence),
    vault: world.vault,
  };
  const runner = new TrailRunner(
    {
      ...{ organizationId: world.organizationId, trailId, fence, name: 'Trail' },
      rule: parse('action:test.*', { now: new Date() }),
      ruleText: 'action:test.*',
      target: {
        trailId,
        destination,
        format: 'cairn',
        config: webhook.config.parse({ url: receiver.url }),
        secrets: webhook.makeSecrets?.() ?? {},
      },
    },
    ports,
  );
  return { runner, calls: () => calls };
}

const position = async (trailId: string) => (await world.view(trailId)).position - base;
const arrived = () => receiver.events.map(({ seq }) => seq - base);
const create = (path = '/', name = 'Trail') =>
  world.create({ destination: 'webhook', config: { url: receiver.url + path }, name, start: base + 1 });

/** Runs one life until it has died or everything is settled. */
async function liveUntilDeath(trailId: string, fence: number, dieAt: number, last: number): Promise<boolean> {
  const life = live(trailId, fence, dieAt);
  const ended = life.runner.run().then(
    () => false,
    (err) => err instanceof Died || Promise.reject(err),
  );
  const settled = eventually(
    () => position(trailId),
    (seq) => seq >= last,
  ).then(() => false);
  const died = await Promise.race([ended, settled]);
  await life.runner.stop(0);
  return died;
}

describe('a process that is killed at any moment', () => {
  const events = 22;
  const poison = 9;
  const matching = Array.from({ length: events }, (_, index) => index + 1).filter((seq) => seq % 5 !== 0);

  async function makeTrail(): Promise<string> {
    const trail = await create();
    await world.emit(events, (index) =>
      (index + 1) % 5 === 0 ? 'other.done' : index + 1 === poison ? 'test.poison' : 'test.done',
    );
    return trail;
  }
  const refusePoison = ({ body }: { body: string }): Fault | undefined =>
    body.includes('test.poison') ? { status: 400 } : undefined;

  test('delivers each matching event, in order, and the position is never ahead of what arrived', async () => {
    const trail = await makeTrail();
    let deaths = 0;
    // Each life lasts one call longer than the one before, so that every await of the whole way is a death once.
    for (let fence = 1; ; fence++) {
      receiver.failWhen(refusePoison);
      const before = await position(trail);
      const died = await liveUntilDeath(trail, fence, 2 + (fence % 13), events);
      const now = await position(trail);
      expect(now).toBeGreaterThanOrEqual(before);
      const due = matching.filter((seq) => seq <= now && seq !== poison);
      expect(due.every((seq) => arrived().includes(seq))).toBe(true);
      if (!died) break;
      deaths += 1;
      expect(fence).toBeLessThan(200);
    }
    expect(deaths).toBeGreaterThan(5);
    expect(firsts(arrived())).toEqual(matching.filter((seq) => seq !== poison));
    expect(await world.view(trail)).toMatchObject({ dead_letters: 1, position: base + events });
  }, 60_000);

  test.each(Array.from({ length: 24 }, (_, index) => index + 1))(
    'killed at call %i: at most one batch is repeated, under the same id',
    async (dieAt) => {
      const trail = await makeTrail();
      receiver.fail({ status: 503 });
      await liveUntilDeath(trail, 1, dieAt, events);
      const repeats = arrived().length;
      await liveUntilDeath(trail, 2, Number.POSITIVE_INFINITY, events);
      expect(firsts(arrived())).toEqual(matching);
      const doubled = arrived().length - matching.length;
      expect(doubled).toBeLessThanOrEqual(4);
      expect(repeats).toBeLessThanOrEqual(arrived().length);
      const byId = new Map<string, string>();
      for (const { id, events: batch } of receiver.deliveries) {
        const seqs = batch.map(({ seq }) => seq).join();
        expect(byId.get(id) ?? seqs).toBe(seqs);
        byId.set(id, seqs);
      }
    },
  );
});

test('a batch that was being retried goes out as it was, under its id, whatever has arrived since', async () => {
  const trail = await create();
  receiver.failWhen(() => ({ status: 503 }));
  await world.emit(3);
  const first = live(trail, 1);
  const firstEnded = first.runner.run();
  await eventually(
    () => receiver.requests,
    (count) => count >= 2,
  );
  await first.runner.stop(0);
  await firstEnded;
  const [id] = receiver.ids;
  await world.emit(6);
  receiver.failWhen();
  const second = live(trail, 2);
  const secondEnded = second.runner.run();
  await eventually(
    () => position(trail),
    (seq) => seq === 9,
  );
  await second.runner.stop(0);
  await secondEnded;
  expect(receiver.deliveries.map(({ events: batch }) => batch.length)).toEqual([3, 4, 2]);
  expect(receiver.deliveries[0]!.id).toBe(id);
});

describe('a receiver at its worst', () => {
  test('storms of 429, timeouts, half-taken batches and poison: everything arrives in order', async () => {
    const random = seededRandom(42);
    const trail = await create();
    const count = 40;
    await world.emit(count, (index) => (index === 20 ? 'test.poison' : 'test.done'));
    receiver.failWhen(({ body }) => {
      if (body.includes('test.poison')) return { status: 422 };
      const draw = random();
      if (draw < 0.2) return { status: 429, headers: { 'retry-after': '0' } };
      if (draw < 0.3) return 'close';
      if (draw < 0.4) return 'take-and-close';
      if (draw < 0.45) return { status: 500 };
      return undefined;
    });
    const life = live(trail, 1);
    const ended = life.runner.run();
    await eventually(
      () => position(trail),
      (seq) => seq === count,
      25_000,
    );
    await life.runner.stop(0);
    await ended;
    const wanted = Array.from({ length: count }, (_, index) => index + 1).filter((seq) => seq !== 21);
    expect(firsts(arrived())).toEqual(wanted);
  });

  test('of a batch that is taken in part, the rest is sent again and what is refused is a dead letter', async () => {
    const partial: Destination = {
      ...small,
      limits: { ...small.limits, events: 10 },
      outcome: ({ body }) => JSON.parse(body),
    };
    const trail = await create();
    await world.emit(8);
    const taken: number[] = [];
    const rounds = [
      { kind: 'partial', retry: [2, 5, 7], rejected: [{ index: 3, reason: 'field "x" is missing' }] },
      { kind: 'partial', retry: [0, 1, 2], rejected: [] },
      { kind: 'partial', retry: [1], rejected: [] },
      { kind: 'delivered' },
    ];
    receiver.failWhen(({ body }) => {
      const { events: sent } = JSON.parse(body) as { events: { seq: number }[] };
      const round = rounds.shift() ?? { kind: 'delivered' };
      const left =
        'retry' in round ? [...(round.retry ?? []), ...(round.rejected ?? []).map(({ index }) => index)] : [];
      taken.push(...sent.filter((_, index) => !left.includes(index)).map(({ seq }) => seq - base));
      return { status: 200, body: JSON.stringify(round) };
    });
    const life = live(trail, 1, Number.POSITIVE_INFINITY, partial);
    const ended = life.runner.run();
    await eventually(
      () => position(trail),
      (seq) => seq === 8,
    );
    await life.runner.stop(0);
    await ended;
    expect(taken).toEqual([1, 2, 5, 7, 3, 8, 6]);
    expect(await world.view(trail)).toMatchObject({ dead_letters: 1, delivered_24h: 7 });
  });

  test('what a redirect points at is not called', async () => {
    const other = await startReceiver(() => ({ status: 200 }));
    const trail = await create();
    await world.emit(1);
    receiver.failWhen(() => ({ status: 307, headers: { location: other.url } }));
    await world.supervise();
    await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(other.requests).toBe(0);
    await other.close();
  });
});

describe('two processes on one database', () => {
  test('share the trails, skip nothing, and the survivor takes over what the dead one had', async () => {
    const trails = await Promise.all(
      Array.from({ length: 4 }, (_, index) => create(`/${index}`, `Trail ${index}`)),
    );
    const one = await world.supervise();
    const two = await world.supervise();
    await eventually(
      () => [one.running, two.running],
      ([a, b]) => a === 2 && b === 2,
    );
    await world.emit(50);
    await one.stop();
    await world.emit(50);
    await eventually(
      () => two.running,
      (count) => count === 4,
    );
    for (const trail of trails)
      await eventually(
        () => position(trail),
        (seq) => seq >= 100,
      );
    for (let index = 0; index < 4; index++) {
      const mine = receiver.deliveries.filter(({ request }) => request.path === `/${index}`);
      expect(mine.flatMap(({ events }) => events.map(({ seq }) => seq - base))).toEqual(
        Array.from({ length: 100 }, (_, seq) => seq + 1),
      );
    }
  });

  test('a process that was frozen and comes back writes nothing', async () => {
    const trail = await create();
    await world.emit(4);
    receiver.fail('hang');
    const frozen = live(trail, 1);
    const frozenEnded = frozen.runner.run();
    await eventually(
      () => receiver.requests,
      (count) => count === 1,
    );
    // The successor has a newer fence and delivers; the frozen one's timeout fires later.
    const successor = live(trail, 2);
    const successorEnded = successor.runner.run();
    await eventually(
      () => position(trail),
      (seq) => seq === 4,
    );
    const progress = 'select * from trail_progress order by trail_id';
    const settled = (await world.db.database.query(progress)).rows;
    // Fenced when it tries to write: it ends by itself.
    await frozenEnded;
    expect((await world.db.database.query(progress)).rows).toEqual(settled);
    expect(arrived()).toEqual([1, 2, 3, 4]);
    await successor.runner.stop(0);
    await successorEnded;
  });
});
