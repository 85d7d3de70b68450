import { timingSafeEqual } from 'node:crypto';
import { randomToken, tokenHash } from '../access/random-token.ts';
import type { Queryable } from '../db/database.ts';
import { uuidv7 } from '../kernel/ids.ts';

const prefix = 'cairn_secret_';

/** A client's secret, as people see it: never the secret itself. */
export interface ClientSecret {
  readonly id: string;
  /** The first characters, to recognize it by. */
  readonly prefix: string;
  readonly created_at: Date;
  /** Null: until it is rotated. */
  readonly expires_at: Date | null;
}

interface Owner {
  readonly organizationId: string;
  readonly clientId: string;
  readonly nowMs: number;
}

/** Makes a secret; this is the only time that it can be seen. */
export async function addSecret(
  tx: Queryable,
  { organizationId, clientId, nowMs }: Owner,
): Promise<{ id: string; secret: string }> {
  const secret = randomToken(prefix);
  const id = uuidv7(nowMs);
  const shown = secret.slice(0, prefix.length + 4);
  await tx.query(
    `insert into oauth_client_secrets (organization_id, client_id, id, prefix, secret_hash)
     values ($1, $2, $3, $4, $5)`,
    [organizationId, clientId, id, shown, tokenHash(secret)],
  );
  return { id, secret };
}

/**
 * Makes a new secret. The present one stays valid for `overlapSeconds`; older ones end now, so that at most two are
 * valid at a time.
 */
export async function rotateSecret(
  tx: Queryable,
  owner: Owner & { readonly overlapSeconds: number },
): Promise<{ id: string; secret: string }> {
  const { organizationId, clientId, overlapSeconds } = owner;
  const place = [organizationId, clientId];
  await tx.query('select from oauth_clients where organization_id = $1 and id = $2 for update', place);
  await tx.query(
    'delete from oauth_client_secrets where organization_id = $1 and client_id = $2 and expires_at is not null',
    place,
  );
  if (overlapSeconds === 0)
    await tx.query('delete from oauth_client_secrets where organization_id = $1 and client_id = $2', place);
  else
    await tx.query(
      `update oauth_client_secrets set expires_at = now() + make_interval(secs => $3)
        where organization_id = $1 and client_id = $2`,
      [...place, overlapSeconds],
    );
  return addSecret(tx, owner);
}

/** Ends the secret that a rotation left valid. Gives whether there was one. */
export async function endFormerSecret(
  tx: Queryable,
  organizationId: string,
  clientId: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from oauth_client_secrets where organization_id = $1 and client_id = $2 and expires_at is not null',
    [organizationId, clientId],
  );
  return rowCount > 0;
}

/** Compares with every hash, so that the time tells nothing. */
export function isOneOf(secret: string, hashes: readonly Buffer[]): boolean {
  const given = tokenHash(secret);
  return hashes.reduce((found, hash) => timingSafeEqual(hash, given) || found, false);
}
