import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEgress } from '../../src/kernel/egress.ts';
import { listDeliveries } from '../../src/trails/deliveries.ts';
import { openSender } from '../../src/trails/engine/sender.ts';
import { deleteTrail, pauseTrail, resumeTrail } from '../../src/trails/trails.ts';
import { type DatadogIntake, startDatadogIntake } from '../fakes/datadog-intake.ts';
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
const _ids = () => receiver.events.map(({ id }) => id);
const seqs = () => receiver.events.map(({ seq }) => seq);
const of = (trailId: string) => ({ organizationId: world.organizationId, trailId });
const deliveries = (trailId: string) => listDeliveries(world.db.database, of(trailId), { limit: 100 });

describe('credentials and settings', () => {
  test('a refused key keeps the position, is told once, and a new key is tried at once', async () => {
    const intake: DatadogIntake = await startDatadogIntake({ keys: ['new-key'] });
    const trails = { ...world.trailPorts.trails, baseUrls: { datadog: intake.url } };
    const sender = openSender({ egress: trails.egress, baseUrls: trails.baseUrls, nowMs: () => Date.now() });
    const trail = await world.create({
      destination: 'datadog',
      config: { site: 'datadoghq.eu' },
      secrets: { api_key: 'old-key' },
    });
    await world.emit(7);
    await world.supervise({ sender });
    const failing = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(failing).toMatchObject({
      position: 0,
      lag_events: expect.any(Number),
      last_error: expect.stringContaining('answered 403'),
    });
    const changed = Date.now();
    await world.change(trail, { secrets: { api_key: 'new-key' } });
    await eventually(
      () => intake.logs,
      ({ length }) => length === 7,
    );
    expect(Date.now() - changed).toBeLessThan(5_000);
    expect(intake.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await eventually(
      () => world.recorded(),
      (actions) => actions.includes('trail.recovered'),
    );
    expect((await world.recorded()).filter((action) => action === 'trail.failing')).toHaveLength(1);
    expect((await world.view(trail)).status).toBe('active');
    await sender.close();
    await intake.close();
  });

  test('no secret is in the stored attempts', async () => {
    const trail = await hook({ secrets: { authorization: 'Bearer very-secret' } });
    receiver.fail({ status: 400, body: 'you sent Bearer very-secret' });
    await world.emit(1);
    await world.supervise();
    await eventually(
      () => deliveries(trail),
      ([one]) => one?.status === 'dead',
    );
    const { rows } = await world.db.database.query<{ row: string }>(
      'select a::text as row from attempts a union all select d::text from dead_letters d',
    );
    const text = rows.map(({ row }) => row).join('\n');
    expect(text).toContain('authorization: [secret]');
    expect(text).not.toContain('very-secret');
  });

  test('an address that the operator does not allow any more is not called, and nothing is lost', async () => {
    const trail = await hook();
    await world.emit(2);
    const sender = openSender({ egress: createEgress([]), nowMs: () => Date.now() });
    await world.supervise({ sender });
    const view = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(view).toMatchObject({
      position: 0,
      last_error: expect.stringContaining('not an address that Cairn may call'),
    });
    expect(receiver.requests).toBe(0);
    await sender.close();
  });

  test('410 and 404 keep everything and wait for a person', async () => {
    receiver.failWhen(() => ({ status: 410 }));
    const trail = await hook();
    await world.emit(3);
    await world.supervise();
    await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    receiver.failWhen();
    await world.db.database.transaction((tx) => resumeTrail(tx, world.organizationId, trail));
    await eventually(seqs, ({ length }) => length === 3);
  });

  test('after five days of nothing but failures a trail is paused, and a person can resume it', async () => {
    receiver.failWhen(() => ({ status: 503 }));
    const trail = await hook();
    await world.emit(2);
    const start = Date.now();
    let days = 0;
    const clock = { now: () => Date.now() + days * 86_400_000 };
    await world.supervise({ clock });
    await eventually(
      () => receiver.requests,
      (count) => count >= 2,
    );
    days = 6;
    const view = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'paused',
    );
    expect(view).toMatchObject({ pause_reason: 'failing', position: 0 });
    await eventually(
      () => world.recorded(),
      (actions) => actions.includes('trail.paused'),
    );
    expect(await world.recorded()).toContain('trail.failing');
    receiver.failWhen();
    await world.db.database.transaction((tx) => resumeTrail(tx, world.organizationId, trail));
    expect(await eventually(seqs, ({ length }) => length === 2)).toEqual([1, 2]);
    expect(Date.now() - start).toBeLessThan(15_000);
  });
});

describe('pause, change, delete', () => {
  test('pause keeps everything and resume goes on from the position', async () => {
    const trail = await hook();
    await world.supervise();
    await world.emit(5);
    await eventually(seqs, ({ length }) => length === 5);
    await eventually(
      () => world.view(trail),
      ({ position }) => position === 5,
    );
    expect(
      await world.db.database.transaction((tx) => pauseTrail(tx, world.organizationId, trail)),
    ).toMatchObject({
      status: 'paused',
    });
    await eventually(
      () => world.supervisors[0]!.running,
      (count) => count === 0,
    );
    await world.emit(5);
    expect(await world.view(trail)).toMatchObject({ position: 5, lag_events: 5, status: 'paused' });
    await world.db.database.transaction((tx) => resumeTrail(tx, world.organizationId, trail));
    expect(await eventually(seqs, ({ length }) => length === 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('a changed rule counts for what comes after the position', async () => {
    const trail = await hook({ rule: 'action:test.a' });
    await world.supervise();
    await world.emit(4, (index) => (index % 2 === 0 ? 'test.a' : 'test.b'));
    await eventually(
      () => world.view(trail),
      ({ position }) => position === 4,
    );
    await world.change(trail, { rule: 'action:test.b' });
    await world.emit(4, (index) => (index % 2 === 0 ? 'test.a' : 'test.b'));
    await eventually(
      () => world.view(trail),
      ({ position }) => position === 8,
    );
    expect(seqs()).toEqual([1, 3, 6, 8]);
  });

  test('a deleted trail stops, and its secrets are gone', async () => {
    const trail = await hook();
    await world.supervise();
    await eventually(
      () => world.supervisors[0]!.running,
      (count) => count === 1,
    );
    const wrong = { id: trail, confirm: 'something else' };
    await expect(
      world.db.database.transaction((tx) => deleteTrail(tx, world.organizationId, wrong)),
    ).rejects.toMatchObject({
      code: 'confirmation.mismatch',
    });
    await world.db.database.transaction((tx) =>
      deleteTrail(tx, world.organizationId, { id: trail, confirm: 'Trail' }),
    );
    await eventually(
      () => world.supervisors[0]!.running,
      (count) => count === 0,
    );
    await expect(world.view(trail)).rejects.toMatchObject({ code: 'resource.not_found' });
    const { rows } = await world.db.database.query('select secrets from trails');
    expect(rows).toEqual([{ secrets: null }]);
  });
});
