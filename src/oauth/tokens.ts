import { createHmac } from 'node:crypto';
import { liveGrantSql, scopesLeftSql } from '../access/oauth-holder.ts';
import type { Scope } from '../access/permissions.ts';
import { tokenHash } from '../access/random-token.ts';
import type { Queryable } from '../db/database.ts';
import type { JsonObject } from '../event/event.ts';

export type TokenKind = 'code' | 'access' | 'refresh';

export interface NewToken {
  readonly kind: TokenKind;
  readonly grantId: string;
  readonly scopes: readonly string[];
  readonly lifeSeconds: number;
  /** What the protocol needs to know again; never the token itself. */
  readonly payload?: JsonObject;
}

/** Stores a token by its hash. A refresh token makes its family last as long as itself. */
export async function storeToken(tx: Queryable, value: string, token: NewToken): Promise<void> {
  const { kind, grantId, scopes, lifeSeconds, payload = {} } = token;
  await tx.query(
    `insert into oauth_tokens (organization_id, token_hash, kind, grant_id, scopes, payload, expires_at)
     select organization_id, $1, $2, id, $4, $5, now() + make_interval(secs => $6) from oauth_grants where id = $3`,
    [tokenHash(value), kind, grantId, scopes, JSON.stringify(payload), lifeSeconds],
  );
  if (kind === 'refresh')
    await tx.query('update oauth_grants set expires_at = now() + make_interval(secs => $2) where id = $1', [
      grantId,
      lifeSeconds,
    ]);
}

export interface StoredToken {
  readonly grantId: string;
  readonly organizationId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly userId: string;
  readonly userName: string;
  /** Those of the token that the client still has. */
  readonly scopes: readonly Scope[];
  /** Those that were granted. */
  readonly granted: readonly string[];
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly isExpired: boolean;
  readonly usedAt: Date | null;
  /** Seconds since it was used, by the database's clock. */
  readonly usedFor: number | null;
  readonly successorSalt: Buffer | null;
}

/** A token whose consent is good now, used or expired though it may be; null for everything else. */
export async function findToken(tx: Queryable, kind: TokenKind, value: string): Promise<StoredToken | null> {
  const { rows } = await tx.query<StoredToken>(
    `select g.id as "grantId", g.organization_id as "organizationId", c.id as "clientId", c.name as "clientName",
            u.id as "userId", u.name as "userName", ${scopesLeftSql('t.scopes')} as scopes, t.scopes as granted,
            t.payload, t.created_at as "createdAt", t.expires_at as "expiresAt",
            t.expires_at <= clock_timestamp() as "isExpired", t.used_at as "usedAt",
            extract(epoch from clock_timestamp() - t.used_at)::float8 as "usedFor",
            t.successor_salt as "successorSalt"
       from oauth_tokens t
       join oauth_grants g on g.organization_id = t.organization_id and g.id = t.grant_id ${liveGrantSql}
      where t.token_hash = $1 and t.kind = $2`,
    [tokenHash(value), kind],
  );
  return rows[0] ?? null;
}

/** Holds the family of a token until the transaction ends: whoever else uses one of the family waits. */
export async function lockFamily(tx: Queryable, value: string): Promise<void> {
  await tx.query(
    `select from oauth_grants where id = (select grant_id from oauth_tokens where token_hash = $1) for update`,
    [tokenHash(value)],
  );
}

/** Uses a code or refresh token up; false when somebody else did. */
export async function consumeToken(tx: Queryable, value: string, salt: Buffer | null): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update oauth_tokens set used_at = clock_timestamp(), successor_salt = $2 where token_hash = $1 and used_at is null`,
    [tokenHash(value), salt],
  );
  return rowCount > 0;
}

/**
 * The refresh token that follows another. It is made from both the token and the stored salt, so that neither a
 * thief of the token nor a reader of the database can make it, and the client that lost the answer gets it again.
 */
export const successorOf = (value: string, salt: Buffer): string =>
  createHmac('sha256', salt).update(value).digest('base64url');
