import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';
import type { Role } from './permissions.ts';
import type { MemberRights } from './rights.ts';

/** An organization as one of its members sees it. */
export interface Membership {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly created_at: Date;
}

/** The person's organizations, by name. */
export async function listOrganizations(database: Queryable, userId: string): Promise<Membership[]> {
  const { rows } = await database.query<Membership>(
    `select o.id, o.name, m.role, o.created_at from members m join organizations o on o.id = m.organization_id
      where m.user_id = $1 and m.suspended_at is null and o.deleted_at is null order by lower(o.name), o.id`,
    [userId],
  );
  return rows;
}

/** Makes an organization, its log, and its first owner. */
export async function createOrganization(
  database: Queryable,
  input: { readonly name: string; readonly ownerId: string; readonly nowMs: number },
): Promise<Membership> {
  const id = uuidv7(input.nowMs);
  const { rows } = await database.query<{ created_at: Date }>(
    'insert into organizations (id, name) values ($1, $2) returning created_at',
    [id, input.name],
  );
  await database.query('insert into log_heads (organization_id) values ($1)', [id]);
  await database.query('insert into index_heads (organization_id) values ($1)', [id]);
  const rights: MemberRights = { role: 'OWNER', permissions: [], customer_ids: null };
  await addMember(database, { organizationId: id, userId: input.ownerId, rights, nowMs: input.nowMs });
  return { id, name: input.name, role: 'OWNER', created_at: rows[0]?.created_at ?? new Date(input.nowMs) };
}

export interface NewMember {
  readonly organizationId: string;
  readonly userId: string;
  readonly rights: MemberRights;
  readonly nowMs: number;
}

/** @throws CairnError `member.exists` */
export async function addMember(
  database: Queryable,
  { organizationId, userId, rights, nowMs }: NewMember,
): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `insert into members (organization_id, id, user_id, role, permissions, customer_ids)
     values ($1, $2, $3, $4, $5, $6) on conflict (organization_id, user_id) do nothing returning id`,
    [
      ...[organizationId, uuidv7(nowMs), userId, rights.role],
      ...[JSON.stringify(rights.permissions), rights.customer_ids],
    ],
  );
  if (rows[0] === undefined) throw new CairnError('member.exists');
  return rows[0].id;
}

export async function getOrganization(database: Queryable, organizationId: string) {
  const { rows } = await database.query<{ id: string; name: string; created_at: Date }>(
    'select id, name, created_at from organizations where id = $1 and deleted_at is null',
    [organizationId],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return rows[0];
}

export async function renameOrganization(
  database: Queryable,
  organizationId: string,
  name: string,
): Promise<void> {
  await database.query('update organizations set name = $2 where id = $1', [organizationId, name]);
}

/**
 * Takes an organization out of sight of everybody; its data goes with retention. The typed name must match.
 * @throws CairnError `confirmation.mismatch`
 */
export async function deleteOrganization(
  database: Queryable,
  organizationId: string,
  confirm: string,
): Promise<void> {
  const { name } = await getOrganization(database, organizationId);
  if (name !== confirm) throw new CairnError('confirmation.mismatch', `Type "${name}" to confirm.`);
  await database.query('update organizations set deleted_at = now() where id = $1', [organizationId]);
  await database.query('delete from api_tokens where organization_id = $1', [organizationId]);
}

/** A person's membership in an organization, as far as rights go; null when he has none, or a suspended one. */
export async function findMember(
  database: Queryable,
  organizationId: string,
  userId: string,
): Promise<({ id: string } & MemberRights) | null> {
  const { rows } = await database.query<{ id: string } & MemberRights>(
    `select m.id, m.role, m.permissions, m.customer_ids
       from members m join organizations o on o.id = m.organization_id
      where m.organization_id = $1 and m.user_id = $2 and m.suspended_at is null and o.deleted_at is null`,
    [organizationId, userId],
  );
  return rows[0] ?? null;
}
