import type { Queryable } from '../db/database.ts';

/** Refused authentications of clients from one address, within the window, after which further ones wait. */
const windowSeconds = 15 * 60;
const allowed = 30;

/** Seconds that an address has to wait; 0: none. */
export async function secondsToWait(database: Queryable, address: string): Promise<number> {
  const { rows } = await database.query<{ failures: number; wait: number | null }>(
    `select count(*) as failures,
            ceil(extract(epoch from min(at) + make_interval(secs => $2) - now()))::int as wait
       from oauth_failures where address = $1 and at > now() - make_interval(secs => $2)`,
    [address, windowSeconds],
  );
  const { failures = 0, wait = 0 } = rows[0] ?? {};
  return failures >= allowed ? Math.max(1, wait ?? 1) : 0;
}

export async function noteFailure(database: Queryable, address: string): Promise<void> {
  await database.query('insert into oauth_failures (address) values ($1)', [address]);
}

/** Takes away what counts no more: failures, expired codes and tokens, and consents that ended a month ago. */
export async function sweepOAuth(database: Queryable): Promise<void> {
  await database.query('delete from oauth_failures where at < now() - make_interval(secs => $1)', [
    windowSeconds,
  ]);
  await database.query(
    `delete from oauth_tokens where expires_at < now() - interval '1 day'
        and (kind <> 'code' or used_at is null)`,
  );
  await database.query(
    `delete from oauth_grants where least(ended_at, expires_at) < now() - interval '30 days'`,
  );
  await database.query('delete from oauth_client_secrets where expires_at < now()');
}
