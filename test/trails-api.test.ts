import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';
import { startWebhookReceiver, type WebhookReceiver } from './fakes/webhook-receiver.ts';
import { eventually } from './trails/harness.ts';

let cairn: TestCairn;
let receiver: WebhookReceiver;
let home: string;

beforeAll(async () => {
  cairn = await startCairn({ CAIRN_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8' });
  receiver = await startWebhookReceiver();
  home = `/organizations/${cairn.organizationId}/trails`;
});
afterAll(async () => {
  await cairn.stop();
  await receiver.close();
});

const make = (more: object = {}) =>
  cairn.call('POST', home, {
    body: {
      name: 'To the hook',
      rule: 'action:test.*',
      destination: 'webhook',
      config: { url: receiver.url },
      ...more,
    },
  });

describe('trails through HTTP', () => {
  test('the catalogue shows forms, limits and what to look for', async () => {
    const { body } = await cairn.call('GET', '/destinations');
    const ids = body.items.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([...ids].sort());
    const [datadog, webhook] = ['datadog', 'webhook'].map((id) => body.items[ids.indexOf(id)]);
    expect(datadog).toMatchObject({
      config_schema: {
        properties: { site: { title: 'Site', enum: expect.arrayContaining(['us2.ddog-gov.com']) } },
      },
      secrets_schema: { required: ['api_key'], properties: { api_key: { secret: true } } },
      limits: { events: 1000, bytes: 5_000_000, event_bytes: 1_000_000 },
      formats: ['cairn'],
      ordered: true,
    });
    expect(webhook.secrets_schema.required).toBeUndefined();
    expect(body.items[ids.indexOf('clickhouse')].setup.code).toContain('CREATE TABLE');
    for (const preset of body.presets) expect(ids).toContain(preset.destination);
  });

  test('a trail is made with a secret of its own, tested, delivers, is paused, resumed and deleted', async () => {
    const made = await make();
    expect(made.status).toBe(201);
    const { id, secrets } = made.body;
    expect(secrets.secret.value).toMatch(/^whsec_/);
    receiver.secret = secrets.secret.value;
    const path = `${home}/${id}`;
    const read = await cairn.call('GET', path);
    expect(read.body).toMatchObject({
      status: 'active',
      secrets: { secret: { set: true } },
      lag_events: expect.any(Number),
    });
    expect(read.text).not.toContain('whsec_');
    const tested = await cairn.call('POST', `${path}/test`);
    expect(tested.body).toMatchObject({
      ok: true,
      status: 200,
      response: expect.stringContaining('200'),
      ms: expect.any(Number),
    });
    expect(tested.body.request).not.toContain(secrets.secret.value);
    expect(receiver.deliveries[0]!.events[0]).toMatchObject({
      action: 'trail.test',
      seq: 0,
      details: { test: true },
    });
    await cairn.call('POST', `/organizations/${cairn.organizationId}/events`, {
      body: { action: 'test.a', id: 'one' },
    });
    await eventually(
      () => receiver.events,
      (events) => events.some((event) => event.id === 'one'),
    );
    const delivered = await eventually(
      () => cairn.call('GET', `${path}/deliveries`),
      ({ body }) => body.items.length === 1,
    );
    const [delivery] = delivered.body.items;
    expect(delivery).toMatchObject({ status: 'delivered', events: 1, lane: 'live' });
    const full = await cairn.call('GET', `${path}/deliveries/${delivery.id}`);
    expect(full.body.attempts).toMatchObject([{ number: 1, outcome: 'delivered', status: 200 }]);
    expect((await cairn.call('GET', `${path}/metrics`)).body.points).toMatchObject([
      { delivered: 1, failed: 0 },
    ]);
    expect((await cairn.call('POST', `${path}/pause`)).body.status).toBe('paused');
    expect((await cairn.call('POST', `${path}/resume`)).body.status).toBe('active');
    expect((await cairn.call('DELETE', path, { body: { confirm: 'no' } })).body.code).toBe(
      'confirmation.mismatch',
    );
    expect((await cairn.call('DELETE', path, { body: { confirm: 'To the hook' } })).status).toBe(204);
    expect((await cairn.call('GET', path)).status).toBe(404);
    receiver.secret = undefined;
  });

  test('what was done is in the log', async () => {
    const { body } = await cairn.call(
      'GET',
      `/organizations/${cairn.organizationId}/events?q=module:Trails&order=asc`,
    );
    const done = body.items.filter(({ result }: { result: string }) => result === 'success');
    expect(done.map(({ action }: { action: string }) => action)).toEqual([
      ...['trail.created', 'trail.tested', 'trail.paused', 'trail.resumed', 'trail.deleted'],
    ]);
  });

  test('dead letters are listed page by page, sent again and discarded', async () => {
    const { id } = (await make({ name: 'Poison', rule: 'action:test.poison' })).body;
    const path = `${home}/${id}/dead-letters`;
    receiver.failWhen(({ body }) => (body.includes('poison') ? { status: 400 } : undefined));
    const events = Array.from({ length: 3 }, (_, index) => ({
      action: 'test.poison',
      id: `poison-${index}`,
    }));
    await cairn.call('POST', `/organizations/${cairn.organizationId}/events`, { body: { events } });
    await eventually(
      () => cairn.call('GET', path),
      ({ body }) => body.items.length === 3,
    );
    const first = (await cairn.call('GET', `${path}?limit=2`)).body;
    expect(first.items.map(({ event_id }: { event_id: string }) => event_id)).toEqual([
      'poison-0',
      'poison-1',
    ]);
    const second = (await cairn.call('GET', `${path}?limit=2&cursor=${first.next_cursor}`)).body;
    expect(second).toMatchObject({ items: [{ event_id: 'poison-2' }], next_cursor: null });
    expect((await cairn.call('GET', `${path}?cursor=made-up`)).body.code).toBe('cursor.invalid');
    receiver.failWhen();
    const discarded = await cairn.call('POST', `${path}/discard`, { body: { ids: [first.items[0].id] } });
    expect(discarded.body).toEqual({ count: 1 });
    expect((await cairn.call('POST', `${path}/resend`, { body: { all: true } })).body).toEqual({ count: 2 });
    await eventually(
      () => cairn.call('GET', path),
      ({ body }) => body.items.length === 0,
    );
    const arrived = receiver.events.map((event) => event.id).filter((one) => one.startsWith('poison'));
    expect(arrived).toEqual(['poison-1', 'poison-2']);
  });

  test('a preview counts the last 7 days', async () => {
    const { body } = await cairn.call('POST', `${home}/preview`, { body: { rule: 'action:test.poison' } });
    expect(body).toMatchObject({
      count: 3,
      exact: true,
      total: expect.any(Number),
      samples: [{ id: 'poison-2' }, {}, {}],
    });
  });

  test('a trail has its destination’s natural format, or one of those that it takes', async () => {
    const search = { destination: 'elasticsearch', config: { url: receiver.url }, name: 'Search' };
    const natural = await make(search);
    expect(natural.body).toMatchObject({ format: 'ecs' });
    const hook = await make({ format: 'cloudevents', name: 'Events', rule: 'action:none' });
    expect(hook.body).toMatchObject({ format: 'cloudevents' });
    const changed = await cairn.call('PATCH', `${home}/${hook.body.id}`, { body: { format: 'ocsf' } });
    expect(changed.body).toMatchObject({ format: 'ocsf' });
    const refused = await make({ format: 'leef' });
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'format']);
    receiver.fail({ status: 200 });
    const tried = await cairn.call('POST', `${home}/test`, {
      body: {
        name: 'x',
        destination: 'webhook',
        config: { url: receiver.url, body: 'array' },
        format: 'ocsf',
      },
    });
    expect(tried.body.request).toContain('"class_uid":');
    for (const { body } of [natural, hook]) {
      await cairn.call('DELETE', `${home}/${body.id}`, { body: { confirm: body.name } });
    }
  });
});

describe('bad input names its field', () => {
  const cases: readonly [string, object, string, string][] = [
    ['an unknown destination', { destination: 'fax' }, 'request.invalid', 'destination'],
    ['a missing address', { config: {} }, 'request.invalid', 'config.url'],
    [
      'an unknown setting',
      { config: { url: 'https://example.com', colour: 1 } },
      'request.invalid',
      'config.colour',
    ],
    ['a weak secret', { secrets: { secret: 'whsec_abc' } }, 'request.invalid', 'secrets.secret'],
    ['a wrong rule', { rule: 'acton:x' }, 'query.invalid', 'rule'],
    ['a format that it does not speak', { format: 'cef' }, 'request.invalid', 'format'],
    ['a start in the future', { start: 999_999 }, 'request.invalid', 'start'],
    ['a private address', { config: { url: 'https://10.0.0.1/' } }, 'address.forbidden', 'config.url'],
    ['a metadata address', { config: { url: 'http://169.254.169.254/' } }, 'address.forbidden', 'config.url'],
    ['plain HTTP to the internet', { config: { url: 'http://8.8.8.8/' } }, 'address.forbidden', 'config.url'],
    ['another scheme', { config: { url: 'ftp://example.com/' } }, 'request.invalid', 'config.url'],
    [
      'a name in the address',
      { config: { url: 'https://a:b@example.com/' } },
      'request.invalid',
      'config.url',
    ],
  ];
  test.each(cases)('%s', async (_, more, code, path) => {
    const { status, body } = await make(more);
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([400, code, path]);
  });

  test('an id that is none is 404', async () => {
    expect((await cairn.call('GET', `${home}/nonsense`)).status).toBe(404);
    expect((await cairn.call('GET', `${home}/nonsense/dead-letters`)).status).toBe(404);
  });
});
