import { z } from 'zod';
import {
  changeMember,
  getMember,
  listMembers,
  type Member,
  removeMember,
  transferOwnership,
} from '../access/members.ts';
import { findMember } from '../access/organizations.ts';
import { permissions, roles } from '../access/permissions.ts';
import type { Grant } from '../access/rights.ts';
import { CairnError } from '../kernel/errors.ts';
import { operation } from './operation.ts';
import { page, time, uuid } from './shapes.ts';

const path = '/organizations/{organization_id}/members';

/** What a member may beyond the role; ids narrow a right on integrations. */
export const grants = z
  .array(
    z.strictObject({
      permission: z.enum(permissions),
      integration_id: uuid.optional(),
      connector: z.string().min(1).max(100).optional(),
    }),
  )
  .max(200);

export const role = z.enum(roles);

export const rights = { role, permissions: grants, customer_ids: z.array(uuid).nullable() };

const member = z
  .object({
    id: uuid,
    user: z.object({ id: uuid, name: z.string(), email: z.string() }),
    ...rights,
    suspended_at: time.nullable(),
    created_at: time,
    last_seen_at: time.nullable(),
  })
  .meta({ id: 'Member' });

const entry = ({ id, user, role: held }: Member, more: Record<string, string> = {}) => ({
  resources: [{ type: 'member', id, name: user.name }],
  complement: { name: user.name, email: user.email, role: held, ...more },
});

/** Names of what differs. */
function changed(before: Member, after: Member): string {
  const names = ['role', 'permissions', 'customer_ids', 'suspended_at'] as const;
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => (name === 'suspended_at' ? 'suspended' : name))
    .join(', ');
}

/** `integrations:view`, or `integrations:view of okta` where it is narrowed. */
const grantText = ({ permission, integration_id, connector }: Grant): string => {
  const of = integration_id ?? connector;
  return of === undefined ? permission : `${permission} of ${of}`;
};

const detailsOf = ({ role: held, permissions: granted, customer_ids, suspended_at }: Member) => ({
  role: held,
  permissions: granted.map(grantText),
  customer_ids: customer_ids === null ? null : [...customer_ids],
  suspended: suspended_at !== null,
});

export const members = [
  operation({
    id: 'members.list',
    method: 'GET',
    path,
    summary: 'List the members with their roles and rights.',
    access: 'members:view',
    audit: { none: 'Reads names, addresses and rights of the organization’s own members.' },
    output: page(member),
    handle: async ({ services, organizationId }) => ({
      items: await listMembers(services.database, organizationId),
      next_cursor: null,
    }),
  }),

  operation({
    id: 'members.get',
    method: 'GET',
    path: `${path}/{member_id}`,
    summary: 'Read one member.',
    access: 'members:view',
    audit: { none: 'Reads name, address and rights of a member.' },
    output: member,
    handle: ({ services, organizationId }, { params }) =>
      getMember(services.database, organizationId, params.member_id),
  }),

  operation({
    id: 'members.update',
    method: 'PATCH',
    path: `${path}/{member_id}`,
    summary: 'Change role, rights, customers or suspension of a member; it acts at once.',
    access: 'members:manage',
    audit: 'member.updated',
    body: z.strictObject({
      role: role.optional(),
      permissions: grants.optional(),
      customer_ids: rights.customer_ids.optional(),
      suspended: z.boolean().optional(),
    }),
    output: member,
    errors: ['member.last_owner'],
    async handle({ services, organizationId, change }, { params, body }) {
      const updated = await change(async (tx, record) => {
        const { before, after } = await changeMember(tx, organizationId, params.member_id, body);
        record({
          ...entry(after, { changed_fields: changed(before, after) }),
          details: { before: detailsOf(before), after: detailsOf(after) },
        });
        return after;
      });
      await services.principals.changed();
      return updated;
    },
  }),

  operation({
    id: 'members.remove',
    method: 'DELETE',
    path: `${path}/{member_id}`,
    summary: 'Remove a member, or leave the organization oneself; sessions, tokens and grants end at once.',
    access: 'organization:view',
    audit: 'member.removed',
    status: 204,
    errors: ['member.last_owner'],
    async handle({ services, organizationId, principal, rights: own, change }, { params }) {
      const self =
        principal?.kind === 'user'
          ? await findMember(services.database, organizationId, principal.user.id)
          : null;
      if (!own.has('members:manage') && self?.id !== params.member_id)
        throw new CairnError('auth.forbidden', 'The permission members:manage is missing.');
      await change(async (tx, record) => {
        const removed = await removeMember(tx, organizationId, params.member_id);
        record(entry(removed, removed.id === self?.id ? { by: 'himself' } : {}));
      });
      await services.principals.changed();
      return undefined;
    },
  }),

  operation({
    id: 'ownership.transfer',
    method: 'POST',
    path: '/organizations/{organization_id}/ownership',
    summary: 'Hand your ownership to another member; you keep the rights that a member can have.',
    access: 'members:manage',
    audit: 'ownership.transferred',
    body: z.strictObject({ member_id: uuid }),
    output: member,
    async handle({ services, organizationId, principal, change }, { body }) {
      const self =
        principal?.kind === 'user'
          ? await findMember(services.database, organizationId, principal.user.id)
          : null;
      if (self?.role !== 'OWNER')
        throw new CairnError('auth.forbidden', 'Ownership is handed over by an owner in person.');
      const owner = await change(async (tx, record) => {
        const done = await transferOwnership(tx, organizationId, { from: self.id, to: body.member_id });
        record({
          resources: [
            { type: 'member', id: done.owner.id, name: done.owner.user.name },
            { type: 'member', id: done.former.id, name: done.former.user.name },
          ],
          complement: { from: done.former.user.email, to: done.owner.user.email },
        });
        return done.owner;
      });
      await services.principals.changed();
      return owner;
    },
  }),
];
