import type { Database } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { verifyPassword } from './passwords.ts';
import { findUserByEmail, normalizeEmail, type User } from './users.ts';

/**
 * Wrong sign-ins within the window after which further ones wait. An address may stand for an office, so it has
 * more than an account; right sign-ins are never counted.
 */
const windowSeconds = 15 * 60;
const allowed = { account: 10, address: 50 };

/** A sweep now and then keeps the table at one window's failures. */
const sweepShare = 0.02;

/**
 * Checks e-mail address and password.
 * @throws CairnError `auth.invalid_credentials`, or `auth.rate_limited` with the seconds to wait
 */
export async function checkPassword(
  database: Database,
  input: { readonly email: string; readonly password: string; readonly address: string },
): Promise<User> {
  const subjects = [`account ${normalizeEmail(input.email)}`, `address ${input.address}`] as const;
  await refuseTooMany(database, subjects);
  const user = await findUserByEmail(database, input.email);
  if (await verifyPassword(user?.password_hash ?? null, input.password)) {
    const { password_hash: _, ...found } = user as NonNullable<typeof user>;
    await database.query('delete from sign_in_failures where subject = $1', [subjects[0]]);
    return found;
  }
  await database.query('insert into sign_in_failures (subject) select unnest($1::text[])', [subjects]);
  if (Math.random() < sweepShare) {
    await database.query(`delete from sign_in_failures where at < now() - make_interval(secs => $1)`, [
      windowSeconds,
    ]);
  }
  throw new CairnError('auth.invalid_credentials');
}

async function refuseTooMany(database: Database, subjects: readonly [string, string]): Promise<void> {
  const { rows } = await database.query<{ subject: string; failures: number; wait: number }>(
    `select subject, count(*) as failures,
            ceil(extract(epoch from min(at) + make_interval(secs => $2) - now()))::int as wait
       from sign_in_failures where subject = any($1) and at > now() - make_interval(secs => $2) group by subject`,
    [subjects, windowSeconds],
  );
  for (const { subject, failures, wait } of rows) {
    const limit = subject === subjects[0] ? allowed.account : allowed.address;
    if (failures >= limit) {
      throw new CairnError('auth.rate_limited', `Try again in ${Math.max(1, wait)} seconds.`, {
        retryAfter: Math.max(1, wait),
      });
    }
  }
}
