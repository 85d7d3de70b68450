import type { Context } from '../event/event.ts';
import type { Recorded } from '../ingest/record.ts';
import type { EndedGrant } from './authorizations.ts';

/** The end of a consent by the protocol, told by the application. */
export const recordRevoked = (grant: EndedGrant, reason: string, context?: Context): Recorded => ({
  organizationId: grant.organizationId,
  action: 'oauth_grant.revoked',
  actor: {
    type: 'oauth_client',
    id: grant.clientId,
    name: grant.clientName,
    details: { user_id: grant.userId, user_name: grant.userName },
  },
  resources: [
    { type: 'oauth_client', id: grant.clientId, name: grant.clientName },
    { type: 'user', id: grant.userId, name: grant.userName },
  ],
  complement: { client_name: grant.clientName, id: grant.clientId },
  details: { reason, user_id: grant.userId },
  ...(context === undefined ? {} : { context }),
});
