import * as openid from 'openid-client';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import {
  type Application,
  answer,
  connect,
  formOf,
  get,
  locationOf,
  makeApplication,
  permit,
  refresh,
  register,
  request,
} from './application.ts';
import { join, neighbour, type Person } from './people.ts';

let cairn: TestCairn;
let home: string;
let application: Application;
let grace: Person;
let accessToken: string;
let refreshToken: string;
let count = 0;

beforeAll(async () => {
  cairn = await startCairn();
  home = `/organizations/${cairn.organizationId}`;
});
afterAll(() => cairn.stop());

beforeEach(async () => {
  count += 1;
  application = await makeApplication(cairn, { name: `App ${count}` });
  grace = await join(cairn, `Grace${count}`);
  ({ accessToken, refreshToken } = await connect(cairn, application, grace.cookie));
  expect(await read(accessToken)).toBe(200);
});

const read = async (token: string) => (await cairn.call('GET', `${home}/events`, { token })).status;
const clientPath = () => `${home}/oauth-clients/${application.id}`;
const found = async (q: string) =>
  (await cairn.call('GET', `${home}/events?q=${encodeURIComponent(q)}`)).body.items;

/** Nothing that the client holds works any more. */
async function expectDead(error: object = { error: 'invalid_grant' }) {
  expect(await read(accessToken)).toBe(401);
  await expect(refresh(application, refreshToken)).rejects.toMatchObject(error);
}

it('a member who is not permitted any more, at use, at refresh and at authorize', async () => {
  await permit(cairn, application.id, { member_ids: [] });
  await expectDead();
  const { url } = await request(application);
  const refused = locationOf(await get(url, grace.cookie));
  expect(refused.searchParams.get('error')).toBe('access_denied');
  const [failed] = await found(`action:integration.authorized result:failed actor.id:${grace.userId}`);
  expect(failed).toMatchObject({
    error_code: 'access_denied',
    complement: { client_name: `App ${count}`, id: application.id },
    details: { reason: 'not a permitted user' },
  });
  // Permitting him again brings no old token back.
  await permit(cairn, application.id);
  await expectDead();
});

it('a member who was permitted when the page was drawn and is not when it is answered', async () => {
  const { url } = await request(application);
  const { action, proof } = formOf(await (await get(url, grace.cookie)).text());
  await permit(cairn, application.id, { member_ids: [] });
  const back = await fetch(new URL(action, cairn.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: grace.cookie, origin: cairn.url },
    body: new URLSearchParams({ proof, decision: 'allow' }),
  });
  expect(locationOf(back).searchParams.get('error')).toBe('access_denied');
});

it('a member who was removed, and not alive again when he comes back', async () => {
  expect((await cairn.call('DELETE', `${home}/members/${grace.memberId}`)).status).toBe(204);
  await expectDead();
});

it('a suspended member, until he is let in again', async () => {
  const path = `${home}/members/${grace.memberId}`;
  await cairn.call('PATCH', path, { body: { suspended: true } });
  await expectDead();
  await cairn.call('PATCH', path, { body: { suspended: false } });
  expect(await read(accessToken)).toBe(200);
});

it('a disabled client, until it is enabled', async () => {
  expect((await cairn.call('POST', `${clientPath()}/disable`)).body.enabled).toBe(false);
  await expectDead({ status: 401 });
  const { url } = await request(application);
  expect((await get(url, grace.cookie)).status).toBe(400);
  expect((await cairn.call('POST', `${clientPath()}/enable`)).body.enabled).toBe(true);
  expect(await read(accessToken)).toBe(200);
  expect((await refresh(application, refreshToken)).access_token).toBeTypeOf('string');
  const [enabled, disabled] = await found(
    `action:integration.enabled,integration.disabled resource:${application.id}`,
  );
  expect(enabled.action).toBe('integration.enabled');
  expect(disabled).toMatchObject({
    action: 'integration.disabled',
    level: 'notice',
    module: 'System Administration',
    complement: { client_name: `App ${count}`, id: application.id },
  });
});

it('a deleted client', async () => {
  expect((await cairn.call('DELETE', clientPath())).status).toBe(204);
  await expectDead({ status: 401 });
  expect((await cairn.call('GET', clientPath())).status).toBe(404);
});

it('a scope that the client lost, while the rest stays; without any left, the token', async () => {
  await cairn.call('PATCH', clientPath(), { body: { scopes: ['events:write'] } });
  expect(await read(accessToken)).toBe(403);
  const fewer = await refresh(application, refreshToken);
  expect(fewer.scope).toBe('events:write');
  refreshToken = fewer.refresh_token as string;
  await cairn.call('PATCH', clientPath(), { body: { scopes: ['trails:read'] } });
  await expectDead();
  expect(await openid.tokenIntrospection(application.configuration, accessToken)).toEqual({ active: false });
});

it('what a member withdraws under his account', async () => {
  const listed = await cairn.call('GET', '/account/authorizations', { cookie: grace.cookie });
  expect(listed.body.items).toMatchObject([
    {
      id: application.id,
      client: { name: `App ${count}` },
      organization: { id: cairn.organizationId },
      scopes: ['events:read', 'events:write'],
    },
  ]);
  const path = `/account/authorizations/${application.id}`;
  expect((await cairn.call('DELETE', path)).status).toBe(404);
  expect(await read(accessToken)).toBe(200);
  expect((await cairn.call('DELETE', path, { cookie: grace.cookie })).status).toBe(204);
  await expectDead();
  expect((await cairn.call('GET', '/account/authorizations', { cookie: grace.cookie })).body.items).toEqual(
    [],
  );
  expect((await cairn.call('DELETE', path, { cookie: grace.cookie })).status).toBe(404);
  expect((await found(`action:oauth_grant.revoked actor.id:${grace.userId}`))[0]).toMatchObject({
    complement: { client_name: `App ${count}`, id: application.id },
    details: { reason: 'withdrawn by the member' },
  });
});

it('a member’s rights count as they are now', async () => {
  await cairn.call('PATCH', `${home}/members/${grace.memberId}`, { body: { role: 'BILLING' } });
  expect(await read(accessToken)).toBe(403);
});

it('a deleted organization', async () => {
  const own = await neighbour(cairn, `Owner${count}`);
  const made = await cairn.call('POST', `/organizations/${own.organizationId}/oauth-clients`, {
    cookie: own.cookie,
    body: { name: 'Theirs', redirect_uris: ['https://app.example.com/callback'], scopes: ['events:read'] },
  });
  expect(made.status).toBe(201);
  const name = (await cairn.call('GET', `/organizations/${own.organizationId}`, { cookie: own.cookie })).body
    .name;
  await cairn.call('DELETE', `/organizations/${own.organizationId}`, {
    cookie: own.cookie,
    body: { confirm: name },
  });
  const { url } = await request(application, { client_id: made.body.client_id });
  expect((await get(url, own.cookie)).status).toBe(400);
});

it('a fresh client permits nobody, not even the owner', async () => {
  const { body } = await register(cairn, { name: 'Fresh' });
  const permitted = await cairn.call('GET', `${home}/permitted-users/${body.client_id}`);
  expect(permitted.body).toMatchObject({ everyone: false, member_ids: [], members: [] });
  const { url } = await request({ ...application, id: body.client_id }, { client_id: body.client_id });
  expect(locationOf(await get(url, cairn.cookie)).searchParams.get('error')).toBe('access_denied');
});

it('keeps the neighbour out, at the page and at the interface, and out of the log', async () => {
  const eve = await neighbour(cairn, `Eve${count}`);
  const { url } = await request(application);
  expect(locationOf(await get(url, eve.cookie)).searchParams.get('error')).toBe('access_denied');
  expect(await found(`actor.id:${eve.userId}`)).toEqual([]);
  const theirs = `/organizations/${eve.organizationId}`;
  expect((await cairn.call('GET', `${theirs}/events`, { token: accessToken })).status).toBe(404);
  for (const [method, path, body] of [
    ['GET', `oauth-clients/${application.id}`],
    ['PATCH', `oauth-clients/${application.id}`, { name: 'mine' }],
    ['DELETE', `oauth-clients/${application.id}`],
    ['POST', `oauth-clients/${application.id}/rotate-secret`],
    ['POST', `oauth-clients/${application.id}/disable`],
    ['GET', `oauth-clients/${application.id}/authorizations`],
    ['GET', `permitted-users/${application.id}`],
    ['PUT', `permitted-users/${application.id}`, { everyone: true }],
  ] as const) {
    const refused = await cairn.call(method, `${theirs}/${path}`, {
      cookie: eve.cookie,
      ...(body === undefined ? {} : { body }),
    });
    expect([method, path, refused.status]).toEqual([method, path, 404]);
  }
  const stranger = await permit(cairn, application.id, { member_ids: [eve.memberId] });
  expect([stranger.status, stranger.body.errors]).toEqual([
    400,
    [{ path: 'member_ids[0]', message: 'is not a member of this organization' }],
  ]);
  expect(await read(accessToken)).toBe(200);
});

it('acts for each of two members by his own rights', async () => {
  const owners = await connect(cairn, application);
  await cairn.call('PATCH', `${home}/members/${grace.memberId}`, { body: { role: 'MEMBER' } });
  expect(await read(owners.accessToken)).toBe(200);
  expect(await read(accessToken)).toBe(403);
  const listed = await cairn.call('GET', `${clientPath()}/authorizations`);
  expect(listed.body.items.map(({ user }: { user: { id: string } }) => user.id)).toContain(grace.userId);
  expect(listed.body.items).toHaveLength(2);
  const { url } = await request(application);
  expect((await answer(cairn, url, { cookie: grace.cookie })).status).toBe(303);
});
