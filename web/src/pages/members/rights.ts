import {
  type Grant,
  type Grantable,
  groupNames,
  type MemberRights,
  type PermissionGroup,
  permissionGroups,
  roleGrants,
} from '../../api/permissions.ts';

/** What a right on integrations is narrowed to; empty: all integrations. */
export interface Narrowing {
  readonly connector?: string | undefined;
  readonly integration_id?: string | undefined;
}

const isWithin = (grant: Narrowing, { connector, integration_id }: Narrowing): boolean =>
  grant.connector === connector && grant.integration_id === integration_id;

/** Each narrowing that some grant has, in the order found, behind the one for all integrations. */
export function narrowings(grants: readonly Grant[]): Narrowing[] {
  const found: Narrowing[] = [{}];
  for (const { connector, integration_id } of grants) {
    const narrowing = { connector, integration_id };
    if (!found.some((each) => isWithin(each, narrowing))) found.push(narrowing);
  }
  return found;
}

export const has = (grants: readonly Grant[], permission: Grantable, narrowing: Narrowing = {}): boolean =>
  grants.some((grant) => grant.permission === permission && isWithin(grant, narrowing));

export const without = (grants: readonly Grant[], narrowing: Narrowing): Grant[] =>
  grants.filter((grant) => !isWithin(grant, narrowing));

const groupOf = (permission: Grantable): readonly Grantable[] =>
  Object.values(permissionGroups).find((group) => (group as readonly Grantable[]).includes(permission)) ?? [];

const granted = (permission: Grantable, { connector, integration_id }: Narrowing): Grant => ({
  permission,
  ...(connector === undefined ? {} : { connector }),
  ...(integration_id === undefined ? {} : { integration_id }),
});

/**
 * Grants with one switched on or off. To do something with what one cannot see is of no use: switching on brings the
 * right to see along where the role can be granted it, and switching that one off takes the others of its group.
 */
export function toggled(
  grants: readonly Grant[],
  permission: Grantable,
  on: boolean,
  { narrowing = {}, offered }: { readonly narrowing?: Narrowing; readonly offered: readonly Grantable[] },
): Grant[] {
  const group = groupOf(permission);
  const [see] = group;
  if (!on) {
    const gone = permission === see ? group : [permission];
    return grants.filter((grant) => !(gone.includes(grant.permission) && isWithin(grant, narrowing)));
  }
  const wanted = [see, permission].filter((each) => each !== undefined && offered.includes(each));
  const added = [...new Set(wanted)].filter((each) => !has(grants, each as Grantable, narrowing));
  return [...grants, ...added.map((each) => granted(each as Grantable, narrowing))];
}

/** All rights on integrations of a narrowing, or none of them. */
export function toggledAll(grants: readonly Grant[], on: boolean, narrowing: Narrowing): Grant[] {
  const group: readonly Grantable[] = permissionGroups.integrations;
  const others = grants.filter((grant) => !(group.includes(grant.permission) && isWithin(grant, narrowing)));
  return on ? [...others, ...group.map((permission) => granted(permission, narrowing))] : others;
}

/** The groups in which somebody has a right at all, with how many of each. */
export function grantedGroups(
  grants: readonly Grant[],
): { readonly group: PermissionGroup; readonly count: number; readonly most: number }[] {
  return groupNames.flatMap((group) => {
    const most = permissionGroups[group].length;
    const count = permissionGroups[group].filter((each) =>
      grants.some(({ permission }) => permission === each),
    ).length;
    return count === 0 ? [] : [{ group, count, most }];
  });
}

/** Rights under another role: grants that it cannot have fall away, and an owner is never limited. */
export function withRole(rights: MemberRights, role: MemberRights['role']): MemberRights {
  return {
    role,
    permissions: rights.permissions.filter(({ permission }) => roleGrants[role].includes(permission)),
    customer_ids: role === 'OWNER' ? null : rights.customer_ids,
  };
}

const keyOf = ({ permission, connector = '', integration_id = '' }: Grant): string =>
  `${permission} ${connector} ${integration_id}`;

/** What saving would change. */
export interface RightsDifference {
  readonly role: boolean;
  readonly gains: readonly Grant[];
  readonly loses: readonly Grant[];
  readonly customers: boolean;
}

export function difference(before: MemberRights, after: MemberRights): RightsDifference {
  const old = new Set(before.permissions.map(keyOf));
  const next = new Set(after.permissions.map(keyOf));
  const sorted = (ids: readonly string[] | null) => (ids === null ? 'all' : [...ids].sort().join());
  return {
    role: before.role !== after.role,
    gains: after.permissions.filter((grant) => !old.has(keyOf(grant))),
    loses: before.permissions.filter((grant) => !next.has(keyOf(grant))),
    customers: sorted(before.customer_ids) !== sorted(after.customer_ids),
  };
}

export const isSame = ({ role, gains, loses, customers }: RightsDifference): boolean =>
  !role && !customers && gains.length === 0 && loses.length === 0;
