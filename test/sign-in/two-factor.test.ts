import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { cookieFrom, owner, startCairn, type TestCairn } from '../cairn.ts';
import { codeOf, forgetGuesses, forgetUsedCodes, stepWithTime, turnOn } from './people.ts';

let cairn: TestCairn;
let secret: string;
let recoveryCodes: string[];

beforeAll(async () => {
  cairn = await startCairn();
});
afterAll(() => cairn.stop());

const signIn = (totp?: string, password = owner.password) =>
  cairn.call('POST', '/session', {
    body: { email: owner.email, password, ...(totp === undefined ? {} : { totp }) },
    cookie: null,
  });
const state = async () => (await cairn.call('GET', '/account/two-factor')).body;
const found = async (q: string) =>
  (await cairn.call('GET', `/organizations/${cairn.organizationId}/events?q=${encodeURIComponent(q)}`)).body
    .items;

beforeEach(async () => {
  await forgetUsedCodes(cairn);
  await forgetGuesses(cairn);
  await stepWithTime();
});

it('is off until a first code is right, and changes nothing before', async () => {
  expect(await state()).toEqual({ enabled: false, enabled_at: null, recovery_codes_left: 0 });
  const { body } = await cairn.call('POST', '/account/two-factor', { body: {} });
  expect(body.otpauth_uri).toMatch(/^otpauth:\/\/totp\/Cairn:ada%40example\.com\?.*secret=[A-Z2-7]{32}/);
  const wrong = await cairn.call('POST', '/account/two-factor/confirm', { body: { code: '000000' } });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'auth.invalid_code']);
  expect((await signIn()).status).toBe(200);
  expect((await state()).enabled).toBe(false);
});

it('gives ten recovery codes once, and stores neither them nor the secret in the clear', async () => {
  ({ secret, recoveryCodes } = await turnOn(cairn, cairn.cookie));
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(await state()).toMatchObject({ enabled: true, recovery_codes_left: 10 });
  const { database } = cairn.app.services;
  const stored = await database.query(
    `select (select string_agg(t::text, '') from two_factor t) || (select string_agg(r::text, '') from recovery_codes r) as text`,
  );
  const text = String(stored.rows[0]?.text);
  const hex = (value: string) => Buffer.from(value).toString('hex');
  for (const value of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) {
    expect(text).not.toContain(value);
    expect(text).not.toContain(hex(value));
  }
  const log = JSON.stringify(await found('action:two_factor.*'));
  expect(log).toContain('two_factor.enabled');
  expect(log).not.toContain(secret);
  expect((await cairn.call('POST', '/account/two-factor', { body: {} })).body.code).toBe('resource.conflict');
});

it('says that a code is needed only to who has the right password', async () => {
  expect((await signIn()).body.code).toBe('auth.totp_required');
  expect((await signIn(undefined, 'a wrong password')).body.code).toBe('auth.invalid_credentials');
  expect((await signIn(codeOf(secret), 'a wrong password')).body.code).toBe('auth.invalid_credentials');
});

it.each([-1, 0, 1])('takes the code of %i steps from now', async (steps) => {
  expect((await signIn(codeOf(secret, steps))).status).toBe(200);
});

it.each([-3, 3, 20])('refuses the code of %i steps from now', async (steps) => {
  const answer = await signIn(codeOf(secret, steps));
  expect([answer.status, answer.body.code]).toEqual([401, 'auth.invalid_code']);
});

it('takes a code once, of many at the same time too', async () => {
  const code = codeOf(secret);
  const answers = await Promise.all(Array.from({ length: 5 }, () => signIn(code)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
  expect((await signIn(code)).status).toBe(401);
  expect((await signIn(codeOf(secret, -1))).body.code).toBe('auth.invalid_code');
});

it('takes a recovery code in place of a code, once, however it is written', async () => {
  const [first = '', second = ''] = recoveryCodes;
  const used = await signIn(first.toUpperCase().replaceAll('-', ' '));
  expect(used.status).toBe(200);
  expect((await signIn(first)).body.code).toBe('auth.invalid_code');
  const twice = await Promise.all([signIn(second), signIn(second)]);
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 401]);
  expect((await state()).recovery_codes_left).toBe(8);
  expect((await found('action:session.started details.method:recovery_code')).length).toBe(2);
});

it('makes new recovery codes, and the old ones are void', async () => {
  const old = recoveryCodes.at(-1) as string;
  const made = await cairn.call('POST', '/account/two-factor/recovery-codes', { body: {} });
  expect(made.body.recovery_codes).toHaveLength(10);
  expect((await signIn(old)).status).toBe(401);
  expect((await signIn(made.body.recovery_codes[0])).status).toBe(200);
  expect(await found('action:recovery_codes.generated')).toHaveLength(1);
});

it('asks for the code at the link of an invitation too', async () => {
  const other = await cairn.call('POST', '/organizations', { body: { name: 'Second' } });
  const token = await neighbourInvites();
  const accept = (totp?: string) =>
    cairn.call('POST', '/invitations/accept', {
      body: { token, password: owner.password, ...(totp === undefined ? {} : { totp }) },
      cookie: null,
    });
  expect(other.status).toBe(201);
  expect((await accept()).body.code).toBe('auth.totp_required');
  expect((await accept(codeOf(secret))).status).toBe(201);
});

/** Another person's organization invites the owner. */
async function neighbourInvites(): Promise<string> {
  const invited = await cairn.call('POST', `/organizations/${cairn.organizationId}/invitations`, {
    body: { email: 'eve@example.com', role: 'READER' },
  });
  const joined = await cairn.call('POST', '/invitations/accept', {
    body: {
      token: new URL(invited.body.url).searchParams.get('token'),
      name: 'Eve',
      password: 'a long enough one',
    },
    cookie: null,
  });
  const cookie = cookieFrom(joined);
  const made = await cairn.call('POST', '/organizations', { body: { name: 'Of Eve' }, cookie });
  const offer = await cairn.call('POST', `/organizations/${made.body.id}/invitations`, {
    body: { email: owner.email, role: 'READER' },
    cookie,
  });
  return new URL(offer.body.url).searchParams.get('token') as string;
}

it('is turned off only by who proved lately who he is, and then the password suffices again', async () => {
  expect((await cairn.call('DELETE', '/account/two-factor')).status).toBe(204);
  expect((await signIn()).status).toBe(200);
  expect(await state()).toMatchObject({ enabled: false, recovery_codes_left: 0 });
  expect((await cairn.call('DELETE', '/account/two-factor')).body.code).toBe('resource.conflict');
  expect(await found('action:two_factor.disabled')).not.toHaveLength(0);
});
