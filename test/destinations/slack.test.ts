import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSender, type Sender } from '../../src/trails/engine/sender.ts';
import { testTrail } from '../../src/trails/test-event.ts';
import { readTarget } from '../../src/trails/trails.ts';
import { type Slack, startSlack } from '../fakes/slack.ts';
import { eventually, makeWorld, type World } from '../trails/harness.ts';

let world: World;
let slack: Slack;
let sender: Sender;

const hookUrl = 'https://hooks.slack.com/services/T0/B0/secretpart';
const publicUrl = 'https://cairn.example.com';

beforeEach(async () => {
  world = await makeWorld();
  slack = await startSlack();
  const { egress } = world.trailPorts.trails;
  sender = openSender({ egress, baseUrls: { slack: slack.url }, nowMs: () => Date.now(), timeoutMs: 2_000 });
});
afterEach(async () => {
  await world.close();
  await sender.close();
  await slack.close();
});

const create = (more: object = {}) =>
  world.create({ destination: 'slack', secrets: { webhook_url: hookUrl }, ...more });
const supervise = () => world.supervise({ sender, publicUrl });
const textOf = (index: number): string => JSON.stringify(slack.messages[index]?.blocks);

describe('slack', () => {
  test('one event is a message that says who did what to which, and leads to it', async () => {
    await create();
    const [id] = await world.emit(1, 'test.done', {
      level: 'warning',
      actor: { type: 'user', id: 'u1', name: 'Ada <!channel> & Co' },
      resources: [{ type: 'document', id: 'd1', name: 'Plan' }],
    });
    await supervise();
    await eventually(
      () => slack.messages,
      ({ length }) => length === 1,
    );
    expect(slack.messages[0]?.text).toBe('Test.done: Ada &lt;!channel&gt; &amp; Co');
    expect(textOf(0)).toContain(
      `<${publicUrl}/organizations/${world.organizationId}/audit-logs?event=${id}|Test.done>`,
    );
    expect(textOf(0)).toContain('Ada &lt;!channel&gt; &amp; Co');
    expect(textOf(0)).toContain('document Plan');
    expect(textOf(0)).toContain(':warning:');
  });

  test('many events come a second apart, gathered into digests that name every one of them', async () => {
    await create();
    await world.emit(100, (index) => `test.n${index}.`);
    await supervise();
    await eventually(
      () => slack.messages,
      ({ length }) => length === 3,
      15_000,
    );
    expect(slack.requests).toBe(3);
    const said = slack.messages.map((_, index) => textOf(index)).join('');
    for (let index = 0; index < 100; index++) expect(said).toContain(`Test.n${index}.`);
    expect(slack.messages[0]?.text).toBe('40 events, the highest level information');
  });

  test('the longest names of senders stay within the limits of a message', async () => {
    const trail = await create();
    const long = '&'.repeat(250);
    await world.emit(40, 'test.done', {
      actor: { type: 'user', id: 'u', name: long },
      resources: Array.from({ length: 8 }, () => ({ type: long.slice(0, 60), id: 'r', name: long })),
    });
    await world.emit(1, 'test.done', {
      actor: { type: 'user', id: 'u', name: long },
      resources: Array.from({ length: 8 }, () => ({ type: long.slice(0, 60), id: 'r', name: long })),
    });
    await supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ position }) => position === 41,
      15_000,
    );
    expect(view).toMatchObject({ dead_letters: 0, position: 41 });
    // Timers of a busy machine may make a message come too early; nothing else may be refused.
    const refused = await world.db.database.query<{ status: number }>(
      `select status from attempts where outcome <> 'delivered' and status <> 429`,
    );
    expect(refused.rows).toEqual([]);
  });

  test('429 is waited out, and a lost answer is sent again', async () => {
    slack.fail({ status: 429, headers: { 'retry-after': '1' }, body: 'rate_limited' }, 'take-and-close');
    const trail = await create();
    await world.emit(1);
    await supervise();
    await eventually(
      () => world.view(trail),
      ({ position }) => position === 1,
      15_000,
    );
    expect(slack.messages).toHaveLength(2);
  });

  test.each([
    ['a webhook that was removed', { secrets: { webhook_url: `${hookUrl}x` } }, 'no_service'],
    [
      'a token that is not valid',
      { config: { channel: 'C0123456789' }, secrets: { bot_token: 'xoxb-bad' } },
      'invalid_auth',
    ],
    [
      'a channel that is not there',
      { config: { channel: 'C9' }, secrets: { bot_token: 'xoxb-good' } },
      'channel_not_found',
    ],
  ])('%s stops the trail, and nothing is lost', async (_, settings, word) => {
    const trail = await create(settings);
    await world.emit(3);
    await supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(view).toMatchObject({ position: 0, dead_letters: 0, last_error: expect.stringContaining(word) });
    await world.change(trail, {
      config: { channel: 'C0123456789' },
      secrets: { webhook_url: null, bot_token: 'xoxb-good' },
    });
    await eventually(
      () => world.view(trail),
      ({ position }) => position >= 3,
      15_000,
    );
  });

  test('the test shows the message and neither address nor token', async () => {
    const target = await readTarget(world.trailPorts, world.organizationId, await create());
    const ports = { sender, clock: world.ports.clock, publicUrl };
    const result = await testTrail(ports, { organizationId: world.organizationId, ...target });
    expect(result).toMatchObject({ ok: true, status: 200, response: expect.stringContaining('ok') });
    expect(result.request).toContain('POST [secret]');
    expect(result.request).not.toContain('secretpart');
  });

  test('an address or a token with a channel is asked for, not both', async () => {
    const given = (secrets: object, config: object = {}) =>
      world.create({ destination: 'slack', config: { ...config }, secrets: { ...secrets } });
    await expect(given({})).rejects.toMatchObject({ errors: [{ path: 'secrets.webhook_url' }] });
    await expect(given({ bot_token: 'xoxb-good' })).rejects.toMatchObject({
      errors: [{ path: 'config.channel' }],
    });
    await expect(given({ webhook_url: hookUrl, bot_token: 'xoxb-good' })).rejects.toMatchObject({
      errors: [{ path: 'secrets.bot_token' }],
    });
    await expect(given({ webhook_url: 'ftp://evil.example/services/a' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});
