import { afterAll, beforeAll, expect, it } from 'vitest';
import { sweepOAuth } from '../../src/oauth/failures.ts';
import { startCairn, type TestCairn } from '../cairn.ts';
import { connect, makeApplication, permit, post, register } from './application.ts';
import { join } from './people.ts';

let cairn: TestCairn;
let home: string;

beforeAll(async () => {
  cairn = await startCairn();
  home = `/organizations/${cairn.organizationId}`;
});
afterAll(() => cairn.stop());

const found = async (q: string) =>
  (await cairn.call('GET', `${home}/events?q=${encodeURIComponent(q)}`)).body.items;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

it('registers a client, shows its secret once, and records what was done', async () => {
  const made = await register(cairn);
  expect(made.status).toBe(201);
  const { client_id, client_secret } = made.body;
  expect(client_secret).toMatch(/^cairn_secret_[A-Za-z0-9_-]{43}$/);
  expect(made.body).toMatchObject({
    id: client_id,
    name: 'Report Builder',
    enabled: true,
    logo_url: null,
    permitted: { everyone: false, members: 0 },
  });
  const path = `${home}/oauth-clients/${client_id}`;
  for (const text of [
    (await cairn.call('GET', path)).text,
    (await cairn.call('GET', `${home}/oauth-clients`)).text,
  ])
    expect(text).not.toContain(client_secret);
  const { rows } = await cairn.app.services.database.query('select s::text from oauth_client_secrets s');
  expect(JSON.stringify(rows)).not.toContain(client_secret.slice(20));
  await cairn.call('PATCH', path, { body: { name: 'Reports', scopes: ['events:read'] } });
  const same = await cairn.call('GET', path);
  expect(same.body).toMatchObject({ name: 'Reports', scopes: ['events:read'] });
  const wrong = await cairn.call('DELETE', path, { body: { confirm: 'Report' } });
  expect([wrong.status, wrong.body.code]).toEqual([400, 'confirmation.mismatch']);
  expect((await cairn.call('DELETE', path, { body: { confirm: 'Reports' } })).status).toBe(204);
  const events = await found(`action:oauth_client.* result:success resource:${client_id}`);
  expect(events.map(({ action, level, module }: Record<string, string>) => [action, level, module])).toEqual(
    ['deleted', 'updated', 'added'].map((verb) => [
      `oauth_client.${verb}`,
      'notice',
      'System Administration',
    ]),
  );
  expect(events[1].complement).toEqual({
    client_name: 'Reports',
    client_id,
    changed_fields: 'name, scopes',
  });
  expect(JSON.stringify(events)).not.toContain(client_secret);
});

it('refuses addresses that a code must not travel to, and says which', async () => {
  const bad = [
    'http://app.example.com/callback',
    'https://app.example.com/#there',
    'https://user:pass@app.example.com/',
    'https://*.example.com/',
    'javascript:alert(1)',
    'com.example.app:/callback',
    'https://app.example.com/ok; script-src *',
    'not an address',
    '',
  ];
  for (const address of bad) {
    const refused = await register(cairn, { redirect_uris: ['https://app.example.com/', address] });
    expect([address, refused.status, refused.body.errors?.[0].path]).toEqual([
      address,
      400,
      'redirect_uris[1]',
    ]);
  }
  for (const fields of [
    { redirect_uris: [] },
    { scopes: [] },
    { scopes: ['root'] },
    { name: '' },
    { secret: 'x' },
  ])
    expect((await register(cairn, fields)).status).toBe(400);
  const good = await register(cairn, {
    redirect_uris: ['http://localhost:3000/cb', 'http://127.0.0.1:3000/cb', 'http://[::1]:3000/cb'],
  });
  expect(good.status).toBe(201);
});

it('keeps a logo, serves it from here, and takes no document for one', async () => {
  const dataUrl = `data:image/png;base64,${png.toString('base64')}`;
  const made = await register(cairn, { name: 'Pictured', logo: dataUrl });
  const served = await fetch(cairn.url + made.body.logo_url);
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(served.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(Buffer.from(await served.arrayBuffer()).equals(png)).toBe(true);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>').toString('base64');
  for (const logo of [
    `data:image/svg+xml;base64,${svg}`,
    `data:image/png;base64,${svg}`,
    'https://example.com/logo.png',
    Buffer.concat([png, Buffer.alloc(128 * 1024)]).toString('base64'),
  ]) {
    const refused = await register(cairn, { logo });
    expect([logo.slice(0, 30), refused.status, refused.body.errors[0].path]).toEqual([
      logo.slice(0, 30),
      400,
      'logo',
    ]);
  }
  const path = `${home}/oauth-clients/${made.body.client_id}`;
  expect((await cairn.call('PATCH', path, { body: { name: 'Kept' } })).body.logo_url).toBe(
    made.body.logo_url,
  );
  expect((await cairn.call('PATCH', path, { body: { logo: null } })).body.logo_url).toBeNull();
  expect((await fetch(cairn.url + made.body.logo_url)).status).toBe(404);
});

it('rotates a secret with an overlap that can be ended', async () => {
  const application = await makeApplication(cairn);
  const { refreshToken } = await connect(cairn, application);
  const path = `${home}/oauth-clients/${application.id}`;
  let current = refreshToken;
  const works = async (client_secret: string) => {
    const fields = { grant_type: 'refresh_token', refresh_token: current, client_id: application.id };
    const answered = await post(cairn, 'token', { ...fields, client_secret });
    if (answered.status === 200) current = (await answered.json()).refresh_token;
    return answered.status;
  };
  const second = (await cairn.call('POST', `${path}/rotate-secret`, { body: {} })).body;
  expect(second.secrets).toHaveLength(2);
  expect(Date.parse(second.secrets[1].expires_at) - Date.now()).toBeGreaterThan(23 * 3_600_000);
  expect([await works(application.secret), await works(second.client_secret)]).toEqual([200, 200]);
  const third = (await cairn.call('POST', `${path}/rotate-secret`, { body: { overlap_seconds: 3600 } })).body;
  expect([
    await works(application.secret),
    await works(second.client_secret),
    await works(third.client_secret),
  ]).toEqual([401, 200, 200]);
  expect((await cairn.call('DELETE', `${path}/former-secret`)).status).toBe(204);
  expect((await cairn.call('DELETE', `${path}/former-secret`)).status).toBe(404);
  expect([await works(second.client_secret), await works(third.client_secret)]).toEqual([401, 200]);
  const last = (await cairn.call('POST', `${path}/rotate-secret`, { body: { overlap_seconds: 0 } })).body;
  expect([await works(third.client_secret), await works(last.client_secret)]).toEqual([401, 200]);
  expect((await cairn.call('POST', `${path}/rotate-secret`)).status).toBe(200);
  expect((await cairn.call('POST', `${path}/rotate-secret`, { body: { overlap_seconds: -1 } })).status).toBe(
    400,
  );
  expect(
    (await found(`action:oauth_client.secret_rotated result:success resource:${application.id}`)).length,
  ).toBe(5);
});

it('permits everyone or some, and records who came and went', async () => {
  const { client_id } = (await register(cairn, { name: 'Planner' })).body;
  const [linus, margaret] = [await join(cairn, 'Linus'), await join(cairn, 'Margaret')];
  const put = (body: object) => permit(cairn, client_id, body);
  expect((await put({ member_ids: [linus.memberId] })).body.member_ids).toEqual([linus.memberId]);
  const changed = await put({ member_ids: [margaret.memberId, margaret.memberId] });
  expect(changed.body).toMatchObject({ everyone: false, members: [{ user: { name: 'Margaret' } }] });
  const [event] = await found('action:permitted_users.updated result:success');
  expect(event.complement).toEqual({
    client_name: 'Planner',
    id: client_id,
    granted_users: ['margaret@example.com'],
    revoked_users: ['linus@example.com'],
  });
  expect((await put({ everyone: true })).body).toMatchObject({ everyone: true, member_ids: [] });
  for (const body of [{}, { everyone: false }, { everyone: true, member_ids: [] }, { member_ids: ['x'] }])
    expect([body, (await put(body)).status]).toEqual([body, 400]);
  expect((await permit(cairn, '01900000-0000-7000-8000-000000000000')).status).toBe(404);
  await cairn.call('DELETE', `${home}/members/${margaret.memberId}`);
});

it('is for owners', async () => {
  const ada = await join(cairn, 'Mary', 'MEMBER');
  for (const [method, path] of [
    ['GET', 'oauth-clients'],
    ['POST', 'oauth-clients'],
    ['GET', 'permitted-users/01900000-0000-7000-8000-000000000000'],
  ] as const) {
    const refused = await cairn.call(method, `${home}/${path}`, { cookie: ada.cookie });
    expect([method, path, refused.status]).toEqual([method, path, 403]);
  }
});

it('sweeps what is over and keeps what is not', async () => {
  const { database } = cairn.app.services;
  const application = await makeApplication(cairn, { name: 'Swept' });
  const alive = await connect(cairn, application);
  const over = await connect(cairn, application);
  const of = async (token: string) => {
    const { rows } = await database.query<{ grant_id: string }>(
      'select grant_id from oauth_tokens where token_hash = sha256($1::bytea)',
      [Buffer.from(token)],
    );
    return rows[0]?.grant_id;
  };
  const gone = await of(over.refreshToken);
  await database.query(`update oauth_grants set ended_at = now() - interval '31 days' where id = $1`, [gone]);
  await sweepOAuth(database);
  expect([await of(over.refreshToken), typeof (await of(alive.refreshToken))]).toEqual([undefined, 'string']);
});

it('slows an address down that shows wrong secrets', async () => {
  const application = await makeApplication(cairn, { name: 'Guessed' });
  await cairn.app.services.database.query('delete from oauth_failures');
  const guess = (client_secret: string) =>
    post(cairn, 'introspect', { token: 'x', client_id: application.id, client_secret });
  for (let n = 0; n < 30; n++) expect((await guess('wrong')).status).toBe(401);
  const slowed = await guess(application.secret);
  expect(slowed.status).toBe(429);
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
});
