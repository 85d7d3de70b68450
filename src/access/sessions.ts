import type { Queryable } from '../db/database.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { randomToken, tokenHash } from './random-token.ts';
import type { User } from './users.ts';

/** How long a session lasts without use, and at most. */
export const sessionLife = { idleDays: 14, seconds: 30 * 24 * 60 * 60 };

export interface NewSession {
  readonly userId: string;
  readonly address: string;
  readonly userAgent: string | null;
  readonly nowMs: number;
}

/** Begins a session and returns the token for the cookie; only its hash is stored. */
export async function beginSession(database: Queryable, input: NewSession): Promise<string> {
  const token = randomToken();
  await database.query(
    `insert into sessions (id, token_hash, user_id, expires_at, address, user_agent)
     values ($1, $2, $3, now() + make_interval(secs => $4), $5, $6)`,
    [
      uuidv7(input.nowMs),
      tokenHash(token),
      input.userId,
      sessionLife.seconds,
      input.address,
      input.userAgent,
    ],
  );
  return token;
}

export interface Session {
  readonly id: string;
  readonly user: User;
  readonly expiresAt: Date;
}

/** The use of a session is noted at most once a minute, so that reading pages does not write rows. */
export async function findSession(database: Queryable, token: string): Promise<Session | null> {
  const { rows } = await database.query<User & { session_id: string; expires_at: Date; stale: boolean }>(
    `select s.id as session_id, s.expires_at, s.last_used_at < now() - interval '1 minute' as stale,
            u.id, u.email, u.name, u.language
       from sessions s join users u on u.id = s.user_id
      where s.token_hash = $1 and s.expires_at > now() and s.last_used_at > now() - make_interval(days => $2)`,
    [tokenHash(token), sessionLife.idleDays],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { session_id, expires_at, stale, ...user } = row;
  if (stale) await database.query('update sessions set last_used_at = now() where id = $1', [session_id]);
  return { id: session_id, user, expiresAt: expires_at };
}

export async function endSession(database: Queryable, token: string): Promise<void> {
  await database.query('delete from sessions where token_hash = $1', [tokenHash(token)]);
}
