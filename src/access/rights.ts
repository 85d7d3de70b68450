import { invalid } from '../kernel/errors.ts';
import {
  customerPermissions,
  integrationPermissions,
  type Permission,
  permissions,
  type Role,
  roleGrants,
  rolePermissions,
  type Scope,
  scopePermissions,
} from './permissions.ts';

/** A right granted to a member; an id narrows it to one integration, or to those of one connector. */
export interface Grant {
  readonly permission: Permission;
  readonly integration_id?: string | undefined;
  readonly connector?: string | undefined;
}

/** What an integration is, as far as rights go. */
export interface IntegrationRef {
  readonly id: string;
  readonly connector: string;
  readonly customerId: string | null;
}

/** A membership, as far as rights go. */
export interface MemberRights {
  readonly role: Role;
  readonly permissions: readonly Grant[];
  /** The customers that the membership is limited to; null: all, and what belongs to no customer. */
  readonly customer_ids: readonly string[] | null;
}

const allows = ({ integration_id, connector }: Grant, of: IntegrationRef): boolean =>
  (integration_id === undefined || integration_id === of.id) &&
  (connector === undefined || connector === of.connector);

/** What somebody may in one organization. */
export class Rights {
  /** What holds for everything, or at least for something. */
  readonly permissions: ReadonlySet<Permission>;
  readonly customerIds: readonly string[] | null;
  readonly #grants: readonly Grant[];

  private constructor(grants: readonly Grant[], customerIds: readonly string[] | null) {
    this.#grants = grants;
    this.customerIds = customerIds;
    this.permissions = new Set(grants.map(({ permission }) => permission));
  }

  static readonly none = new Rights([], null);

  /** Everything that a member may, by role and grants. */
  static ofMember({ role, permissions: granted, customer_ids }: MemberRights): Rights {
    const own = rolePermissions[role].map((permission): Grant => ({ permission }));
    const further = granted.filter(({ permission }) => roleGrants[role].includes(permission));
    const isLimited = customer_ids !== null && role !== 'OWNER';
    const grants = [...own, ...further].filter(
      ({ permission }) => !isLimited || customerPermissions.has(permission),
    );
    return new Rights(grants, isLimited ? customer_ids : null);
  }

  /** The part of these rights that some scopes open. */
  within(scopes: readonly Scope[]): Rights {
    const opened = new Set(scopes.flatMap((scope) => scopePermissions[scope] ?? []));
    return new Rights(
      this.#grants.filter(({ permission }) => opened.has(permission)),
      this.customerIds,
    );
  }

  /** Whether the permission holds, for a right on integrations: for at least one. */
  has(permission: Permission): boolean {
    return this.permissions.has(permission);
  }

  /** Whether a right on integrations holds for this one. */
  hasFor(permission: (typeof integrationPermissions)[number], integration: IntegrationRef): boolean {
    return (
      this.hasCustomer(integration.customerId) &&
      this.#grants.some((grant) => grant.permission === permission && allows(grant, integration))
    );
  }

  /** Whether what belongs to this customer (null: to the organization itself) may be seen at all. */
  hasCustomer(customerId: string | null): boolean {
    return this.customerIds === null || (customerId !== null && this.customerIds.includes(customerId));
  }
}

/**
 * Checks grants that somebody wants to give to a member of a role.
 * @throws CairnError `request.invalid` that names the first fault
 */
export function checkGrants(role: Role, grants: readonly Grant[]): void {
  for (const [index, { permission, integration_id, connector }] of grants.entries()) {
    const path = `permissions[${index}]`;
    if (!roleGrants[role].includes(permission)) {
      const known = permissions.includes(permission);
      throw invalid(`${path}.permission`, known ? `cannot be granted to a ${role}` : 'is not a permission');
    }
    if (integration_id === undefined && connector === undefined) continue;
    if (!(integrationPermissions as readonly string[]).includes(permission))
      throw invalid(path, 'only rights on integrations can be narrowed to an integration or a connector');
    if (integration_id !== undefined && connector !== undefined)
      throw invalid(path, 'names an integration or a connector, not both');
  }
}
