import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import { listClientAuthorizations } from '../oauth/authorizations.ts';
import {
  addClient,
  changeClient,
  deleteClient,
  getClient,
  listClients,
  type OAuthClient,
} from '../oauth/clients.ts';
import { readLogo } from '../oauth/logo.ts';
import { authorization, clientFields, oauthClient } from './oauth-shapes.ts';
import { operation } from './operation.ts';
import { noBody, page } from './shapes.ts';

const path = '/organizations/{organization_id}/oauth-clients';

const logoOf = (text: string | null | undefined) => (text == null ? null : readLogo(text));

const entryOf = ({ id, name }: OAuthClient, more: Record<string, string> = {}) => ({
  resources: [{ type: 'oauth_client', id, name }],
  complement: { client_name: name, client_id: id, ...more },
});

/** The person who acts, himself or through a token. */
function personOf(principal: Principal | null): string {
  if (principal === null) throw new Error('the operation is not public');
  if (principal.kind === 'user') return principal.user.id;
  return principal.kind === 'api_token' ? principal.token.creator.id : principal.holder.user.id;
}

const compared = ['name', 'redirect_uris', 'scopes', 'logo_url'] as const;

/** Names of what differs, as the interface spells them. */
const changedFields = (before: OAuthClient, after: OAuthClient): string[] =>
  compared
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => (field === 'logo_url' ? 'logo' : field));

const shown = ({ name, redirect_uris, scopes, logo_url }: OAuthClient) => ({
  name,
  redirect_uris: [...redirect_uris],
  scopes: [...scopes],
  logo: logo_url !== null,
});

export const oauthClients = [
  operation({
    id: 'oauth_clients.list',
    method: 'GET',
    path,
    summary: 'List the OAuth clients; their secrets are never shown.',
    access: 'oauth_clients:manage',
    audit: { none: 'Reads names and addresses, never a secret.' },
    output: page(oauthClient),
    async handle({ services, organizationId }) {
      return { items: await listClients(services.database, organizationId), next_cursor: null };
    },
  }),

  operation({
    id: 'oauth_clients.create',
    method: 'POST',
    path,
    summary:
      'Register an application. The answer is the only one that holds the secret; nobody is permitted at first.',
    access: 'oauth_clients:manage',
    reauthenticate: true,
    audit: 'oauth_client.added',
    idempotent: true,
    body: z.strictObject(clientFields),
    output: oauthClient.extend({ client_secret: z.string() }),
    status: 201,
    async handle({ organizationId, principal, now, change }, { body }) {
      const logo = logoOf(body.logo);
      return change(async (tx, record) => {
        const who = { createdBy: personOf(principal), nowMs: now.getTime() };
        const client = await addClient(tx, organizationId, { ...body, logo, ...who });
        record({ ...entryOf(client), details: { after: shown(client) } });
        return client;
      });
    },
  }),

  operation({
    id: 'oauth_clients.get',
    method: 'GET',
    path: `${path}/{client_id}`,
    summary: 'Read one OAuth client.',
    access: 'oauth_clients:manage',
    audit: { none: 'Reads names and addresses, never a secret.' },
    output: oauthClient,
    handle: ({ services, organizationId }, { params }) =>
      getClient(services.database, organizationId, params.client_id),
  }),

  operation({
    id: 'oauth_clients.update',
    method: 'PATCH',
    path: `${path}/{client_id}`,
    summary: 'Change name, addresses, scopes or logo. A scope that is taken away is refused at once.',
    access: 'oauth_clients:manage',
    audit: 'oauth_client.updated',
    body: z.strictObject({
      name: clientFields.name.optional(),
      redirect_uris: clientFields.redirect_uris.optional(),
      scopes: clientFields.scopes.optional(),
      logo: clientFields.logo,
    }),
    output: oauthClient,
    async handle({ services, organizationId, change }, { params, body }) {
      const logo = body.logo === undefined ? undefined : logoOf(body.logo);
      const client = await change(async (tx, record) => {
        const { before, after } = await changeClient(tx, organizationId, params.client_id, {
          ...body,
          logo,
        });
        record({
          ...entryOf(after, { changed_fields: changedFields(before, after).join(', ') }),
          details: { before: shown(before), after: shown(after) },
        });
        return after;
      });
      await services.principals.changed();
      return client;
    },
  }),

  operation({
    id: 'oauth_clients.delete',
    method: 'DELETE',
    path: `${path}/{client_id}`,
    summary: 'Delete an OAuth client with everything that it was given; a typed name must match.',
    access: 'oauth_clients:manage',
    audit: 'oauth_client.deleted',
    body: z.union([noBody, z.strictObject({ confirm: z.string() })]),
    status: 204,
    errors: ['confirmation.mismatch'],
    async handle({ services, organizationId, change }, { params, body }) {
      const confirm = body !== null && body !== undefined && 'confirm' in body ? body.confirm : undefined;
      await change(async (tx, record) => {
        record(
          entryOf(await deleteClient(tx, organizationId, params.client_id, confirm as string | undefined)),
        );
      });
      await services.principals.changed();
      return undefined;
    },
  }),

  operation({
    id: 'oauth_clients.authorizations',
    method: 'GET',
    path: `${path}/{client_id}/authorizations`,
    summary: 'List the members who have let this client in.',
    access: 'oauth_clients:manage',
    audit: { none: 'Reads who authorized what, never a token.' },
    output: page(authorization),
    async handle({ services, organizationId }, { params }) {
      const { id } = await getClient(services.database, organizationId, params.client_id);
      return {
        items: await listClientAuthorizations(services.database, organizationId, id),
        next_cursor: null,
      };
    },
  }),
];
