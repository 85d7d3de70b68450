import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { owner, startCairn, type TestCairn } from '../cairn.ts';
import { startProvider, type TestProvider } from '../fakes/openid-provider.ts';

let cairn: TestCairn;
let provider: TestProvider;
let publicUrl: string;

/** A port that is free now, because the return address has to be known before Cairn starts. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

beforeAll(async () => {
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;
  provider = await startProvider(`${publicUrl}/api/v1/session/provider/callback`);
  cairn = await startCairn({
    PORT: String(port),
    CAIRN_OIDC_ISSUER: provider.issuer,
    CAIRN_OIDC_CLIENT_ID: provider.clientId,
    CAIRN_OIDC_CLIENT_SECRET: provider.clientSecret,
    CAIRN_OIDC_NAME: 'Acme SSO',
  });
});
afterAll(async () => {
  await cairn.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.account = { sub: 'ada-1', email: owner.email, verified: true };
  provider.refuses = false;
  provider.spoilTokens = null;
});

/** A browser: keeps cookies for each host and path-blind, and follows redirects by hand. */
class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();

  async get(url: string): Promise<{ status: number; location: string | null }> {
    const { host } = new URL(url);
    const own = this.cookies.get(host) ?? new Map<string, string>();
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      own.set(pair.slice(0, at), pair.slice(at + 1));
    }
    this.cookies.set(host, own);
    const location = answer.headers.get('location');
    return { status: answer.status, location: location === null ? null : new URL(location, url).href };
  }

  /** Goes on until an address begins with `until`, or no redirect follows. */
  async follow(url: string, until: string): Promise<string> {
    let next = url;
    for (let n = 0; n < 12; n++) {
      const { status, location } = await this.get(next);
      if (location === null) return `${next} answered ${status}`;
      if (location.startsWith(until)) return location;
      next = location;
    }
    throw new Error('too many redirects');
  }

  cookieOf(url: string): string {
    const own = this.cookies.get(new URL(url).host) ?? new Map<string, string>();
    return `cairn_session=${own.get('cairn_session') ?? ''}`;
  }
}

const start = (next = '') =>
  `${publicUrl}/api/v1/session/provider${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`;
const callback = () => `${publicUrl}/api/v1/session/provider/callback`;

/** The whole way; gives where the browser ends up in the portal, without the origin. */
async function signIn(browser: Browser, next = ''): Promise<string> {
  const returned = await browser.follow(start(next), callback());
  const { location } = await browser.get(returned);
  return (location ?? 'no redirect').slice(publicUrl.length);
}
const whoIs = (browser: Browser) => cairn.call('GET', '/session', { cookie: browser.cookieOf(publicUrl) });
const found = async (q: string) =>
  (await cairn.call('GET', `/organizations/${cairn.organizationId}/events?q=${encodeURIComponent(q)}`)).body
    .items;

it('is offered by name on the sign-in page', async () => {
  const { body } = await cairn.call('GET', '/session/methods', { cookie: null });
  expect(body.provider).toEqual({ name: 'Acme SSO', start: '/api/v1/session/provider' });
});

it('knows a person by the verified address at first, and by issuer and subject from then on', async () => {
  const browser = new Browser();
  expect(await signIn(browser, '/account?tab=x')).toBe('/account?tab=x');
  expect((await whoIs(browser)).body.user.email).toBe(owner.email);
  expect((await found('action:identity.linked'))[0]).toMatchObject({
    details: { issuer: provider.issuer, subject: 'ada-1' },
  });
  provider.account = { sub: 'ada-1', email: 'married-name@example.com', verified: false };
  const again = new Browser();
  expect(await signIn(again)).toBe('/');
  expect((await whoIs(again)).body.user.email).toBe(owner.email);
  expect(await found('action:identity.linked')).toHaveLength(1);
  expect(await found('action:session.started details.method:provider')).toHaveLength(2);
});

it('refuses another subject that was given the address of somebody who signed in before', async () => {
  provider.account = { sub: 'ada-2', email: owner.email, verified: true };
  const browser = new Browser();
  expect(await signIn(browser)).toBe('/sign-in?error=auth.identity_conflict');
  expect((await whoIs(browser)).status).toBe(401);
  expect((await found('action:session.refused'))[0]).toMatchObject({ error_code: 'auth.identity_conflict' });
});

it('makes nobody who was not invited, and believes no address that is not verified', async () => {
  provider.account = { sub: 'eve', email: 'eve@example.com', verified: true };
  expect(await signIn(new Browser(), '/account')).toBe('/sign-in?error=auth.not_invited&next=%2Faccount');
  await cairn.call('POST', `/organizations/${cairn.organizationId}/invitations`, {
    body: { email: 'eve@example.com', role: 'READER' },
  });
  provider.account = { sub: 'eve', email: 'eve@example.com', verified: false };
  expect(await signIn(new Browser())).toBe('/sign-in?error=auth.email_unverified');
});

it('lets somebody in who was invited, with the rights that he was offered', async () => {
  provider.account = { sub: 'eve', email: 'eve@example.com', verified: true, name: 'Eve Adams' };
  const browser = new Browser();
  expect(await signIn(browser)).toBe('/');
  expect((await whoIs(browser)).body).toMatchObject({
    user: { name: 'Eve Adams', email: 'eve@example.com' },
    organizations: [{ id: cairn.organizationId, role: 'READER' }],
  });
  expect((await found('action:member.joined'))[0]).toMatchObject({ complement: { role: 'READER' } });
});

it('takes a return once, from the browser that began, and with the state that it was given', async () => {
  const browser = new Browser();
  const returned = await browser.follow(start(), callback());
  const expired = `${publicUrl}/sign-in?error=auth.provider_expired`;
  expect((await new Browser().get(returned)).location).toBe(expired);
  const forged = new URL(returned);
  forged.searchParams.set('state', 'x'.repeat(43));
  expect((await browser.get(forged.href)).location).toBe(expired);
  expect((await browser.get(returned)).location).toBe(`${publicUrl}/`);
  expect((await browser.get(returned)).location).toBe(expired);
});

it('forgets a sign-in after ten minutes', async () => {
  const browser = new Browser();
  const returned = await browser.follow(start(), callback());
  await cairn.app.services.database.query(
    `update sign_in_challenges set expires_at = expires_at - interval '10 minutes'`,
  );
  expect((await browser.get(returned)).location).toBe(`${publicUrl}/sign-in?error=auth.provider_expired`);
});

it('lets two windows of one browser sign in at once', async () => {
  const browser = new Browser();
  const [first, second] = [
    await browser.follow(start(), callback()),
    await browser.follow(start(), callback()),
  ];
  expect((await browser.get(first)).location).toBe(`${publicUrl}/`);
  expect((await browser.get(second)).location).toBe(`${publicUrl}/`);
});

it('says so when the person cancels there', async () => {
  provider.refuses = true;
  expect(await signIn(new Browser())).toBe('/sign-in?error=auth.provider_refused');
});

it.each([
  ['another signature', (token: string) => `${token.slice(0, -8)}AAAAAAAA`],
  ['no signature', (token: string) => `${token.split('.').slice(0, 2).join('.')}.`],
  [
    'another subject',
    (token: string) => {
      const [head, body = '', signature] = token.split('.');
      const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: 'eve' };
      return [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
    },
  ],
])('does not believe an ID token with %s', async (_what, spoil) => {
  provider.spoilTokens = (body) => ({ ...body, id_token: spoil(String(body.id_token)) });
  const browser = new Browser();
  expect(await signIn(browser)).toBe('/sign-in?error=auth.provider_failed');
  expect((await whoIs(browser)).status).toBe(401);
});

it.each(['//evil.example/', '/\\evil.example', 'https://evil.example/', '/a\nb', ''])(
  'goes nowhere else afterwards for next=%j',
  async (next) => {
    expect(await signIn(new Browser(), next)).toBe('/');
  },
);

it('keeps neither verifier nor nonce nor state in the database', async () => {
  const browser = new Browser();
  const { location } = await browser.get(start());
  const asked = new URL(location ?? '').searchParams;
  expect([asked.get('code_challenge_method'), asked.get('response_type')]).toEqual(['S256', 'code']);
  const { rows } = await cairn.app.services.database.query(
    'select c::text as text from sign_in_challenges c',
  );
  const stored = JSON.stringify(rows);
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(stored).not.toContain(Buffer.from(asked.get(name) ?? '-').toString('hex'));
});

it('says that the provider is away', async () => {
  const away = await startCairn({ CAIRN_OIDC_ISSUER: 'http://127.0.0.1:1', CAIRN_OIDC_CLIENT_ID: 'x' });
  const { location } = await new Browser().get(`${away.url}/api/v1/session/provider`);
  expect(location).toBe(`${away.url}/sign-in?error=auth.provider_failed`);
  await away.stop();
});
