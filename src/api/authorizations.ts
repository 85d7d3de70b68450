import type { Principal } from '../access/principal.ts';
import { CairnError } from '../kernel/errors.ts';
import { endAuthorization, listOwnAuthorizations } from '../oauth/authorizations.ts';
import { authorization } from './oauth-shapes.ts';
import { operation } from './operation.ts';
import { page } from './shapes.ts';

function userOf(principal: Principal | null): Extract<Principal, { kind: 'user' }>['user'] {
  if (principal?.kind !== 'user') throw new CairnError('auth.required', 'A token has no account.');
  return principal.user;
}

export const authorizations = [
  operation({
    id: 'account.authorizations',
    method: 'GET',
    path: '/account/authorizations',
    summary: 'The applications that you have let in.',
    access: 'signed_in',
    audit: { none: 'Reads only what the caller allowed himself.' },
    output: page(authorization),
    async handle({ services, principal }) {
      const { id } = userOf(principal);
      return { items: await listOwnAuthorizations(services.database, id), next_cursor: null };
    },
  }),

  operation({
    id: 'account.revoke_authorization',
    method: 'DELETE',
    path: '/account/authorizations/{client_id}',
    summary: 'Withdraw what you let an application do; its tokens end at once.',
    access: 'signed_in',
    audit: 'oauth_grant.revoked',
    status: 204,
    async handle({ services, principal, change }, { params }) {
      const user = userOf(principal);
      await change(async (tx, record) => {
        const ended = await endAuthorization(tx, user.id, params.client_id);
        const [first] = ended;
        if (first === undefined) throw new CairnError('resource.not_found');
        record(
          {
            resources: [
              { type: 'oauth_client', id: first.clientId, name: first.clientName },
              { type: 'user', id: user.id, name: user.name },
            ],
            complement: { client_name: first.clientName, id: first.clientId },
            details: { reason: 'withdrawn by the member', user_id: user.id },
          },
          first.organizationId,
        );
      });
      await services.principals.changed();
      return undefined;
    },
  }),
];
