import type { Queryable } from '../db/database.ts';
import { invalid } from '../kernel/errors.ts';

/**
 * SQL: whether a member may use a target (an OAuth client or an integration). Each argument is an expression of the
 * statement around it; suspended members are that statement's business.
 */
export const isPermittedSql = (organization: string, target: string, member: string): string =>
  `(exists (select from permitted_everyone e where e.organization_id = ${organization} and e.target = ${target})
    or exists (select from permitted_members p where p.organization_id = ${organization}
      and p.target = ${target} and p.member_id = ${member}))`;

/** A member, as the list of permitted users shows him. */
export interface PermittedMember {
  readonly id: string;
  readonly role: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
}

/** Who may use a target; with `everyone`, later members too, and the list is empty. */
export interface PermittedUsers {
  readonly everyone: boolean;
  readonly members: readonly PermittedMember[];
}

const memberColumns = `m.id, m.role, jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) as user`;

/** Nobody, unless somebody was named. */
export async function readPermittedUsers(
  database: Queryable,
  organizationId: string,
  target: string,
): Promise<PermittedUsers> {
  const { rowCount } = await database.query(
    'select from permitted_everyone where organization_id = $1 and target = $2',
    [organizationId, target],
  );
  const { rows } = await database.query<PermittedMember>(
    `select ${memberColumns}
       from permitted_members p
       join members m on m.organization_id = p.organization_id and m.id = p.member_id
       join users u on u.id = m.user_id
      where p.organization_id = $1 and p.target = $2 order by lower(u.name), m.id`,
    [organizationId, target],
  );
  return { everyone: rowCount > 0, members: rows };
}

export type PermittedChoice = { readonly everyone: true } | { readonly member_ids: readonly string[] };

/**
 * Replaces who may use a target, and gives what was and what is.
 * @throws CairnError `request.invalid` that names the id that is no member's
 */
export async function writePermittedUsers(
  tx: Queryable,
  organizationId: string,
  target: string,
  choice: PermittedChoice,
): Promise<{ before: PermittedUsers; after: PermittedUsers }> {
  // Two writers of one target would otherwise add to each other's choice.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('permitted ' || $1, 0))`, [target]);
  const before = await readPermittedUsers(tx, organizationId, target);
  const place = [organizationId, target];
  await tx.query('delete from permitted_everyone where organization_id = $1 and target = $2', place);
  await tx.query('delete from permitted_members where organization_id = $1 and target = $2', place);
  if ('everyone' in choice) {
    await tx.query('insert into permitted_everyone (organization_id, target) values ($1, $2)', place);
  } else {
    await checkMembers(tx, organizationId, choice.member_ids);
    await tx.query(
      `insert into permitted_members (organization_id, target, member_id)
       select $1, $2, id from unnest($3::uuid[]) as id on conflict do nothing`,
      [organizationId, target, choice.member_ids],
    );
  }
  return { before, after: await readPermittedUsers(tx, organizationId, target) };
}

async function checkMembers(tx: Queryable, organizationId: string, ids: readonly string[]): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from members where organization_id = $1 and id = any($2::uuid[]) for share',
    [organizationId, ids],
  );
  const known = new Set(rows.map(({ id }) => id));
  const stranger = ids.findIndex((id) => !known.has(id));
  if (stranger >= 0) throw invalid(`member_ids[${stranger}]`, 'is not a member of this organization');
}

/** Forgets a target that is gone. */
export async function forgetPermittedUsers(
  tx: Queryable,
  organizationId: string,
  target: string,
): Promise<void> {
  const place = [organizationId, target];
  await tx.query('delete from permitted_everyone where organization_id = $1 and target = $2', place);
  await tx.query('delete from permitted_members where organization_id = $1 and target = $2', place);
}
