import { afterAll, beforeAll, expect, it } from 'vitest';
import { cookieFrom, owner, startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;
let home: string;

beforeAll(async () => {
  cairn = await startCairn();
  home = `/organizations/${cairn.organizationId}`;
});
afterAll(() => cairn.stop());

const signIn = (email: string, password: string, headers = {}) =>
  cairn.call('POST', '/session', { body: { email, password }, cookie: null, headers });
const found = async (q: string) =>
  (await cairn.call('GET', `${home}/events?q=${encodeURIComponent(q)}`)).body.items;

it('signs in, says who is signed in, and out', async () => {
  const answer = await signIn('ADA@example.com ', owner.password);
  expect(answer.body).toMatchObject({
    user: { email: owner.email },
    organizations: [{ name: 'Acme', role: 'OWNER' }],
  });
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  const cookie = cookieFrom(answer);
  expect((await cairn.call('GET', '/session', { cookie })).body.user.email).toBe(owner.email);
  expect((await cairn.call('DELETE', '/session', { cookie })).status).toBe(204);
  expect((await cairn.call('GET', '/session', { cookie })).status).toBe(401);
  expect((await found('action:session.ended'))[0]).toMatchObject({
    actor: { type: 'user', name: 'ada' },
    module: 'Authentication',
  });
});

it('never limits right sign-ins, and slows wrong ones by account', async () => {
  for (let n = 0; n < 12; n++) expect((await signIn(owner.email, owner.password)).status).toBe(200);
  for (let n = 0; n < 10; n++) {
    const wrong = await signIn('nobody@example.com', 'wrong');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'auth.invalid_credentials']);
  }
  const slowed = await signIn('nobody@example.com', 'wrong');
  expect(slowed.status).toBe(429);
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await signIn(owner.email, owner.password)).status).toBe(200);
});

it('records a refused sign-in of a known person', async () => {
  await signIn(owner.email, 'wrong');
  expect((await found('action:session.refused'))[0]).toMatchObject({
    result: 'failed',
    error_code: 'auth.invalid_credentials',
  });
});

it('refuses changes that another site’s page sends with the cookie', async () => {
  const body = { name: 'x', scopes: ['events:read'] };
  for (const origin of ['https://evil.example', 'null', `${cairn.url}.evil.example`]) {
    const answer = await cairn.call('POST', `${home}/api-tokens`, { body, headers: { origin } });
    expect([answer.status, answer.body.code]).toEqual([403, 'request.cross_site']);
  }
  const without = await fetch(`${cairn.url}/api/v1${home}/api-tokens`, {
    method: 'POST',
    headers: { cookie: cairn.cookie },
  });
  expect(without.status).toBe(403);
  expect((await signIn(owner.email, owner.password, { origin: 'https://evil.example' })).status).toBe(403);
});

it('shows a token once, stores only its hash, and deletes it at once', async () => {
  const made = await cairn.call('POST', `${home}/api-tokens`, {
    body: { name: 'ci', scopes: ['events:write', 'events:read'] },
  });
  expect(made.status).toBe(201);
  expect(made.body.token).toMatch(/^cairn_[A-Za-z0-9_-]{43}$/);
  const listed = await cairn.call('GET', `${home}/api-tokens`);
  expect(listed.text).not.toContain(made.body.token);
  const { rows } = await cairn.app.services.database.query('select t::text from api_tokens t');
  expect(JSON.stringify(rows)).not.toContain(made.body.token.slice(10));
  expect(
    (await cairn.call('POST', `${home}/events`, { body: { action: 'a' }, token: made.body.token })).status,
  ).toBe(201);
  expect((await cairn.call('DELETE', `${home}/api-tokens/${made.body.id}`)).status).toBe(204);
  expect(
    (await cairn.call('POST', `${home}/events`, { body: { action: 'a' }, token: made.body.token })).status,
  ).toBe(401);
  const [deleted, generated] = await found('action:api_token.*');
  expect(generated).toMatchObject({
    level: 'notice',
    module: 'System Administration',
    complement: { id: made.body.id, scope: 'events:write events:read' },
  });
  expect(deleted).toMatchObject({ action: 'api_token.deleted', complement: { id: made.body.id } });
  expect(JSON.stringify([deleted, generated])).not.toContain(made.body.token.slice(0, 20));
});

it('refuses an expired token, and one made with a past date', async () => {
  const past = new Date(Date.now() - 1000).toISOString();
  const refused = await cairn.call('POST', `${home}/api-tokens`, {
    body: { name: 'old', scopes: ['events:read'], expires_at: past },
  });
  expect(refused.body.errors).toEqual([{ path: 'expires_at', message: 'must lie in the future' }]);
  const soon = new Date(Date.now() + 400).toISOString();
  const { token } = (
    await cairn.call('POST', `${home}/api-tokens`, {
      body: { name: 'soon', scopes: ['events:read'], expires_at: soon },
    })
  ).body;
  expect((await cairn.call('GET', `${home}/events`, { token })).status).toBe(200);
  await expect.poll(async () => (await cairn.call('GET', `${home}/events`, { token })).status).toBe(401);
});

it('records what was refused and what was invalid, with the fields and not their values', async () => {
  const token = await cairn.token('events:read');
  await cairn.call('POST', `${home}/api-tokens`, { body: { name: 'x', scopes: ['admin'] }, token });
  expect((await found('action:access.refused'))[0]).toMatchObject({
    actor: { type: 'api_token' },
    result: 'failed',
    complement: { operation: 'api_tokens.create', permission: 'api_tokens:manage' },
  });
  const invalid = await cairn.call('POST', `${home}/api-tokens`, {
    body: { name: 'a\nb', scopes: ['root'], admin: true },
  });
  expect(invalid.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
    'admin',
    'name',
    'scopes[0]',
  ]);
  expect((await found('action:api_token.generated result:validation_error'))[0]).toMatchObject({
    error_code: 'request.invalid',
  });
});

it('makes one organization of a POST that is repeated, for each person', async () => {
  const create = () =>
    cairn.call('POST', '/organizations', {
      body: { name: 'Twice' },
      headers: { 'idempotency-key': 'org-1' },
    });
  const [first, second] = [await create(), await create()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).toBe(first.body.id);
});

it('makes one thing of a POST that is repeated with the same idempotency key', async () => {
  const headers = { 'idempotency-key': 'k1' };
  const body = { name: 'once', scopes: ['events:read'] };
  const first = await cairn.call('POST', `${home}/api-tokens`, { body, headers });
  const second = await cairn.call('POST', `${home}/api-tokens`, { body, headers });
  expect([second.status, second.body]).toEqual([201, first.body]);
  const other = await cairn.call('POST', `${home}/api-tokens`, { body: { ...body, name: 'twice' }, headers });
  expect(other.body.code).toBe('idempotency.mismatch');
});

it('renames and deletes an organization only with its typed name', async () => {
  const made = (await cairn.call('POST', '/organizations', { body: { name: 'Temporary' } })).body;
  expect(
    (await cairn.call('PATCH', `/organizations/${made.id}`, { body: { name: 'Short-lived' } })).body,
  ).toMatchObject({ name: 'Short-lived', role: 'OWNER' });
  expect(
    (await cairn.call('DELETE', `/organizations/${made.id}`, { body: { confirm: 'Temporary' } })).body.code,
  ).toBe('confirmation.mismatch');
  expect(
    (await cairn.call('DELETE', `/organizations/${made.id}`, { body: { confirm: 'Short-lived' } })).status,
  ).toBe(204);
  expect((await cairn.call('GET', `/organizations/${made.id}`)).status).toBe(404);
});

it('does not set up twice', async () => {
  expect((await cairn.call('GET', '/setup', { cookie: null })).body).toEqual({ needed: false });
  const body = {
    token: 'x',
    organization: 'O',
    name: 'N',
    email: 'n@example.com',
    password: 'long enough password',
  };
  expect((await cairn.call('POST', '/setup', { body, cookie: null })).body.code).toBe('setup.done');
});
