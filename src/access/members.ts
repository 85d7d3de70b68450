import type { Queryable } from '../db/database.ts';
import { CairnError, invalid } from '../kernel/errors.ts';
import { grantablePermissions, type Role, roleGrants } from './permissions.ts';
import { checkGrants, type Grant, type MemberRights } from './rights.ts';

/** A person in an organization, as owners see him. */
export interface Member extends MemberRights {
  readonly id: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly suspended_at: Date | null;
  readonly created_at: Date;
  /** When he used the portal last; null when never, or too long ago. */
  readonly last_seen_at: Date | null;
}

const columns = `m.id, m.role, m.permissions, m.customer_ids, m.suspended_at, m.created_at,
  jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) as user,
  (select max(s.last_used_at) from sessions s where s.user_id = m.user_id) as last_seen_at`;

/** Owners first, then by name. */
export async function listMembers(database: Queryable, organizationId: string): Promise<Member[]> {
  const { rows } = await database.query<Member>(
    `select ${columns} from members m join users u on u.id = m.user_id
      where m.organization_id = $1 order by (m.role <> 'OWNER'), lower(u.name), m.id`,
    [organizationId],
  );
  return rows;
}

/** @throws CairnError `resource.not_found` */
export async function getMember(database: Queryable, organizationId: string, id: string): Promise<Member> {
  const { rows } = await database.query<Member>(
    `select ${columns} from members m join users u on u.id = m.user_id
      where m.organization_id = $1 and m.id = $2`,
    [organizationId, id],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return rows[0];
}

/** What is given of a membership; absent stays. */
export interface RightsChange {
  readonly role?: Role | undefined;
  readonly permissions?: readonly Grant[] | undefined;
  readonly customer_ids?: readonly string[] | null | undefined;
}

/**
 * Rights as they will be. A new role keeps those grants that it can have; an owner is never limited.
 * @throws CairnError `request.invalid`
 */
export async function nextRights(
  database: Queryable,
  organizationId: string,
  before: MemberRights,
  change: RightsChange,
): Promise<MemberRights> {
  const role = change.role ?? before.role;
  if (change.permissions !== undefined) checkGrants(role, change.permissions);
  const permissions = (change.permissions ?? before.permissions).filter(({ permission }) =>
    roleGrants[role].includes(permission),
  );
  if (role === 'OWNER' && (change.customer_ids ?? null) !== null)
    throw invalid('customer_ids', 'an owner cannot be limited to customers');
  const given = change.customer_ids === undefined ? before.customer_ids : change.customer_ids;
  const customer_ids = role === 'OWNER' ? null : given;
  await checkCustomers(database, organizationId, change.customer_ids ?? []);
  return { role, permissions, customer_ids };
}

async function checkCustomers(database: Queryable, organizationId: string, ids: readonly string[]) {
  if (ids.length === 0) return;
  const { rows } = await database.query<{ id: string }>(
    'select id from customers where organization_id = $1 and id = any($2)',
    [organizationId, ids],
  );
  const known = new Set(rows.map(({ id }) => id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing >= 0) throw invalid(`customer_ids[${missing}]`, 'is not a customer of this organization');
}

/**
 * Changes role, grants, limits or suspension.
 * @throws CairnError `resource.not_found`, `request.invalid`, `member.last_owner`
 */
export async function changeMember(
  tx: Queryable,
  organizationId: string,
  id: string,
  change: RightsChange & { readonly suspended?: boolean | undefined },
): Promise<{ before: Member; after: Member }> {
  await lockMembers(tx, organizationId);
  const before = await getMember(tx, organizationId, id);
  const rights = await nextRights(tx, organizationId, before, change);
  const suspended = change.suspended ?? before.suspended_at !== null;
  if (rights.role !== 'OWNER' || suspended) await keepAnOwner(tx, organizationId, id);
  await tx.query(
    `update members set role = $3, permissions = $4, customer_ids = $5,
            suspended_at = case when $6 then coalesce(suspended_at, now()) end
      where organization_id = $1 and id = $2`,
    [organizationId, id, rights.role, JSON.stringify(rights.permissions), rights.customer_ids, suspended],
  );
  return { before, after: await getMember(tx, organizationId, id) };
}

/** Ends a membership. @throws CairnError `resource.not_found`, `member.last_owner` */
export async function removeMember(tx: Queryable, organizationId: string, id: string): Promise<Member> {
  await lockMembers(tx, organizationId);
  const member = await getMember(tx, organizationId, id);
  await keepAnOwner(tx, organizationId, id);
  await tx.query('delete from members where organization_id = $1 and id = $2', [organizationId, id]);
  return member;
}

/**
 * Hands ownership over: the other becomes an owner, the former owner a member with all rights that a member can have.
 * @throws CairnError `resource.not_found`, `request.invalid`
 */
export async function transferOwnership(
  tx: Queryable,
  organizationId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ former: Member; owner: Member }> {
  const receiver = await getMember(tx, organizationId, to);
  if (receiver.id === from) throw invalid('member_id', 'is yourself');
  if (receiver.suspended_at !== null) throw invalid('member_id', 'is suspended');
  const { after: owner } = await changeMember(tx, organizationId, to, { role: 'OWNER' });
  const permissions = grantablePermissions.map((permission) => ({ permission }));
  const { after: former } = await changeMember(tx, organizationId, from, { role: 'MEMBER', permissions });
  return { former, owner };
}

/** Changes of one organization's members happen one after another, or two last owners could lower each other. */
const lockMembers = (tx: Queryable, organizationId: string): Promise<unknown> =>
  tx.query('select from organizations where id = $1 for update', [organizationId]);

async function keepAnOwner(tx: Queryable, organizationId: string, without: string): Promise<void> {
  const { rows } = await tx.query<{ found: boolean }>(
    `select exists (select from members where organization_id = $1 and role = 'OWNER' and suspended_at is null
                       and id <> $2) as found`,
    [organizationId, without],
  );
  if (rows[0]?.found !== true) throw new CairnError('member.last_owner');
}
