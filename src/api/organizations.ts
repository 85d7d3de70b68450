import { z } from 'zod';
import {
  createOrganization,
  deleteOrganization,
  findMember,
  getOrganization,
  listOrganizations,
  renameOrganization,
} from '../access/organizations.ts';
import { CairnError } from '../kernel/errors.ts';
import type { OperationContext } from './context.ts';
import { operation } from './operation.ts';
import { name, page, time, uuid } from './shapes.ts';

const membership = z.object({ id: uuid, name: z.string(), role: z.string(), created_at: time });
const organization = z.object({
  id: uuid,
  name: z.string(),
  created_at: time,
  role: z.string().nullable(),
  member_id: uuid.nullable().meta({ description: 'Your own membership; null for an API token.' }),
  permissions: z.array(z.string()),
});

async function describe({ services, organizationId, principal, rights }: OperationContext) {
  const found = await getOrganization(services.database, organizationId);
  const own =
    principal?.kind === 'user'
      ? await findMember(services.database, organizationId, principal.user.id)
      : null;
  return {
    ...found,
    role: own?.role ?? null,
    member_id: own?.id ?? null,
    permissions: [...rights.permissions].sort(),
  };
}

export const organizations = [
  operation({
    id: 'organizations.list',
    method: 'GET',
    path: '/organizations',
    summary: 'List the organizations that you belong to.',
    access: 'signed_in',
    audit: { none: 'Reads only what the caller belongs to.' },
    output: page(membership),
    async handle({ services, principal }) {
      if (principal?.kind === 'user')
        return { items: await listOrganizations(services.database, principal.user.id), next_cursor: null };
      if (principal === null) throw new CairnError('auth.required');
      const [organizationId, { role }] =
        principal.kind === 'api_token'
          ? [principal.token.organizationId, principal.token.creator.rights]
          : [principal.holder.organizationId, principal.holder.user.rights];
      return {
        items: [{ ...(await getOrganization(services.database, organizationId)), role }],
        next_cursor: null,
      };
    },
  }),

  operation({
    id: 'organizations.create',
    method: 'POST',
    path: '/organizations',
    summary: 'Make an organization; you become its owner.',
    access: 'signed_in',
    audit: 'organization.created',
    idempotent: true,
    body: z.strictObject({ name }),
    output: membership,
    status: 201,
    async handle({ principal, now, change }, { body }) {
      if (principal?.kind !== 'user')
        throw new CairnError('auth.forbidden', 'Organizations are made by people.');
      return change(async (tx, record) => {
        const owner = { ownerId: principal.user.id, nowMs: now.getTime() };
        const made = await createOrganization(tx, { name: body.name, ...owner });
        record({ resources: [{ type: 'organization', id: made.id, name: made.name }] }, made.id);
        return made;
      });
    },
  }),

  operation({
    id: 'organizations.get',
    method: 'GET',
    path: '/organizations/{organization_id}',
    summary: 'Read an organization, and what you may do in it.',
    access: 'organization:view',
    audit: { none: 'Reads the name of an organization that the caller belongs to.' },
    output: organization,
    handle: (context) => describe(context),
  }),

  operation({
    id: 'organizations.update',
    method: 'PATCH',
    path: '/organizations/{organization_id}',
    summary: 'Rename an organization.',
    access: 'organization:manage',
    audit: 'organization.updated',
    body: z.strictObject({ name }),
    output: organization,
    async handle(context, { body }) {
      const { organizationId, change } = context;
      await change(async (tx, record) => {
        const before = await getOrganization(tx, organizationId);
        await renameOrganization(tx, organizationId, body.name);
        record({
          resources: [{ type: 'organization', id: organizationId, name: body.name }],
          details: { before: { name: before.name }, after: { name: body.name } },
        });
      });
      return describe(context);
    },
  }),

  operation({
    id: 'organizations.delete',
    method: 'DELETE',
    path: '/organizations/{organization_id}',
    summary: 'Delete an organization; its name must be typed.',
    access: 'organization:manage',
    audit: 'organization.deleted',
    body: z.strictObject({ confirm: z.string() }),
    status: 204,
    errors: ['confirmation.mismatch'],
    async handle({ services, organizationId, change }, { body }) {
      await change(async (tx, record) => {
        await deleteOrganization(tx, organizationId, body.confirm);
        record({ resources: [{ type: 'organization', id: organizationId, name: body.confirm }] });
      });
      await services.principals.changed();
      return undefined;
    },
  }),
];
