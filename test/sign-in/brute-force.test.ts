import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { owner, type Reply, startCairn, type TestCairn } from '../cairn.ts';
import {
  codeOf,
  cookieHeader,
  cookiesOf,
  forgetGuesses,
  forgetUsedCodes,
  stepWithTime,
  turnOn,
} from './people.ts';

let cairn: TestCairn;

beforeAll(async () => {
  cairn = await startCairn({ CAIRN_TRUST_PROXY: 'true' });
});
afterAll(() => cairn.stop());
beforeEach(() => forgetGuesses(cairn));

interface Try {
  readonly email?: string;
  readonly password?: string;
  readonly totp?: string;
  readonly from?: string;
  readonly cookies?: ReadonlyMap<string, string>;
}

const tryWith = ({ from = '192.0.2.1', cookies, ...body }: Try): Promise<Reply> =>
  cairn.call('POST', '/session', {
    body: { email: owner.email, password: 'a wrong password', ...body },
    headers: {
      'x-forwarded-for': from,
      ...(cookies === undefined ? {} : { cookie: cookieHeader(cookies) }),
    },
    cookie: null,
  });

/** Holds the time still since the last guesses, however slow this machine is. */
const hold = () => cairn.app.services.database.query('update wrong_guesses set last_at = now()');

/** Statuses of so many tries, one right after the other. */
async function statuses(count: number, input: (n: number) => Try): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n++) {
    await hold();
    found.push((await tryWith(input(n))).status);
  }
  return found;
}

/** As if so much time had passed. */
const pass = (seconds: number) =>
  cairn.app.services.database.query(
    'update wrong_guesses set last_at = last_at - make_interval(secs => $1)',
    [seconds],
  );

it('slows a guesser after ten wrong passwords, and lets him wait longer each time', async () => {
  expect(await statuses(12, () => ({}))).toEqual([...Array(10).fill(401), 429, 429]);
  for (const seconds of [5, 10, 20]) {
    await hold();
    const refused = await tryWith({});
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(seconds);
    await pass(seconds);
    expect((await tryWith({})).status).toBe(401);
  }
  expect(await statuses(1, () => ({}))).toEqual([429]);
});

it('is not impressed by a hundred guesses at once', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => tryWith({})));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(90);
});

it('never limits right passwords, thirty at once neither', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => tryWith({ password: owner.password, from: '192.0.2.44' })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

it('lets the owner in from elsewhere while a stranger guesses, and from his own browser anywhere', async () => {
  const first = await tryWith({ password: owner.password, from: '198.51.100.1' });
  const cookies = cookiesOf(first);
  expect([...cookies.keys()]).toEqual(['cairn_session', 'cairn_device']);
  const device = new Map([['cairn_device', cookies.get('cairn_device') ?? '']]);
  await statuses(12, () => ({}));
  const right = { password: owner.password };
  expect((await tryWith({ ...right, from: '198.51.100.2' })).status).toBe(200);
  expect(await statuses(1, () => right)).toEqual([429]);
  expect((await tryWith({ ...right, cookies: device })).status).toBe(200);
});

it('counts nothing for a device that somebody made up, or that knows another person', async () => {
  const invented = new Map([['cairn_device', 'x'.repeat(43)]]);
  expect(await statuses(11, () => ({ cookies: invented }))).toEqual([...Array(10).fill(401), 429]);
  const known = cookiesOf(await tryWith({ password: owner.password, from: '198.51.100.1' }));
  const other = { email: 'nobody@example.com', cookies: known, from: '192.0.2.9' };
  expect(await statuses(11, () => other)).toEqual([...Array(10).fill(401), 429]);
});

it('slows an address that tries one password on many accounts', async () => {
  const found = await statuses(52, (n) => ({ email: `person-${n}@example.com`, from: '192.0.2.77' }));
  expect(found.slice(0, 50)).toEqual(Array(50).fill(401));
  expect(found.slice(50)).toEqual([429, 429]);
  expect((await tryWith({ email: 'person-1@example.com', from: '192.0.2.78' })).status).toBe(401);
});

it('takes an IPv6 network for one address', async () => {
  const found = await statuses(11, (n) => ({ from: `2001:db8::${n + 1}` }));
  expect(found).toEqual([...Array(10).fill(401), 429]);
});

it('gives a new place one try when an account is guessed at from everywhere', async () => {
  const place = (n: number) => `10.1.${n >> 8}.${n & 255}`;
  const spread = await Promise.all(Array.from({ length: 100 }, (_, n) => tryWith({ from: place(n) })));
  expect(new Set(spread.map(({ status }) => status))).toEqual(new Set([401]));
  expect(await statuses(2, () => ({ from: '192.0.2.200' }))).toEqual([401, 429]);
  expect((await tryWith({ password: owner.password, from: '192.0.2.201' })).status).toBe(200);
});

it('tells as little about accounts by its limits as by its refusals', async () => {
  const nobody = await statuses(12, () => ({ email: 'nobody@example.com', from: '192.0.2.3' }));
  expect(nobody).toEqual(await statuses(12, () => ({ from: '192.0.2.4' })));
});

it('does the same for codes: five a place, and twenty from everywhere, but never the owner’s own browser', async () => {
  await stepWithTime();
  const signedIn = cookiesOf(await tryWith({ password: owner.password, from: '198.51.100.7' }));
  const { secret, recoveryCodes } = await turnOn(cairn, cookieHeader(signedIn));
  await forgetUsedCodes(cairn);
  const thief = { password: owner.password, totp: '000000' };
  expect(await statuses(7, () => ({ ...thief, from: '192.0.2.50' }))).toEqual([
    ...Array(5).fill(401),
    429,
    429,
  ]);
  const spread = await statuses(17, (n) => ({ ...thief, from: `192.0.2.${100 + n}` }));
  expect(spread).toEqual([...Array(15).fill(401), 429, 429]);

  const right = { password: owner.password, totp: codeOf(secret) };
  expect(await statuses(1, () => ({ ...right, from: '198.51.100.8' }))).toEqual([429]);
  const recovery = { ...right, totp: recoveryCodes[0] ?? '' };
  expect((await tryWith({ ...recovery, from: '198.51.100.8' })).status).toBe(200);
  expect((await tryWith({ ...right, cookies: signedIn, from: '192.0.2.50' })).status).toBe(200);
});
