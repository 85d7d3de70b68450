import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operations } from '../../src/api/index.ts';
import { cookieFrom, owner, startCairn, type TestCairn } from '../cairn.ts';
import { codeOf, forgetGuesses, forgetUsedCodes, letSessionsCool, stepWithTime, turnOn } from './people.ts';

let cairn: TestCairn;
let home: string;
let password = owner.password;

beforeAll(async () => {
  cairn = await startCairn();
  home = `/organizations/${cairn.organizationId}`;
});
afterAll(() => cairn.stop());
beforeEach(() => forgetGuesses(cairn));

const signIn = async (totp?: string) =>
  cookieFrom(
    await cairn.call('POST', '/session', {
      body: { email: owner.email, password, ...(totp === undefined ? {} : { totp }) },
      headers: { 'user-agent': 'Firefox of a test' },
      cookie: null,
    }),
  );
const isSignedIn = async (cookie: string) => (await cairn.call('GET', '/session', { cookie })).status === 200;
const found = async (q: string) =>
  (await cairn.call('GET', `${home}/events?q=${encodeURIComponent(q)}`)).body.items;

describe('sessions', () => {
  it('are listed with where and when, this one marked, and never their token', async () => {
    const cookie = await signIn();
    const { body, text } = await cairn.call('GET', '/account/sessions', { cookie });
    expect(body.items).toHaveLength(2);
    expect(body.items.filter(({ current }: { current: boolean }) => current)).toMatchObject([
      { user_agent: 'Firefox of a test', address: '127.0.0.1', country: null, method: 'password' },
    ]);
    expect(text).not.toContain(cookie.split('=')[1]);
  });

  it('are ended one by one, at once, and only by their own person', async () => {
    const [mine, other] = [await signIn(), await signIn()];
    const listed = await cairn.call('GET', '/account/sessions', { cookie: other });
    const { id } = listed.body.items.find(({ current }: { current: boolean }) => current);
    const nobodys = await cairn.call('DELETE', '/account/sessions/01900000-0000-7000-8000-000000000000');
    expect(nobodys.status).toBe(404);
    expect((await cairn.call('DELETE', '/account/sessions/x')).status).toBe(404);
    expect((await cairn.call('DELETE', `/account/sessions/${id}`, { cookie: mine })).status).toBe(204);
    expect(await isSignedIn(other)).toBe(false);
    expect((await found('action:session.ended'))[0]).toMatchObject({ resources: [{ type: 'session', id }] });
  });

  it('are ended all but one', async () => {
    const mine = await signIn();
    const others = [await signIn(), await signIn()];
    const answer = await cairn.call('DELETE', '/account/sessions', { cookie: mine });
    expect(answer.body.ended).toBeGreaterThanOrEqual(2);
    expect(await Promise.all(others.map(isSignedIn))).toEqual([false, false]);
    expect(await isSignedIn(mine)).toBe(true);
    (cairn as { cookie: string }).cookie = mine;
  });
});

describe('a change of the password', () => {
  it('needs the present one, ends the other sessions, and is recorded', async () => {
    const [mine, other] = [await signIn(), await signIn()];
    const change = (current: string, next: string) =>
      cairn.call('POST', '/account/password', { body: { current, new: next }, cookie: mine });
    expect((await change('a wrong one', 'another long password')).body.code).toBe('auth.invalid_credentials');
    expect((await change(password, 'short')).body.errors).toEqual([
      { path: 'new', message: 'must have at least 12 characters' },
    ]);
    const done = await change(password, 'another long password');
    expect(done.body.ended_sessions).toBeGreaterThanOrEqual(1);
    expect([await isSignedIn(mine), await isSignedIn(other)]).toEqual([true, false]);
    password = 'another long password';
    expect(await isSignedIn(await signIn())).toBe(true);
    const events = (await cairn.call('GET', `${home}/events?limit=20`, { cookie: mine })).body.items;
    const actions = events.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(['password.changed', 'session.ended', 'session.refused']));
    expect(JSON.stringify(events)).not.toContain('long password');
  });

  it('slows who guesses the present one in a session that is not his', async () => {
    const cookie = await signIn();
    const guess = () =>
      cairn.call('POST', '/account/password', {
        body: { current: 'a guess', new: 'mine from now on' },
        cookie,
      });
    const statuses = [];
    for (let n = 0; n < 7; n++) statuses.push((await guess()).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const again = await cairn.call('POST', '/session/reauthenticate', {
      body: { password: 'a guess' },
      cookie,
    });
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('what shows or changes secrets', () => {
  const asking = operations.filter(({ reauthenticate }) => reauthenticate === true);

  it('names the operations that ask', () => {
    expect(asking.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'api_tokens.create',
        'two_factor.begin',
        'two_factor.disable',
        'two_factor.recovery_codes',
        'passkeys.create',
        'passkeys.delete',
      ]),
    );
  });

  it.each(asking.map((operation) => [operation.id, operation] as const))(
    '%s asks a session that is not fresh, before it looks at the body',
    async (_id, { method, path }) => {
      const cookie = await signIn();
      await letSessionsCool(cairn);
      const filled = path
        .replace('{organization_id}', cairn.organizationId)
        .replaceAll(/\{\w+\}/g, '01900000-0000-7000-8000-000000000000');
      const answer = await cairn.call(method, filled, { body: { nonsense: true }, cookie });
      expect([answer.status, answer.body.code]).toEqual([403, 'auth.reauthentication_required']);
    },
  );

  it('is recorded as refused where it belongs to an organization', async () => {
    const cookie = await signIn();
    const events = await cairn.call('GET', `${home}/events?q=action:access.refused`, { cookie });
    expect(events.body.items[0]).toMatchObject({
      error_code: 'auth.reauthentication_required',
      complement: { operation: expect.any(String) },
    });
  });

  it('is open again after the password, and after a code, and not after a wrong one', async () => {
    const cookie = await signIn();
    const make = () =>
      cairn.call('POST', `${home}/api-tokens`, { body: { name: 'ci', scopes: ['events:read'] }, cookie });
    const prove = (body: object) => cairn.call('POST', '/session/reauthenticate', { body, cookie });
    expect((await make()).status).toBe(201);
    await stepWithTime();
    const { secret } = await turnOn(cairn, cookie);
    await forgetUsedCodes(cairn);
    await letSessionsCool(cairn);
    expect((await prove({ password: 'a wrong one' })).body.code).toBe('auth.invalid_credentials');
    expect((await prove({ totp: '000000' })).body.code).toBe('auth.invalid_code');
    expect((await prove({})).status).toBe(400);
    expect((await prove({ password, totp: codeOf(secret) })).status).toBe(400);
    expect((await make()).status).toBe(403);
    const proved = await prove({ password });
    expect(Date.parse(proved.body.fresh_until)).toBeGreaterThan(Date.now() + 5 * 60_000);
    expect((await make()).status).toBe(201);
    await letSessionsCool(cairn);
    expect((await prove({ totp: codeOf(secret) })).status).toBe(200);
    await letSessionsCool(cairn);
    expect((await prove({ totp: codeOf(secret) })).body.code).toBe('auth.invalid_code');
    expect((await make()).status).toBe(403);
  });

  it('is no matter of sessions for an API token', async () => {
    const answer = await cairn.call('POST', '/session/reauthenticate', {
      body: { password },
      token: `cairn_${'x'.repeat(43)}`,
    });
    expect(answer.status).toBe(401);
  });
});
