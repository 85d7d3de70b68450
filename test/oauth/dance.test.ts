import * as openid from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import {
  type Application,
  answer,
  connect,
  discover,
  formOf,
  get,
  locationOf,
  makeApplication,
  post,
  redirectUri,
  refresh,
  request,
} from './application.ts';

let cairn: TestCairn;
let application: Application;
let home: string;

beforeAll(async () => {
  cairn = await startCairn();
  home = `/organizations/${cairn.organizationId}`;
  application = await makeApplication(cairn);
});
afterAll(() => cairn.stop());

const found = async (q: string) =>
  (await cairn.call('GET', `${home}/events?q=${encodeURIComponent(q)}`)).body.items;
const readEvents = async (token: string) => (await cairn.call('GET', `${home}/events`, { token })).status;

it('says who it is, with the endpoints under the public address', async () => {
  const answered = await get(`${cairn.url}/.well-known/oauth-authorization-server`);
  expect(await answered.json()).toMatchObject({
    issuer: cairn.url,
    authorization_endpoint: `${cairn.url}/oauth2/authorize`,
    token_endpoint: `${cairn.url}/oauth2/token`,
    revocation_endpoint: `${cairn.url}/oauth2/revoke`,
    introspection_endpoint: `${cairn.url}/oauth2/introspect`,
    code_challenge_methods_supported: ['S256'],
  });
});

it('leads from consent over code and tokens to the interface, and records the consent', async () => {
  const { back, accessToken, refreshToken, tokens } = await connect(cairn, application);
  expect(back.origin + back.pathname).toBe(redirectUri);
  expect(back.searchParams.get('iss')).toBe(cairn.url);
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'events:read events:write' });
  const sent = await cairn.call('POST', `${home}/events`, {
    token: accessToken,
    body: { action: 'report.built' },
  });
  expect(sent.status).toBe(201);
  expect(await readEvents(accessToken)).toBe(200);
  const [consent] = await found('action:integration.authorized result:success');
  expect(consent).toMatchObject({
    level: 'information',
    module: 'Integrations',
    actor: { type: 'user', name: 'ada' },
    complement: {
      client_name: 'Report Builder',
      id: application.id,
      scopes: ['events:read', 'events:write'],
    },
  });
  const { rows } = await cairn.app.services.database.query('select t::text from oauth_tokens t');
  const code = back.searchParams.get('code') as string;
  for (const secret of [code, accessToken, refreshToken, application.secret])
    expect(JSON.stringify(rows)).not.toContain(secret);
});

it('lets the client act within its scopes only, and as the client in the log', async () => {
  const { accessToken } = await connect(cairn, application);
  const refused = await cairn.call('GET', `${home}/trails`, { token: accessToken });
  expect([refused.status, refused.body.detail]).toEqual([403, 'The permission trails:view is missing.']);
  expect((await cairn.call('GET', '/session', { token: accessToken })).status).toBe(401);
  const [event] = await found('action:access.refused');
  expect(event.actor).toMatchObject({ type: 'oauth_client', id: application.id, name: 'Report Builder' });
  expect(event.actor.details.user_id).toMatch(/^[0-9a-f-]{36}$/);
  const listed = await cairn.call('GET', '/organizations', { token: accessToken });
  expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([cairn.organizationId]);
});

it('asks on a page that names client, organization and scopes, in the language of the reader', async () => {
  const { url } = await request(application);
  const page = await get(url, cairn.cookie, { 'accept-language': 'fr-CH, fr;q=0.9, en;q=0.8' });
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('set-cookie')).toBeNull();
  const text = await page.text();
  expect(text).toContain('<html lang="fr">');
  for (const part of [
    'Autoriser Report Builder',
    'Acme',
    'events:read',
    'app.example.com',
    'ada@example.com',
  ])
    expect(text).toContain(part);
  await cairn.call('PATCH', '/account', { body: { language: 'ja' } });
  expect(await (await get(url, cairn.cookie, { 'accept-language': 'fr' })).text()).toContain(
    '<html lang="ja">',
  );
  await cairn.call('PATCH', '/account', { body: { language: null } });
  expect(await (await get(url, cairn.cookie)).text()).toContain('<html lang="en">');
});

it('writes names as text, whatever they hold', async () => {
  const hostile = await makeApplication(cairn, { name: '<script>alert(1)</script>"\'&' });
  const { url } = await request(hostile, { state: '"><script>x</script>' });
  const text = await (await get(url, cairn.cookie)).text();
  expect(text).not.toContain('<script>');
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
});

it('sends to sign-in and back who is not signed in', async () => {
  const { url } = await request(application);
  const sent = await get(url);
  expect(sent.status).toBe(303);
  const to = new URL(sent.headers.get('location') ?? '', cairn.url);
  expect(to.pathname).toBe('/sign-in');
  expect(to.searchParams.get('next')).toBe(url.pathname + url.search);
  expect(sent.headers.get('set-cookie')).toBeNull();
  const posted = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ decision: 'allow' }),
  });
  expect(posted.headers.get('location')).toMatch(/^\/sign-in\?next=/);
});

it('goes back with access_denied when the person declines, and records it', async () => {
  const { url, state } = await request(application);
  const back = locationOf(await answer(cairn, url, { decision: 'deny' }));
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(back.searchParams.get('state')).toBe(state);
  expect(back.searchParams.get('code')).toBeNull();
  expect((await found('action:integration.authorized result:failed'))[0]).toMatchObject({
    error_code: 'access_denied',
    details: { reason: 'declined' },
  });
});

it('takes an answer only from its own page, for this person and this request', async () => {
  const { url } = await request(application);
  const { action, proof } = formOf(await (await get(url, cairn.cookie)).text());
  const send = (at: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(new URL(at, cairn.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cairn.cookie, ...headers },
      body: new URLSearchParams(fields),
    });
  const foreign = await send(action, { proof, decision: 'allow' }, { origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  // A proof that is missing, wrong or of another request asks again instead of going on.
  for (const [at, given] of [
    [action, ''],
    [action, `${proof.slice(0, -1)}!`],
    [action.replace('events%3Aread', 'events%3Awrite'), proof],
  ] as const) {
    const asked = await send(at, { proof: given, decision: 'allow' });
    expect([asked.status, (await asked.text()).includes('<form method="post"')]).toEqual([200, true]);
  }
  expect((await send(action, { proof, decision: 'allow' })).status).toBe(303);
});

it('never goes to an address that is not registered, letter by letter', async () => {
  for (const address of [
    'https://app.example.com/callback/',
    'https://app.example.com/callback?x=1',
    'https://app.example.com.evil.example/callback',
    'https://APP.example.com/callback',
    'http://app.example.com/callback',
  ]) {
    const { url } = await request(application, { redirect_uri: address });
    const refused = await get(url, cairn.cookie);
    expect([address, refused.status, refused.headers.get('location')]).toEqual([address, 400, null]);
    expect(await refused.text()).toContain('invalid_redirect_uri');
  }
  const unknown = await request(application, { client_id: '01900000-0000-7000-8000-000000000000' });
  const refused = await get(unknown.url, cairn.cookie);
  expect([refused.status, refused.headers.get('location')]).toEqual([400, null]);
});

it('insists on PKCE with S256, on known scopes, and on code', async () => {
  const errorOf = async (change: Record<string, string>, cookie = cairn.cookie) => {
    const { url } = await request(application, change);
    for (const [name, value] of Object.entries(change)) if (value === '') url.searchParams.delete(name);
    const { search, hash } = locationOf(await get(url, cookie));
    return new URLSearchParams(search || hash.slice(1)).get('error');
  };
  expect(await errorOf({ code_challenge_method: 'plain' })).toBe('invalid_request');
  expect(await errorOf({ code_challenge: '', code_challenge_method: '' })).toBe('invalid_request');
  for (const scope of ['events:read root', 'trails:read', 'openid', ''])
    expect([scope, await errorOf({ scope })]).toEqual([scope, 'invalid_scope']);
  expect(await errorOf({ scope: 'root' }, 'cairn_session=none')).toBe('invalid_scope');
  expect(await errorOf({ response_type: 'token' })).toBe('unsupported_response_type');
  expect(await errorOf({ prompt: 'none' })).toMatch(/_required$/);
});

it('gives tokens for the code once: a second use ends the family', async () => {
  const { back, verifier, accessToken, refreshToken } = await connect(cairn, application);
  expect(await readEvents(accessToken)).toBe(200);
  const again = await post(cairn, 'token', {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') as string,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    client_id: application.id,
    client_secret: application.secret,
  });
  expect([again.status, (await again.json()).error]).toEqual([400, 'invalid_grant']);
  expect(await readEvents(accessToken)).toBe(401);
  await expect(refresh(application, refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
  expect((await found('action:oauth_grant.revoked'))[0]).toMatchObject({
    actor: { type: 'oauth_client', id: application.id },
    details: { reason: 'an authorization code was used twice' },
  });
});

it('exchanges a code at most once among many at the same time', async () => {
  const { url, verifier } = await request(application);
  const back = locationOf(await answer(cairn, url));
  const exchange = () =>
    post(cairn, 'token', {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') as string,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      client_id: application.id,
      client_secret: application.secret,
    });
  const answers = await Promise.all(Array.from({ length: 6 }, exchange));
  const good = answers.filter(({ status }) => status === 200);
  expect(good.length).toBeLessThanOrEqual(1);
  for (const each of good) expect(await readEvents((await each.json()).access_token)).toBe(401);
});

it('refuses a code with another verifier, address or client, and does not end it', async () => {
  const { url, verifier } = await request(application);
  const back = locationOf(await answer(cairn, url));
  const other = await makeApplication(cairn, { name: 'Other' });
  const exchange = (change: Record<string, string>) =>
    post(cairn, 'token', {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') as string,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      client_id: application.id,
      client_secret: application.secret,
      ...change,
    });
  for (const change of [
    { code_verifier: 'x'.repeat(43) },
    { redirect_uri: 'https://app.example.com/other' },
    { client_id: other.id, client_secret: other.secret },
  ]) {
    const refused = await exchange(change);
    expect([change, refused.status, (await refused.json()).error]).toEqual([change, 400, 'invalid_grant']);
  }
  expect((await exchange({})).status).toBe(200);
});

it('authenticates clients by Basic and in the body, and by nothing else', async () => {
  const { refreshToken } = await connect(cairn, application);
  const inBody = await discover(cairn, application.id, openid.ClientSecretPost(application.secret));
  const next = await openid.refreshTokenGrant(inBody, refreshToken);
  const fields = { grant_type: 'refresh_token', refresh_token: next.refresh_token as string };
  const wrong = await post(cairn, 'token', {
    ...fields,
    client_id: application.id,
    client_secret: 'cairn_secret_x',
  });
  expect([wrong.status, (await wrong.json()).error]).toEqual([401, 'invalid_client']);
  const basic = `Basic ${Buffer.from(`${application.id}:wrong`).toString('base64')}`;
  const refused = await post(cairn, 'token', fields, { authorization: basic });
  expect([refused.status, refused.headers.get('www-authenticate')?.startsWith('Basic')]).toEqual([401, true]);
  const none = await post(cairn, 'token', { ...fields, client_id: application.id });
  expect([none.status, (await none.json()).error]).toEqual([401, 'invalid_client']);
  const hash = (
    await cairn.app.services.database.query<{ h: string }>(
      `select encode(secret_hash, 'hex') as h from oauth_client_secrets where client_id = $1`,
      [application.id],
    )
  ).rows[0]?.h as string;
  const byHash = await post(cairn, 'token', { ...fields, client_id: application.id, client_secret: hash });
  expect(byHash.status).toBe(401);
});

it('refreshes to fewer scopes, never to more', async () => {
  const { refreshToken } = await connect(cairn, application);
  const fewer = await refresh(application, refreshToken, { scope: 'events:read' });
  expect(fewer.scope).toBe('events:read');
  const refused = await cairn.call('POST', `${home}/events`, {
    token: fewer.access_token,
    body: { action: 'a' },
  });
  expect(refused.status).toBe(403);
  await expect(
    refresh(application, fewer.refresh_token as string, { scope: 'trails:read' }),
  ).rejects.toMatchObject({ error: 'invalid_scope' });
  const all = await refresh(application, fewer.refresh_token as string);
  expect(all.scope).toBe('events:read events:write');
});

it('introspects its own tokens only', async () => {
  const { accessToken, refreshToken } = await connect(cairn, application);
  expect(await openid.tokenIntrospection(application.configuration, accessToken)).toMatchObject({
    active: true,
    client_id: application.id,
    scope: 'events:read events:write',
    iss: cairn.url,
  });
  expect(await openid.tokenIntrospection(application.configuration, refreshToken)).toMatchObject({
    active: true,
  });
  const other = await makeApplication(cairn, { name: 'Curious' });
  for (const token of [accessToken, 'nonsense'])
    expect(await openid.tokenIntrospection(other.configuration, token)).toEqual({ active: false });
});

it('revokes: either token ends the family; another client’s is left alone', async () => {
  const first = await connect(cairn, application);
  const other = await makeApplication(cairn, { name: 'Meddler' });
  await openid.tokenRevocation(other.configuration, first.refreshToken).catch(() => undefined);
  expect(await readEvents(first.accessToken)).toBe(200);
  await openid.tokenRevocation(application.configuration, first.refreshToken);
  expect(await readEvents(first.accessToken)).toBe(401);
  expect(await openid.tokenIntrospection(application.configuration, first.accessToken)).toEqual({
    active: false,
  });
  await openid.tokenRevocation(application.configuration, 'never seen');
  expect((await found('action:oauth_grant.revoked'))[0].details.reason).toBe('revoked by the application');
});

it('keeps browsers of other sites out of the token endpoint, and answers in the standard’s own form', async () => {
  const foreign = await post(
    cairn,
    'token',
    {
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_id: application.id,
      client_secret: application.secret,
    },
    { origin: 'https://evil.example' },
  );
  expect(foreign.headers.get('access-control-allow-origin')).not.toBe('*');
  expect((await foreign.json()).error).toBeTypeOf('string');
  const json = await fetch(`${cairn.url}/oauth2/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect([json.status, (await json.json()).error]).toEqual([400, 'invalid_request']);
  const packed = await post(cairn, 'token', {}, { 'content-encoding': 'gzip' });
  expect([packed.status, (await packed.json()).error]).toEqual([415, 'invalid_request']);
  const kind = await post(cairn, 'token', {
    grant_type: 'password',
    client_id: application.id,
    client_secret: application.secret,
  });
  expect((await kind.json()).error).toBe('unsupported_grant_type');
});
