import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenHash } from '../../src/access/random-token.ts';
import { lifetimes } from '../../src/oauth/parts.ts';
import { startCairn, type TestCairn } from '../cairn.ts';
import { type Application, connect, makeApplication, post } from './application.ts';

let cairn: TestCairn;
let application: Application;

beforeAll(async () => {
  cairn = await startCairn();
  application = await makeApplication(cairn);
});
afterAll(() => cairn.stop());

async function use(refreshToken: string): Promise<{ status: number; next?: string; access?: string }> {
  const answered = await post(cairn, 'token', {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: application.id,
    client_secret: application.secret,
  });
  const body = (await answered.json()) as { refresh_token?: string; access_token?: string };
  return {
    status: answered.status,
    ...(body.refresh_token === undefined ? {} : { next: body.refresh_token }),
    ...(body.access_token === undefined ? {} : { access: body.access_token }),
  };
}

/** Lets the grace of a used token pass, for the database's clock. */
const age = (token: string) =>
  cairn.app.services.database.query(
    `update oauth_tokens set used_at = used_at - make_interval(secs => $2) where token_hash = $1`,
    [tokenHash(token), lifetimes.grace + 1],
  );

/** Refresh tokens of the family of a token that can still be exchanged. */
async function liveTokens(token: string): Promise<number> {
  const { rows } = await cairn.app.services.database.query<{ live: number }>(
    `select count(*) as live from oauth_tokens t join oauth_grants g on g.id = t.grant_id
      where t.kind = 'refresh' and t.used_at is null and g.ended_at is null
        and g.id = (select grant_id from oauth_tokens where token_hash = $1)`,
    [tokenHash(token)],
  );
  return rows[0]?.live ?? 0;
}

const reads = async (token: string) =>
  (await cairn.call('GET', `/organizations/${cairn.organizationId}/events`, { token })).status;

it('gives the same successor for a lost answer, and ends the family when an old token comes back', async () => {
  const { refreshToken: first } = await connect(cairn, application);
  const lost = await use(first);
  const retried = await use(first);
  expect(retried.next).toBe(lost.next);
  expect(retried.access).not.toBe(lost.access);
  const second = await use(retried.next as string);
  expect(second.status).toBe(200);
  // The successor was used: the grace of the first token is over, however short ago it was.
  expect((await use(first)).status).toBe(400);
  expect((await use(second.next as string)).status).toBe(400);
  expect(await reads(second.access as string)).toBe(401);
});

it('ends the family when the grace has passed', async () => {
  const { refreshToken: first } = await connect(cairn, application);
  const { next, access } = await use(first);
  await age(first);
  expect((await use(first)).status).toBe(400);
  expect((await use(next as string)).status).toBe(400);
  expect(await reads(access as string)).toBe(401);
});

it('gives many who come at the same time one and the same successor', async () => {
  const { refreshToken } = await connect(cairn, application);
  const answers = await Promise.all(Array.from({ length: 8 }, () => use(refreshToken)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ next }) => next)).size).toBe(1);
  expect(await liveTokens(refreshToken)).toBe(1);
});

it('gives an expired token nothing, and keeps another client’s token out without ending it', async () => {
  const { refreshToken } = await connect(cairn, application);
  const other = await makeApplication(cairn, { name: 'Other' });
  const stolen = await post(cairn, 'token', {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: other.id,
    client_secret: other.secret,
  });
  expect(stolen.status).toBe(400);
  const { next } = await use(refreshToken);
  await cairn.app.services.database.query(
    `update oauth_tokens set expires_at = now() - interval '1 second' where token_hash = $1`,
    [tokenHash(next as string)],
  );
  expect((await use(next as string)).status).toBe(400);
});

/** What may happen to a family: tokens are named by their place in the chain, counted back from the newest. */
type Step =
  | { readonly kind: 'use'; readonly back: number }
  | { readonly kind: 'race'; readonly back: number }
  | { readonly kind: 'age'; readonly back: number };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('use', 'use', 'race', 'age'),
  back: fc.constantFrom(0, 0, 0, 1, 1, 2, 3),
});

describe('any order of uses, lost answers, races and pauses', () => {
  it('never leaves two live tokens, nor a dead one after an honest retry within the grace', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        const { refreshToken } = await connect(cairn, application);
        const chain = [refreshToken];
        const aged = new Set<number>();
        let ended = false;
        for (const { kind, back } of steps) {
          const at = Math.max(0, chain.length - 1 - back);
          const token = chain[at] as string;
          const isNewest = at === chain.length - 1;
          if (kind === 'age') {
            if (!isNewest) aged.add(at);
            await age(token);
            continue;
          }
          // The model: the newest goes on, its predecessor repeats within the grace, all others end the family.
          const repeats = at === chain.length - 2 && !aged.has(at);
          const answers = await Promise.all(
            Array.from({ length: kind === 'race' ? 3 : 1 }, () => use(token)),
          );
          if (!ended && (isNewest || repeats)) {
            for (const { status, next } of answers)
              expect([status, next]).toEqual([200, isNewest ? answers[0]?.next : chain[at + 1]]);
            if (isNewest) chain.push(answers[0]?.next as string);
          } else {
            ended = true;
            for (const { status } of answers) expect(status).toBe(400);
          }
          expect(await liveTokens(refreshToken)).toBe(ended ? 0 : 1);
        }
      }),
      { numRuns: 25 },
    );
  });
});
