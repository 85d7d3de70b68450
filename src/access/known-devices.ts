import type { Queryable } from '../db/database.ts';
import { randomToken, tokenHash } from './random-token.ts';

/** Browsers keep a cookie for 400 days at most (RFC 6265bis, section 5.5). */
export const deviceLife = { days: 400, seconds: 400 * 24 * 60 * 60 };

/** Whoever signs in by a script without cookies is a new device each time; the newest are kept. */
const mostDevices = 50;

const shape = /^[A-Za-z0-9_-]{43}$/;

/** The token when the person has signed in before in the browser that presents it; else null. */
export async function knownDevice(
  database: Queryable,
  userId: string,
  token: string | null,
): Promise<string | null> {
  if (token === null || !shape.test(token)) return null;
  const { rows } = await database.query(
    `select from known_devices
      where user_id = $1 and token_hash = $2 and last_used_at > now() - make_interval(days => $3)`,
    [userId, tokenHash(token), deviceLife.days],
  );
  return rows.length > 0 ? token : null;
}

/** Notes a sign-in; gives the token that the browser keeps, which several people may share. */
export async function rememberDevice(
  tx: Queryable,
  userId: string,
  presented: string | null,
): Promise<string> {
  const token = presented !== null && shape.test(presented) ? presented : randomToken();
  await tx.query(
    `insert into known_devices (user_id, token_hash) values ($1, $2)
     on conflict (user_id, token_hash) do update set last_used_at = now()`,
    [userId, tokenHash(token)],
  );
  await tx.query(
    `delete from known_devices where user_id = $1 and token_hash in
       (select token_hash from known_devices where user_id = $1 order by last_used_at desc offset $2)`,
    [userId, mostDevices],
  );
  return token;
}

/** After a change of the password, only the browser in which it was changed is known. */
export async function forgetOtherDevices(tx: Queryable, userId: string, kept: string | null): Promise<void> {
  await tx.query('delete from known_devices where user_id = $1 and token_hash is distinct from $2', [
    userId,
    kept === null ? null : tokenHash(kept),
  ]);
}
