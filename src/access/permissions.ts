/** Who may do what. The one table: the server asks it for every operation, and the portal shows what it says. */

export const roles = ['OWNER', 'MEMBER', 'READER', 'BILLING'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'organization:view',
  'organization:manage',
  'api_tokens:manage',
  'events:write',
  'events:view',
  'events:export',
  'trails:view',
  'trails:manage',
  'usage:view',
] as const;
export type Permission = (typeof permissions)[number];

/** What a role may by itself. A MEMBER's further rights are granted one by one. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  OWNER: permissions,
  MEMBER: ['organization:view'],
  READER: ['organization:view', 'events:view', 'trails:view'],
  BILLING: ['organization:view', 'usage:view'],
};

export const scopes = [
  'events:write',
  'events:read',
  'integrations:read',
  'integrations:write',
  'cases:read',
  'cases:write',
  'trails:read',
  'trails:write',
  'members:read',
  'admin',
] as const;
export type Scope = (typeof scopes)[number];

/** What a scope of an API token opens, within the rights of the person who made it. */
export const scopePermissions: Readonly<Record<Scope, readonly Permission[]>> = {
  'events:write': ['events:write'],
  'events:read': ['events:view', 'events:export', 'organization:view'],
  'integrations:read': ['organization:view'],
  'integrations:write': ['organization:view'],
  'cases:read': ['organization:view'],
  'cases:write': ['organization:view'],
  'trails:read': ['trails:view', 'organization:view'],
  'trails:write': ['trails:view', 'trails:manage', 'organization:view'],
  'members:read': ['organization:view'],
  admin: permissions,
};

/** A right granted to a MEMBER; ids narrow it to one integration or one connector. */
export interface Grant {
  readonly permission: string;
  readonly integration_id?: string;
  readonly connector?: string;
}

/** All that a member may, by role and grants. */
export function memberPermissions(role: Role, grants: readonly Grant[]): ReadonlySet<Permission> {
  const granted = new Set<Permission>(rolePermissions[role]);
  if (role !== 'MEMBER' && role !== 'READER') return granted;
  for (const { permission } of grants) {
    if ((permissions as readonly string[]).includes(permission)) granted.add(permission as Permission);
  }
  return granted;
}

/** What a token may: its scopes, and never more than its creator may now. */
export function tokenPermissions(
  tokenScopes: readonly Scope[],
  creator: ReadonlySet<Permission>,
): ReadonlySet<Permission> {
  const opened = new Set(tokenScopes.flatMap((scope) => scopePermissions[scope] ?? []));
  return new Set([...opened].filter((permission) => creator.has(permission)));
}
