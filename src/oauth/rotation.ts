import { randomBytes } from 'node:crypto';
import { randomToken } from '../access/random-token.ts';
import type { Queryable } from '../db/database.ts';
import { endGrant } from './authorizations.ts';
import { lifetimes } from './parts.ts';
import { consumeToken, findToken, lockFamily, type StoredToken, storeToken, successorOf } from './tokens.ts';

/** What a refresh comes to. After `reused` the family has ended. */
export type Rotation =
  | {
      readonly outcome: 'rotated';
      readonly accessToken: string;
      readonly refreshToken: string;
      readonly scopes: readonly string[];
    }
  | { readonly outcome: 'invalid' }
  | { readonly outcome: 'scope_exceeded'; readonly scope: string }
  | { readonly outcome: 'reused'; readonly token: StoredToken };

export interface RefreshRequest {
  readonly refreshToken: string;
  readonly clientId: string;
  /** Fewer scopes for the access token; absent: all that were granted. */
  readonly scopes: readonly string[] | undefined;
}

/**
 * Exchanges a refresh token for its successor and an access token, in a transaction of the caller that must commit.
 * A token that was used gives the same successor again while the grace lasts and the successor was not used; else
 * its use ends the family (RFC 9700, section 4.14.2). Callers of one family wait for each other.
 */
export async function rotate(tx: Queryable, request: RefreshRequest): Promise<Rotation> {
  const { refreshToken, clientId } = request;
  await lockFamily(tx, refreshToken);
  const token = await findToken(tx, 'refresh', refreshToken);
  if (token === null || token.clientId !== clientId || token.isExpired) return { outcome: 'invalid' };
  const beyond = request.scopes?.find((scope) => !token.granted.includes(scope));
  if (beyond !== undefined) return { outcome: 'scope_exceeded', scope: beyond };
  const successor =
    token.usedAt === null ? await succeed(tx, refreshToken, token) : await again(tx, refreshToken, token);
  if (successor === null) {
    await endGrant(tx, token.grantId);
    return { outcome: 'reused', token };
  }
  const scopes = token.scopes.filter((scope) => request.scopes?.includes(scope) ?? true);
  if (scopes.length === 0) return { outcome: 'invalid' };
  const accessToken = randomToken();
  const life = { grantId: token.grantId, scopes, lifeSeconds: lifetimes.access };
  await storeToken(tx, accessToken, { kind: 'access', ...life });
  await tx.query('update oauth_grants set last_used_at = now() where id = $1', [token.grantId]);
  return { outcome: 'rotated', accessToken, refreshToken: successor, scopes };
}

async function succeed(tx: Queryable, value: string, token: StoredToken): Promise<string | null> {
  const salt = randomBytes(32);
  if (!(await consumeToken(tx, value, salt))) return null;
  const successor = successorOf(value, salt);
  await storeToken(tx, successor, {
    kind: 'refresh',
    grantId: token.grantId,
    scopes: token.granted,
    lifeSeconds: lifetimes.refresh,
  });
  return successor;
}

/** The successor of a token that was used; null when it may not be given again. */
async function again(tx: Queryable, value: string, token: StoredToken): Promise<string | null> {
  if (token.successorSalt === null || token.usedFor === null || token.usedFor > lifetimes.grace) return null;
  const successor = successorOf(value, token.successorSalt);
  const found = await findToken(tx, 'refresh', successor);
  return found === null || found.usedAt !== null ? null : successor;
}
