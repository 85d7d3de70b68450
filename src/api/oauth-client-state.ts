import { z } from 'zod';
import { CairnError } from '../kernel/errors.ts';
import { getClient, type OAuthClient, switchClient } from '../oauth/clients.ts';
import { endFormerSecret, rotateSecret } from '../oauth/secrets.ts';
import { oauthClient } from './oauth-shapes.ts';
import { operation } from './operation.ts';
import { noBody } from './shapes.ts';

const path = '/organizations/{organization_id}/oauth-clients/{client_id}';

const day = 24 * 60 * 60;

const resourcesOf = ({ id, name }: OAuthClient) => [{ type: 'oauth_client', id, name }];

/** Enabling and disabling are recorded as the catalogue has it: the client is an integration there. */
const switching = (enabled: boolean) =>
  operation({
    id: enabled ? 'oauth_clients.enable' : 'oauth_clients.disable',
    method: 'POST',
    path: `${path}/${enabled ? 'enable' : 'disable'}`,
    summary: enabled
      ? 'Let a client work again, with the consents that it had.'
      : 'Refuse everything of a client at once; its consents wait.',
    access: 'oauth_clients:manage',
    audit: enabled ? 'integration.enabled' : 'integration.disabled',
    body: noBody,
    output: oauthClient,
    async handle({ services, organizationId, change }, { params }) {
      const client = await change(async (tx, record) => {
        const before = await getClient(tx, organizationId, params.client_id);
        if (!(await switchClient(tx, organizationId, before.id, enabled))) return before;
        record({
          resources: resourcesOf(before),
          complement: { client_name: before.name, id: before.id },
        });
        return { ...before, enabled };
      });
      await services.principals.changed();
      return client;
    },
  });

export const oauthClientState = [
  switching(true),
  switching(false),

  operation({
    id: 'oauth_clients.rotate_secret',
    method: 'POST',
    path: `${path}/rotate-secret`,
    summary:
      'Make a new secret, shown once. The present one stays valid for the overlap, 24 hours unless told.',
    access: 'oauth_clients:manage',
    reauthenticate: true,
    audit: 'oauth_client.secret_rotated',
    idempotent: true,
    body: z.union([
      noBody,
      z.strictObject({
        overlap_seconds: z
          .number()
          .int()
          .min(0)
          .max(30 * day)
          .default(day),
      }),
    ]),
    output: oauthClient.extend({ client_secret: z.string() }),
    async handle({ organizationId, now, change }, { params, body }) {
      const given = (body ?? {}) as { overlap_seconds?: number };
      const overlapSeconds = given.overlap_seconds ?? day;
      return change(async (tx, record) => {
        const { id } = await getClient(tx, organizationId, params.client_id);
        const owner = { organizationId, clientId: id, nowMs: now.getTime() };
        const { secret } = await rotateSecret(tx, { ...owner, overlapSeconds });
        const client = await getClient(tx, organizationId, id);
        record({
          resources: resourcesOf(client),
          complement: { client_name: client.name, client_id: id },
          details: { overlap_seconds: overlapSeconds },
        });
        return { ...client, client_secret: secret };
      });
    },
  }),

  operation({
    id: 'oauth_clients.end_former_secret',
    method: 'DELETE',
    path: `${path}/former-secret`,
    summary: 'End the secret that a rotation left valid, at once.',
    access: 'oauth_clients:manage',
    audit: 'oauth_client.secret_rotated',
    status: 204,
    async handle({ organizationId, change }, { params }) {
      await change(async (tx, record) => {
        const client = await getClient(tx, organizationId, params.client_id);
        if (!(await endFormerSecret(tx, organizationId, client.id)))
          throw new CairnError('resource.not_found', 'There is no former secret.');
        record({
          resources: resourcesOf(client),
          complement: { client_name: client.name, client_id: client.id },
          details: { former_secret: 'ended' },
        });
      });
      return undefined;
    },
  }),
];
