import type { Role } from './organizations.ts';

/** Rights on integrations: for all, for those of one connector, or for one. */
export const integrationPermissions = [
  'integrations:view',
  'integrations:configure',
  'integrations:test',
  'integrations:enable',
  'integrations:connect',
  'integrations:disconnect',
  'integrations:refresh_tokens',
  'integrations:mirror',
] as const;

/** Rights that can be granted, in the groups in which they are shown; the first of a group is the one to see. */
export const permissionGroups = {
  integrations: integrationPermissions,
  events: ['events:view', 'events:export'],
  trails: ['trails:view', 'trails:manage'],
  cases: ['cases:view', 'cases:manage'],
  customers: ['customers:view', 'customers:manage'],
} as const;

export type PermissionGroup = keyof typeof permissionGroups;
export type Grantable = (typeof permissionGroups)[PermissionGroup][number];

export const groupNames = Object.keys(permissionGroups) as PermissionGroup[];
export const grantable: readonly Grantable[] = Object.values(permissionGroups).flat();

/** What a role can be granted beyond what it may by itself; the server refuses the rest. */
export const roleGrants: Readonly<Record<Role, readonly Grantable[]>> = {
  OWNER: [],
  MEMBER: grantable,
  READER: ['events:export'],
  BILLING: [],
};

/** A right that was granted; a connector or an integration narrows one on integrations. */
export interface Grant {
  readonly permission: Grantable;
  readonly connector?: string | undefined;
  readonly integration_id?: string | undefined;
}

/** A role, what was granted beyond it, and the customers it is limited to (null: no limit). */
export interface MemberRights {
  readonly role: Role;
  readonly permissions: readonly Grant[];
  readonly customer_ids: readonly string[] | null;
}
