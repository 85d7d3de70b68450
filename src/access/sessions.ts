import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { randomToken, tokenHash } from './random-token.ts';
import type { User } from './users.ts';

/** How long a session lasts without use, and at most. */
export const sessionLife = { idleDays: 14, seconds: 30 * 24 * 60 * 60 };

/** How long after somebody proved who he is he may see and change secrets without proving it again. */
export const freshMinutes = 10;

/** How the person proved who he is: `totp` and `recovery_code` after the password. */
export type SignInMethod =
  | 'password'
  | 'totp'
  | 'recovery_code'
  | 'passkey'
  | 'provider'
  | 'setup'
  | 'invitation';

export interface NewSession {
  readonly userId: string;
  readonly address: string;
  readonly userAgent: string | null;
  /** Absent: by password. */
  readonly method?: SignInMethod;
  readonly nowMs: number;
}

const live = `expires_at > now() and last_used_at > now() - make_interval(days => ${sessionLife.idleDays})`;

/** Begins a session and returns the token for the cookie; only its hash is stored. The person's dead ones go. */
export async function beginSession(database: Queryable, input: NewSession): Promise<string> {
  const token = randomToken();
  await database.query(`delete from sessions where user_id = $1 and not (${live})`, [input.userId]);
  await database.query(
    `insert into sessions (id, token_hash, user_id, expires_at, address, user_agent, method)
     values ($1, $2, $3, now() + make_interval(secs => $4), $5, $6, $7)`,
    [
      uuidv7(input.nowMs),
      tokenHash(token),
      input.userId,
      sessionLife.seconds,
      input.address,
      input.userAgent,
      input.method ?? 'password',
    ],
  );
  return token;
}

export interface Session {
  readonly id: string;
  readonly user: User;
  readonly expiresAt: Date;
  /** Whether the person proved lately who he is. */
  readonly isFresh: boolean;
}

/** The use of a session is noted at most once a minute, so that reading pages does not write rows. */
export async function findSession(database: Queryable, token: string): Promise<Session | null> {
  const { rows } = await database.query<
    User & { session_id: string; expires_at: Date; is_fresh: boolean; stale: boolean }
  >(
    `select s.id as session_id, s.expires_at, s.last_used_at < now() - interval '1 minute' as stale,
            s.authenticated_at > now() - make_interval(mins => $2) as is_fresh,
            u.id, u.email, u.name, u.language
       from sessions s join users u on u.id = s.user_id
      where s.token_hash = $1 and ${live}`,
    [tokenHash(token), freshMinutes],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { session_id, expires_at, is_fresh, stale, ...user } = row;
  if (stale) await database.query('update sessions set last_used_at = now() where id = $1', [session_id]);
  return { id: session_id, user, expiresAt: expires_at, isFresh: is_fresh };
}

/** The person of a session has proved again who he is; gives until when that is believed. */
export async function refreshSession(database: Queryable, sessionId: string): Promise<Date> {
  const { rows } = await database.query<{ until: Date }>(
    `update sessions set authenticated_at = now() where id = $1
     returning authenticated_at + make_interval(mins => $2) as until`,
    [sessionId, freshMinutes],
  );
  if (rows[0] === undefined) throw new CairnError('auth.required');
  return rows[0].until;
}

export async function endSession(database: Queryable, token: string): Promise<void> {
  await database.query('delete from sessions where token_hash = $1', [tokenHash(token)]);
}

/** A session as its person sees it. */
export interface SessionView {
  readonly id: string;
  readonly method: SignInMethod;
  readonly address: string | null;
  readonly user_agent: string | null;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
}

/** The person's sessions that are alive, the last used first. */
export async function listSessions(database: Queryable, userId: string): Promise<SessionView[]> {
  const { rows } = await database.query<SessionView>(
    `select id, method, address, user_agent, created_at, last_used_at, expires_at from sessions
      where user_id = $1 and ${live} order by last_used_at desc, id desc`,
    [userId],
  );
  return rows;
}

/** @throws CairnError `resource.not_found` when it is none of the person's */
export async function endSessionOf(tx: Queryable, userId: string, sessionId: string): Promise<void> {
  const { rowCount } = await tx.query('delete from sessions where user_id = $1 and id = $2', [
    userId,
    sessionId,
  ]);
  if (rowCount === 0) throw new CairnError('resource.not_found');
}

/** Ends all of the person's sessions but one; gives how many were alive. */
export async function endOtherSessions(tx: Queryable, userId: string, keptId: string): Promise<number> {
  const { rows } = await tx.query<{ was_live: boolean }>(
    `delete from sessions where user_id = $1 and id <> $2 returning ${live} as was_live`,
    [userId, keptId],
  );
  return rows.filter(({ was_live }) => was_live).length;
}
