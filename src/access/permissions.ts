/** Who may do what. The one table: the server asks it for every operation, and the portal shows what it says. */

export const roles = ['OWNER', 'MEMBER', 'READER', 'BILLING'] as const;
export type Role = (typeof roles)[number];

/** Rights on integrations, each granted by itself: for all, for those of one connector, or for one integration. */
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

/** Rights that a MEMBER has where they were granted. */
export const grantablePermissions = [
  ...integrationPermissions,
  'events:view',
  'events:export',
  'trails:view',
  'trails:manage',
  'cases:view',
  'cases:manage',
  'customers:view',
  'customers:manage',
] as const;

export const permissions = [
  'organization:view',
  'organization:manage',
  'members:view',
  'members:manage',
  'api_tokens:manage',
  'oauth_clients:manage',
  'permitted_users:manage',
  'slack:manage',
  'notifications:manage',
  'retention:manage',
  'events:write',
  ...grantablePermissions,
  'usage:view',
] as const;
export type Permission = (typeof permissions)[number];

/** What a role may by itself. A MEMBER's further rights are granted one by one. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  OWNER: permissions,
  MEMBER: ['organization:view'],
  READER: [
    'organization:view',
    'integrations:view',
    'events:view',
    'trails:view',
    'cases:view',
    'customers:view',
  ],
  BILLING: ['organization:view', 'usage:view'],
};

/** What may be granted beyond the role. */
export const roleGrants: Readonly<Record<Role, readonly Permission[]>> = {
  OWNER: [],
  MEMBER: grantablePermissions,
  READER: ['events:export'],
  BILLING: [],
};

/** What is left of a membership that is limited to some customers: things that belong to a customer. */
export const customerPermissions: ReadonlySet<Permission> = new Set([
  'organization:view',
  ...integrationPermissions,
  'events:view',
  'events:export',
  'cases:view',
  'cases:manage',
  'customers:view',
]);

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

/** What a scope of an API token or an OAuth client opens, within the rights of the person behind it. */
export const scopePermissions: Readonly<Record<Scope, readonly Permission[]>> = {
  'events:write': ['events:write'],
  'events:read': ['events:view', 'events:export', 'organization:view'],
  'integrations:read': ['integrations:view', 'customers:view', 'organization:view'],
  'integrations:write': [
    ...integrationPermissions,
    'customers:view',
    'customers:manage',
    'organization:view',
  ],
  'cases:read': ['cases:view', 'organization:view'],
  'cases:write': ['cases:view', 'cases:manage', 'organization:view'],
  'trails:read': ['trails:view', 'organization:view'],
  'trails:write': ['trails:view', 'trails:manage', 'organization:view'],
  'members:read': ['members:view', 'organization:view'],
  admin: permissions,
};
