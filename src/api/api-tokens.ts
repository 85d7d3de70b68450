import { z } from 'zod';
import { createApiToken, deleteApiToken, getApiToken, listApiTokens } from '../access/api-tokens.ts';
import { scopes } from '../access/permissions.ts';
import { parseBlock } from '../kernel/addresses.ts';
import { CairnError, invalid } from '../kernel/errors.ts';
import { operation } from './operation.ts';
import { name, page, time, uuid } from './shapes.ts';

const apiToken = z.object({
  id: uuid,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  created_at: time,
  created_by: z.object({ id: uuid, name: z.string() }),
  expires_at: time.nullable(),
  last_used_at: time.nullable(),
  last_used_address: z.string().nullable(),
  allowed_addresses: z.array(z.string()).nullable(),
});

const path = '/organizations/{organization_id}/api-tokens';

export const apiTokens = [
  operation({
    id: 'api_tokens.list',
    method: 'GET',
    path,
    summary: 'List the API tokens. Expired ones stay for 30 days.',
    access: 'api_tokens:manage',
    audit: { none: 'Reads names and prefixes, never a token.' },
    output: page(apiToken),
    async handle({ services, organizationId }) {
      return { items: await listApiTokens(services.database, organizationId), next_cursor: null };
    },
  }),

  operation({
    id: 'api_tokens.create',
    method: 'POST',
    path,
    summary: 'Make an API token. The token is in this answer and never shown again.',
    access: 'api_tokens:manage',
    reauthenticate: true,
    audit: 'api_token.generated',
    idempotent: true,
    body: z.strictObject({
      name,
      scopes: z.array(z.enum(scopes)).min(1, 'must name at least one scope'),
      expires_at: z.iso.datetime({ offset: true }).nullish(),
      allowed_addresses: z
        .array(
          z
            .string()
            .trim()
            .max(50)
            .refine(
              (text) => parseBlock(text) !== null,
              'must be an address or a range such as 192.0.2.0/24',
            ),
        )
        .max(100)
        .nullish()
        .meta({
          description: 'Addresses and CIDR ranges that it may be used from; absent or empty: everywhere.',
        }),
    }),
    output: apiToken.extend({ token: z.string() }),
    status: 201,
    async handle({ organizationId, principal, now, change }, { body }) {
      if (principal?.kind !== 'user')
        throw new CairnError('auth.forbidden', 'API tokens are made by people: api_tokens:manage');
      const expiresAt = body.expires_at ? new Date(body.expires_at) : null;
      if (expiresAt !== null && expiresAt <= now) throw invalid('expires_at', 'must lie in the future');
      const validity = expiresAt === null ? 'unlimited' : `${now.toISOString()} - ${expiresAt.toISOString()}`;
      return change(async (tx, record) => {
        const token = await createApiToken(tx, {
          organizationId,
          name: body.name,
          scopes: [...new Set(body.scopes)],
          expiresAt,
          allowedAddresses: body.allowed_addresses?.length ? body.allowed_addresses : null,
          createdBy: { id: principal.user.id, name: principal.user.name },
          nowMs: now.getTime(),
        });
        record({
          resources: [{ type: 'api_token', id: token.id, name: token.name }],
          complement: { id: token.id, scope: token.scopes.join(' '), validity_period: validity },
        });
        return token;
      });
    },
  }),

  operation({
    id: 'api_tokens.get',
    method: 'GET',
    path: `${path}/{api_token_id}`,
    summary: 'Read one API token.',
    access: 'api_tokens:manage',
    audit: { none: 'Reads name and prefix, never the token.' },
    output: apiToken,
    handle: ({ services, organizationId }, { params }) =>
      getApiToken(services.database, organizationId, params.api_token_id),
  }),

  operation({
    id: 'api_tokens.delete',
    method: 'DELETE',
    path: `${path}/{api_token_id}`,
    summary: 'Delete an API token; it is refused at once.',
    access: 'api_tokens:manage',
    audit: 'api_token.deleted',
    status: 204,
    async handle({ services, organizationId, change }, { params }) {
      await change(async (tx, record) => {
        const token = await getApiToken(tx, organizationId, params.api_token_id);
        await deleteApiToken(tx, organizationId, token.id);
        record({
          resources: [{ type: 'api_token', id: token.id, name: token.name }],
          complement: { id: token.id },
        });
      });
      await services.principals.changed();
      return undefined;
    },
  }),
];
