import type { Queryable } from '../db/database.ts';
import type { Scope } from './permissions.ts';
import { isPermittedSql } from './permitted-users.ts';
import { tokenHash } from './random-token.ts';
import type { MemberRights } from './rights.ts';

/**
 * SQL: what must hold at each use of something that an OAuth client was given: the consent `g` lasts, the client `c`
 * is enabled, the member `m` is one still, not suspended, and permitted. Follows `from … ` with a table `g` in it.
 */
export const liveGrantSql = `
  join oauth_clients c on c.organization_id = g.organization_id and c.id = g.client_id and c.disabled_at is null
  join members m on m.organization_id = g.organization_id and m.id = g.member_id and m.suspended_at is null
   and ${isPermittedSql('g.organization_id', 'g.client_id', 'm.id')}
  join users u on u.id = m.user_id
  join organizations o on o.id = g.organization_id and o.deleted_at is null
   and g.ended_at is null and g.expires_at > now()`;

/** SQL: those of some scopes that the client still has, in their order. */
export const scopesLeftSql = (scopes: string): string =>
  `array(select s.name from unnest(${scopes}) with ordinality as s (name, place)
          where s.name = any(c.scopes) order by s.place)`;

/** What a presented OAuth access token stands for. */
export interface OAuthHolder {
  readonly grantId: string;
  readonly organizationId: string;
  readonly clientId: string;
  readonly clientName: string;
  /** What the member granted and the client may still ask for. */
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date;
  readonly user: { readonly id: string; readonly name: string; readonly rights: MemberRights };
}

type HolderRow = Omit<OAuthHolder, 'user'> & MemberRights & { user_id: string; user_name: string };

/** The holder of an access token that is good now; null for everything else. */
export async function findOAuthHolder(database: Queryable, token: string): Promise<OAuthHolder | null> {
  const { rows } = await database.query<HolderRow>(
    `select g.id as "grantId", g.organization_id as "organizationId", c.id as "clientId", c.name as "clientName",
            ${scopesLeftSql('t.scopes')} as scopes, t.expires_at as "expiresAt",
            u.id as user_id, u.name as user_name, m.role, m.permissions, m.customer_ids
       from oauth_tokens t
       join oauth_grants g on g.organization_id = t.organization_id and g.id = t.grant_id ${liveGrantSql}
      where t.token_hash = $1 and t.kind = 'access' and t.expires_at > now()`,
    [tokenHash(token)],
  );
  const row = rows[0];
  if (row === undefined || row.scopes.length === 0) return null;
  const { user_id, user_name, role, permissions, customer_ids, ...holder } = row;
  return {
    ...holder,
    user: { id: user_id, name: user_name, rights: { role, permissions, customer_ids } },
  };
}

/** Notes when consents were last used: ids with times, of any organization. */
export async function noteGrantUse(
  database: Queryable,
  uses: ReadonlyMap<string, { organizationId: string; atMs: number }>,
): Promise<void> {
  const entries = [...uses];
  await database.query(
    `update oauth_grants g set last_used_at = greatest(g.last_used_at, u.at)
       from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as u (organization_id, id, at)
      where g.organization_id = u.organization_id and g.id = u.id`,
    [
      entries.map(([, use]) => use.organizationId),
      entries.map(([id]) => id),
      entries.map(([, use]) => new Date(use.atMs)),
    ],
  );
}
