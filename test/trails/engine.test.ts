import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discardDeadLetters, listDeadLetters, resendDeadLetters } from '../../src/trails/dead-letters.ts';
import { getDelivery, listDeliveries } from '../../src/trails/deliveries.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { eventually, makeWorld, type World } from './harness.ts';

let world: World;
let receiver: WebhookReceiver;

beforeEach(async () => {
  world = await makeWorld();
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await world.close();
  await receiver.close();
});

const hook = (more: object = {}) =>
  world.create({ destination: 'webhook', config: { url: `${receiver.url}/hook` }, ...more });
const ids = () => receiver.events.map(({ id }) => id);
const seqs = () => receiver.events.map(({ seq }) => seq);
const of = (trailId: string) => ({ organizationId: world.organizationId, trailId });
const deliveries = (trailId: string) => listDeliveries(world.db.database, of(trailId), { limit: 100 });

describe('delivery', () => {
  test('matching events arrive in order, those of the past and those of now', async () => {
    const past = await world.emit(250, (index) => (index % 5 === 0 ? 'other.done' : 'test.done'));
    const trail = await hook();
    await world.supervise();
    await eventually(ids, (got) => got.length >= 200);
    const now = await world.emit(20);
    const wanted = [...past.filter((_, index) => index % 5 !== 0), ...now];
    expect(await eventually(ids, (got) => got.length >= 220)).toEqual(wanted);
    const view = await eventually(
      () => world.view(trail),
      ({ lag_events }) => lag_events === 0,
    );
    expect(view).toMatchObject({
      status: 'active',
      position: 270,
      delivered_24h: 220,
      failed_24h: 0,
      last_error: null,
    });
    expect(
      (await deliveries(trail)).every(({ events, status }) => events <= 100 && status === 'delivered'),
    ).toBe(true);
  });

  test('the position moves over events that do not match', async () => {
    const trail = await hook({ rule: 'action:never' });
    await world.supervise();
    await world.emit(30, 'other.done');
    await eventually(
      () => world.view(trail),
      ({ position }) => position === 30,
    );
    expect(receiver.requests).toBe(0);
  });

  test('a start at now, at a number and at a time leaves out what was before', async () => {
    await world.emit(10);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const between = new Date().toISOString();
    await world.emit(10);
    const starts = { now: 'now' as const, number: 8, time: between };
    const views = new Map<string, number>();
    for (const [name, start] of Object.entries(starts)) {
      views.set(name, (await world.view(await hook({ start }))).position);
    }
    expect(Object.fromEntries(views)).toEqual({ now: 20, number: 7, time: 10 });
    await expect(hook({ start: 22 })).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(hook({ start: 'soon' })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('two trails of one organization go on beside each other, one blocked and one not', async () => {
    const blocked = await startWebhookReceiver();
    blocked.failWhen(() => 'hang');
    await world.create({ destination: 'webhook', config: { url: `${blocked.url}/` } });
    await hook();
    await world.supervise();
    await world.emit(300);
    await eventually(ids, (got) => got.length === 300);
    expect(blocked.deliveries).toHaveLength(0);
    await blocked.close();
  });
});

describe('failures that pass', () => {
  test('429, 503, 408, a closed connection and a timeout: tried again with one id, nothing lost, in order', async () => {
    receiver.fail(
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 503 },
      { status: 408 },
      'close',
      'hang',
    );
    const trail = await hook();
    const emitted = await world.emit(5);
    await world.supervise();
    expect(await eventually(ids, (got) => got.length === 5, 15_000)).toEqual(emitted);
    expect(new Set(receiver.ids).size).toBe(1);
    const [delivery] = await eventually(
      () => deliveries(trail),
      ([first]) => first?.status === 'delivered',
    );
    const { attempts } = await getDelivery(world.db.database, of(trail), delivery!.id);
    expect(attempts.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['retry', 429],
      ['retry', 503],
      ['retry', 408],
      ['retry', null],
      ['retry', null],
      ['delivered', 200],
    ]);
    expect(await world.view(trail)).toMatchObject({ failed_24h: 5, failing_since: null });
  });

  test('a receiver that takes the batch and closes gets it again under the same id', async () => {
    receiver.fail('take-and-close');
    await hook();
    await world.emit(3);
    await world.supervise();
    await eventually(
      () => receiver.deliveries,
      ({ length }) => length === 2,
    );
    expect(seqs()).toEqual([1, 2, 3, 1, 2, 3]);
    expect(new Set(receiver.ids).size).toBe(1);
  });

  test('Retry-After is waited for', async () => {
    receiver.fail({ status: 429, headers: { 'retry-after': '1' } });
    await hook();
    await world.emit(1);
    await world.supervise();
    const started = Date.now();
    await eventually(ids, ({ length }) => length === 1);
    expect(Date.now() - started).toBeGreaterThan(950);
  });
});

describe('events that are refused', () => {
  test('one poison event in a batch is found, becomes a dead letter, and the others arrive in order', async () => {
    receiver.failWhen(({ body }) =>
      body.includes('"test.poison"') ? { status: 400, body: 'bad event' } : undefined,
    );
    const trail = await hook();
    await world.emit(60, (index) => (index === 37 ? 'test.poison' : 'test.done'));
    await world.supervise();
    await eventually(
      () => world.view(trail),
      ({ lag_events }) => lag_events === 0,
    );
    expect(seqs()).toEqual(Array.from({ length: 60 }, (_, index) => index + 1).filter((seq) => seq !== 38));
    const dead = await listDeadLetters(world.db.database, of(trail), { limit: 10, after: 0 });
    expect(dead).toMatchObject([
      { seq: 38, action: 'test.poison', reason: 'answered 400: bad event', resending: false },
    ]);
    expect(await world.view(trail)).toMatchObject({ dead_letters: 1, status: 'active' });
  });

  test('a dead letter is sent again when somebody asks, beside the position, and can be discarded', async () => {
    receiver.failWhen(({ body }) => (body.includes('poison') ? { status: 422 } : undefined));
    const trail = await hook();
    const [first] = await world.emit(2, 'test.poison');
    await world.supervise();
    await eventually(
      () => world.view(trail),
      (view) => view.dead_letters === 2 && view.lag_events === 0,
    );
    const dead = await listDeadLetters(world.db.database, of(trail), { limit: 10, after: 0 });
    expect(await discardDeadLetters(world.db.database, of(trail), { ids: [dead[1]!.id] })).toBe(1);
    // Still refused: back it comes.
    expect(await resendDeadLetters(world.db.database, of(trail), { all: true })).toBe(1);
    await eventually(
      () => receiver.requests,
      (count) => count === 4,
    );
    receiver.failWhen();
    await eventually(
      () => listDeadLetters(world.db.database, of(trail), { limit: 10, after: 0 }),
      ([one]) => one?.resending === false,
    );
    expect(await resendDeadLetters(world.db.database, of(trail), { ids: [dead[0]!.id] })).toBe(1);
    expect(await eventually(ids, ({ length }) => length === 1)).toEqual([first]);
    expect(
      await eventually(
        () => world.view(trail),
        ({ dead_letters }) => dead_letters === 0,
      ),
    ).toMatchObject({ position: 2 });
  });

  test('an event that is larger than the destination takes is a dead letter and is not sent', async () => {
    const trail = await hook();
    await world.emit(1);
    const { database } = world.db;
    // Ingest would refuse it; a destination's limit may be lower than the log's.
    await database.query(
      `update events set event = replace(event, 'test.done', 'test.' || repeat('x', 600000))`,
    );
    await world.emit(1);
    await world.supervise();
    await eventually(
      () => world.view(trail),
      ({ lag_events }) => lag_events === 0,
    );
    expect(seqs()).toEqual([2]);
    const [dead] = await listDeadLetters(database, of(trail), { limit: 1, after: 0 });
    expect(dead?.reason).toMatch(/^the event takes 6\d+ bytes, more than this destination accepts$/);
  });

  test('a receiver that refuses everything does not turn the log into dead letters', async () => {
    receiver.failWhen(() => ({ status: 400 }));
    const trail = await hook();
    await world.emit(300);
    await world.supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
      20_000,
    );
    expect(view).toMatchObject({ dead_letters: 100, position: 100 });
  });
});
