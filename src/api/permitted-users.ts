import { z } from 'zod';
import { type PermittedUsers, readPermittedUsers, writePermittedUsers } from '../access/permitted-users.ts';
import { endUnpermitted } from '../oauth/authorizations.ts';
import { getClient } from '../oauth/clients.ts';
import { operation } from './operation.ts';
import { uuid } from './shapes.ts';

const path = '/organizations/{organization_id}/permitted-users/{target}';

const output = z.object({
  target: z.object({ id: uuid, type: z.literal('oauth_client'), name: z.string() }),
  everyone: z.boolean(),
  member_ids: z.array(uuid),
  members: z.array(
    z.object({
      id: uuid,
      role: z.string(),
      user: z.object({ id: uuid, name: z.string(), email: z.string() }),
    }),
  ),
});

const view = (client: { id: string; name: string }, { everyone, members }: PermittedUsers) => ({
  target: { id: client.id, type: 'oauth_client' as const, name: client.name },
  everyone,
  member_ids: members.map(({ id }) => id),
  members,
});

/** Who is in `one` and not in `other`; everybody has a name of his own. */
function difference(one: PermittedUsers, other: PermittedUsers): string[] {
  if (one.everyone) return other.everyone ? [] : ['everyone'];
  const known = new Set(other.members.map(({ id }) => id));
  return one.members.filter(({ id }) => !known.has(id)).map(({ user }) => user.email);
}

export const permittedUsers = [
  operation({
    id: 'permitted_users.get',
    method: 'GET',
    path,
    summary: 'Who may use an OAuth client.',
    access: 'permitted_users:manage',
    audit: { none: 'Reads names of the organization’s own members.' },
    output,
    async handle({ services, organizationId }, { params }) {
      const client = await getClient(services.database, organizationId, params.target);
      return view(client, await readPermittedUsers(services.database, organizationId, client.id));
    },
  }),

  operation({
    id: 'permitted_users.update',
    method: 'PUT',
    path,
    summary: 'Permit everyone, or exactly these members. What others had let in ends at once.',
    access: 'permitted_users:manage',
    audit: 'permitted_users.updated',
    body: z.union(
      [
        z.strictObject({ everyone: z.literal(true) }),
        z.strictObject({ member_ids: z.array(uuid).max(10_000) }),
      ],
      { error: 'must hold everyone: true, or member_ids' },
    ),
    output,
    async handle({ services, organizationId, change }, { params, body }) {
      const answer = await change(async (tx, record) => {
        const client = await getClient(tx, organizationId, params.target);
        const { before, after } = await writePermittedUsers(tx, organizationId, client.id, body);
        const ended = await endUnpermitted(tx, organizationId, client.id);
        record({
          resources: [{ type: 'oauth_client', id: client.id, name: client.name }],
          complement: {
            client_name: client.name,
            id: client.id,
            granted_users: difference(after, before),
            revoked_users: difference(before, after),
          },
          details: { ended_authorizations: ended.length },
        });
        return view(client, after);
      });
      await services.principals.changed();
      return answer;
    },
  }),
];
