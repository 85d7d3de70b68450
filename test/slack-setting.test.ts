import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';
import { type Slack, startSlack } from './fakes/slack.ts';

let cairn: TestCairn;
let slack: Slack;
let home: string;

beforeAll(async () => {
  slack = await startSlack();
  cairn = await startCairn({
    CAIRN_DESTINATION_SLACK_BASE_URL: slack.url,
    CAIRN_DESTINATION_SLACK_AUTH_URL: 'https://consent.example',
    CAIRN_SLACK_CLIENT_ID: 'app',
    CAIRN_SLACK_CLIENT_SECRET: 'app-secret',
  });
  home = `/organizations/${cairn.organizationId}`;
});
afterAll(async () => {
  await cairn.stop();
  await slack.close();
});

const hook = 'https://hooks.slack.com/services/T0/B0/secretpart';
const put = (body: object) => cairn.call('PUT', `${home}/slack`, { body });
const send = (action: string, level: string) =>
  cairn.call('POST', `${home}/events`, { body: { action, level } });
const posted = () => slack.messages.map((message) => JSON.stringify(message)).join('\n');
const recorded = async () =>
  (
    await cairn.call('GET', `${home}/events?q=action:slack_setting.updated%20result:success&order=asc`)
  ).body.items.map(({ complement }: { complement: { setting: string } }) => complement.setting);

it('is off at first, and needs an address', async () => {
  const first = (await cairn.call('GET', `${home}/slack`)).body;
  expect(first).toMatchObject({ enabled: false, webhook_url: { set: false }, levels: ['warning', 'error'] });
  const refused = await put({ enabled: true });
  expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'webhook_url']);
  const query = await put({ enabled: true, webhook_url: hook, q: 'acton:x' });
  expect([query.status, query.body.code, query.body.errors[0].path]).toEqual([400, 'query.invalid', 'q']);
  expect((await cairn.call('POST', `${home}/slack/test`)).status).toBe(409);
});

it('posts events of the chosen levels that match the query, and shows the address to nobody', async () => {
  const on = await put({ enabled: true, webhook_url: hook, levels: ['error'], q: 'action:door.*' });
  expect(on.body).toMatchObject({ enabled: true, webhook_url: { set: true }, status: 'active' });
  expect(on.text).not.toContain('secretpart');
  await send('door.forced', 'warning');
  await send('window.broken', 'error');
  await send('door.broken', 'error');
  await expect.poll(posted, { timeout: 20_000 }).toContain('door.broken');
  expect(posted()).not.toContain('door.forced');
  expect(posted()).not.toContain('window.broken');
  expect((await cairn.call('GET', `${home}/trails`)).body.items).toEqual([]);
});

it('is no trail that others could change or read by its id', async () => {
  const { rows } = await cairn.app.services.database.query<{ id: string }>(
    'select id from trails where organization_id = $1',
    [cairn.organizationId],
  );
  const id = rows[0]?.id;
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/pause'],
    ['GET', '/deliveries'],
    ['POST', '/test'],
  ] as const) {
    expect((await cairn.call(method, `${home}/trails/${id}${path}`)).status).toBe(404);
  }
  const changed = await cairn.call('PATCH', `${home}/trails/${id}`, { body: { name: 'x' } });
  expect(changed.status).toBe(404);
});

it('tests the channel', async () => {
  await expect
    .poll(async () => (await cairn.call('POST', `${home}/slack/test`)).body, {
      timeout: 10_000,
      interval: 1_200,
    })
    .toMatchObject({ ok: true });
});

it('keeps its address while it is off, and posts nothing of what happened meanwhile', async () => {
  await put({ enabled: false });
  await send('door.missed', 'error');
  const off = (await cairn.call('GET', `${home}/slack`)).body;
  expect(off).toMatchObject({ enabled: false, webhook_url: { set: true }, levels: ['error'] });
  await put({ enabled: true });
  await send('door.seen', 'error');
  await expect.poll(posted, { timeout: 20_000 }).toContain('door.seen');
  expect(posted()).not.toContain('door.missed');
  expect(await recorded()).toEqual(['Enable', 'Disable', 'Enable']);
});

it('counts repeats in one line of a message', async () => {
  const before = slack.messages.length;
  for (let n = 0; n < 12; n++) await send('door.rattled', 'error');
  const of = () =>
    slack.messages
      .slice(before)
      .map((message) => JSON.stringify(message))
      .join('');
  await expect.poll(of, { timeout: 20_000 }).toMatch(/×\d/);
});

it('connects by consent: once, by the session that began it, within the organization that it was begun for', async () => {
  const asked = await put({ enabled: true, connect: true, levels: ['warning'], q: '', quiet_minutes: 5 });
  const url = new URL(asked.body.authorize_url);
  expect([url.origin, url.pathname, url.searchParams.get('scope')]).toEqual([
    'https://consent.example',
    '/oauth/v2/authorize',
    'incoming-webhook',
  ]);
  expect(url.searchParams.get('redirect_uri')).toBe(`${cairn.url}/api/v1/slack/callback`);
  const state = url.searchParams.get('state');
  slack.codes.add('good-code');
  const back = (query: string, cookie?: string | null) =>
    cairn.call('GET', `/slack/callback?${query}`, cookie === undefined ? {} : { cookie });
  expect((await back(`state=${state}&code=good-code`, null)).status).toBe(401);
  const stranger = await cairn.call('POST', '/session', {
    body: { email: 'ada@example.com', password: 'correct horse battery staple' },
    cookie: null,
  });
  const other = (stranger.headers.get('set-cookie') ?? '').split(';')[0] as string;
  expect((await back(`state=${state}&code=good-code`, other)).status).toBe(400);
  const done = await back(`state=${state}&code=good-code`);
  expect([done.status, done.headers.get('location')]).toEqual([
    302,
    `${home}/settings/slack?connected=slack`,
  ]);
  expect((await cairn.call('GET', `${home}/slack`)).body).toMatchObject({
    enabled: true,
    channel: '#audit',
    levels: ['warning'],
    quiet_minutes: 5,
  });
  const again = await back(`state=${state}&code=good-code`);
  expect([again.status, again.body.code]).toEqual([400, 'consent.invalid_state']);
});

it('says what Slack said when the person or Slack refuses', async () => {
  const begin = async () =>
    new URL((await put({ enabled: true, connect: true })).body.authorize_url).searchParams.get('state');
  const denied = await cairn.call('GET', `/slack/callback?state=${await begin()}&error=access_denied`);
  expect(denied.headers.get('location')).toBe(`${home}/settings/slack?error=access_denied`);
  const wrong = await cairn.call('GET', `/slack/callback?state=${await begin()}&code=bad`);
  expect(wrong.headers.get('location')).toBe(`${home}/settings/slack?error=invalid_code`);
});
