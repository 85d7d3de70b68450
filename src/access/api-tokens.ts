import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';
import type { Scope } from './permissions.ts';
import { randomToken, tokenHash } from './random-token.ts';
import type { MemberRights } from './rights.ts';

/** How every API token begins. */
export const apiTokenPrefix = 'cairn_';

/** A credential for programs, as people see it: never the token itself. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  /** The first characters, to recognize it by. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly created_at: Date;
  readonly created_by: { readonly id: string; readonly name: string };
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly last_used_address: string | null;
  /** Addresses and CIDRs that it may be used from; null for everywhere. */
  readonly allowed_addresses: readonly string[] | null;
}

/** Expired tokens stay visible for 30 days. */
export async function listApiTokens(database: Queryable, organizationId: string): Promise<ApiToken[]> {
  const { rows } = await database.query<ApiToken>(
    `select t.id, t.name, t.prefix, t.scopes, t.created_at, t.expires_at, t.last_used_at,
            t.last_used_address, t.allowed_addresses,
            jsonb_build_object('id', u.id, 'name', u.name) as created_by
       from api_tokens t join users u on u.id = t.created_by
      where t.organization_id = $1 and (t.expires_at is null or t.expires_at > now() - interval '30 days')
      order by t.created_at desc, t.id desc`,
    [organizationId],
  );
  return rows;
}

export interface NewApiToken {
  readonly organizationId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
  readonly allowedAddresses: readonly string[] | null;
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly nowMs: number;
}

/** Makes a token; this is the only time that it can be seen. */
export async function createApiToken(
  database: Queryable,
  input: NewApiToken,
): Promise<ApiToken & { token: string }> {
  const token = randomToken(apiTokenPrefix);
  const id = uuidv7(input.nowMs);
  const shown = token.slice(0, apiTokenPrefix.length + 4);
  const { rows } = await database.query<{ created_at: Date }>(
    `insert into api_tokens (organization_id, id, name, prefix, token_hash, scopes, created_by, expires_at,
                             allowed_addresses)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning created_at`,
    [
      input.organizationId,
      id,
      input.name,
      shown,
      tokenHash(token),
      input.scopes,
      input.createdBy.id,
      input.expiresAt,
      input.allowedAddresses,
    ],
  );
  return {
    id,
    name: input.name,
    prefix: shown,
    scopes: input.scopes,
    created_at: rows[0]?.created_at ?? new Date(input.nowMs),
    created_by: input.createdBy,
    expires_at: input.expiresAt,
    last_used_at: null,
    last_used_address: null,
    allowed_addresses: input.allowedAddresses,
    token,
  };
}

export async function getApiToken(
  database: Queryable,
  organizationId: string,
  id: string,
): Promise<ApiToken> {
  const found = (await listApiTokens(database, organizationId)).find((token) => token.id === id);
  if (found === undefined) throw new CairnError('resource.not_found');
  return found;
}

/** Deletes a token; it is refused from the next request on. */
export async function deleteApiToken(database: Queryable, organizationId: string, id: string): Promise<void> {
  const { rowCount } = await database.query('delete from api_tokens where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ]);
  if (rowCount === 0) throw new CairnError('resource.not_found');
}

/** What a presented token stands for. */
export interface TokenHolder {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
  readonly allowedAddresses: readonly string[] | null;
  readonly creator: { readonly id: string; readonly name: string; readonly rights: MemberRights };
}

/** The holder of a token whose creator is still a member; null for everything else. */
export async function findTokenHolder(database: Queryable, token: string): Promise<TokenHolder | null> {
  const { rows } = await database.query<
    Omit<TokenHolder, 'creator'> & MemberRights & { user_id: string; user_name: string }
  >(
    `select t.id, t.name, t.organization_id as "organizationId", t.scopes, t.expires_at as "expiresAt",
            t.allowed_addresses as "allowedAddresses",
            u.id as user_id, u.name as user_name, m.role, m.permissions, m.customer_ids
       from api_tokens t
       join members m on m.organization_id = t.organization_id and m.user_id = t.created_by
        and m.suspended_at is null
       join users u on u.id = t.created_by
       join organizations o on o.id = t.organization_id and o.deleted_at is null
      where t.token_hash = $1`,
    [tokenHash(token)],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { user_id, user_name, role, permissions, customer_ids, ...holder } = row;
  return {
    ...holder,
    creator: { id: user_id, name: user_name, rights: { role, permissions, customer_ids } },
  };
}

/** When and from where a token was used. */
export interface TokenUse {
  readonly organizationId: string;
  readonly atMs: number;
  readonly address: string;
}

/** Notes when and from where tokens were last used: by id, of any organization. */
export async function noteTokenUse(database: Queryable, uses: ReadonlyMap<string, TokenUse>): Promise<void> {
  const entries = [...uses];
  await database.query(
    `update api_tokens t set last_used_at = u.at, last_used_address = u.address
       from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[]) as u (organization_id, id, at, address)
      where (t.last_used_at is null or t.last_used_at < u.at) and t.organization_id = u.organization_id and t.id = u.id`,
    [
      entries.map(([, use]) => use.organizationId),
      entries.map(([id]) => id),
      entries.map(([, use]) => new Date(use.atMs)),
      entries.map(([, use]) => use.address),
    ],
  );
}
