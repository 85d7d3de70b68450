import { account } from './account.ts';
import { apiTokens } from './api-tokens.ts';
import { authorizations } from './authorizations.ts';
import { customers } from './customers.ts';
import { deliveries } from './deliveries.ts';
import { destinations } from './destinations.ts';
import { digests } from './digests.ts';
import { eventCounts } from './event-counts.ts';
import { eventSearch } from './event-search.ts';
import { eventTail } from './event-tail.ts';
import { eventWrites } from './events.ts';
import { exports } from './exports.ts';
import { invitations } from './invitations.ts';
import { members } from './members.ts';
import { notificationSettings } from './notification-settings.ts';
import { oauthClientState } from './oauth-client-state.ts';
import { oauthClients } from './oauth-clients.ts';
import type { AnyOperation } from './operation.ts';
import { organizations } from './organizations.ts';
import { overview } from './overview.ts';
import { passkeys } from './passkeys.ts';
import { permittedUsers } from './permitted-users.ts';
import { providerSignIn } from './provider-sign-in.ts';
import { reauthentication } from './reauthentication.ts';
import { retentions } from './retention.ts';
import { savedViews } from './saved-views.ts';
import { sessions } from './session.ts';
import { setup } from './setup.ts';
import { slackSettings } from './slack.ts';
import { trailDrafts } from './trail-drafts.ts';
import { trails } from './trails.ts';
import { twoFactor } from './two-factor.ts';
import { usage } from './usage.ts';

/** Every operation of the HTTP interface, in the order of the documents. */
export const operations: readonly AnyOperation[] = [
  ...sessions,
  ...reauthentication,
  ...passkeys,
  ...providerSignIn,
  ...account,
  ...twoFactor,
  ...setup,
  ...organizations,
  ...members,
  ...invitations,
  ...customers,
  ...apiTokens,
  ...oauthClients,
  ...oauthClientState,
  ...permittedUsers,
  ...authorizations,
  ...slackSettings,
  ...notificationSettings,
  ...retentions,
  overview,
  usage,
  ...eventSearch,
  ...eventCounts,
  eventTail,
  ...eventWrites,
  ...exports,
  ...savedViews,
  ...destinations,
  ...trails,
  trailDrafts,
  ...deliveries,
  ...digests,
];
