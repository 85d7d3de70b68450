import type { Scope } from '../access/permissions.ts';
import { isPermittedSql } from '../access/permitted-users.ts';
import type { Queryable } from '../db/database.ts';
import { isUuid } from '../kernel/ids.ts';
import { logoUrlSql } from './clients.ts';

/** What one application may do in the name of one member: all his consents to it that last, taken together. */
export interface Authorization {
  /** The client's id: a person has one entry for each application. */
  readonly id: string;
  readonly client: { readonly id: string; readonly name: string; readonly logo_url: string | null };
  readonly organization: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly scopes: readonly Scope[];
  readonly authorized_at: Date;
  readonly last_used_at: Date | null;
}

const select = `
  select c.id, jsonb_build_object('id', c.id, 'name', c.name, 'logo_url', ${logoUrlSql}) as client,
         jsonb_build_object('id', o.id, 'name', o.name) as organization,
         jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) as user,
         array(select distinct s from unnest(array_agg(scope)) as s where s = any(c.scopes) order by s) as scopes,
         max(g.created_at) as authorized_at, max(g.last_used_at) as last_used_at
    from oauth_grants g
    join oauth_clients c on c.organization_id = g.organization_id and c.id = g.client_id
    join members m on m.organization_id = g.organization_id and m.id = g.member_id
    join users u on u.id = m.user_id
    join organizations o on o.id = g.organization_id and o.deleted_at is null
   cross join unnest(g.scopes) as scope
   where g.ended_at is null and g.expires_at > now()`;

const grouped = 'group by c.organization_id, c.id, o.id, u.id order by max(g.created_at) desc';

/** The applications that a person has let in, in all his organizations, the newest consent first. */
export async function listOwnAuthorizations(database: Queryable, userId: string): Promise<Authorization[]> {
  const { rows } = await database.query<Authorization>(`${select} and m.user_id = $1 ${grouped}`, [userId]);
  return rows;
}

/** Who has let a client in. */
export async function listClientAuthorizations(
  database: Queryable,
  organizationId: string,
  clientId: string,
): Promise<Authorization[]> {
  const { rows } = await database.query<Authorization>(
    `${select} and g.organization_id = $1 and g.client_id = $2 ${grouped}`,
    [organizationId, clientId],
  );
  return rows;
}

/** A consent that was ended, for the record. */
export interface EndedGrant {
  readonly id: string;
  readonly organizationId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly userId: string;
  readonly userName: string;
}

/** Ends what `where` names of the grants `g`, their clients `c` and members `m`. */
async function endGrants(tx: Queryable, where: string, values: readonly unknown[]): Promise<EndedGrant[]> {
  const { rows } = await tx.query<EndedGrant>(
    `update oauth_grants e set ended_at = now()
       from oauth_grants g
       join oauth_clients c on c.organization_id = g.organization_id and c.id = g.client_id
       join members m on m.organization_id = g.organization_id and m.id = g.member_id
       join users u on u.id = m.user_id
      where e.organization_id = g.organization_id and e.id = g.id
        and e.ended_at is null and e.expires_at > now() and ${where}
     returning e.id, e.organization_id as "organizationId", c.id as "clientId", c.name as "clientName",
               u.id as "userId", u.name as "userName"`,
    values,
  );
  return rows;
}

/** Ends one consent, and with it every code and token of the family; none when it had ended already. */
export const endGrant = (tx: Queryable, grantId: string): Promise<EndedGrant[]> =>
  endGrants(tx, 'g.id = $1', [grantId]);

/** Ends what a person let a client do. */
export async function endAuthorization(
  tx: Queryable,
  userId: string,
  clientId: string,
): Promise<EndedGrant[]> {
  return isUuid(clientId) ? endGrants(tx, 'm.user_id = $1 and g.client_id = $2', [userId, clientId]) : [];
}

/** Ends what members who are not permitted (any more) let a client do, so that it does not revive with a later permission. */
export const endUnpermitted = (
  tx: Queryable,
  organizationId: string,
  clientId: string,
): Promise<EndedGrant[]> =>
  endGrants(
    tx,
    `g.organization_id = $1 and g.client_id = $2
     and not ${isPermittedSql('g.organization_id', 'g.client_id', 'g.member_id')}`,
    [organizationId, clientId],
  );
