import { beginConsent, takeConsent } from '../access/consents.ts';
import type { Level } from '../event/event.ts';
import { CairnError } from '../kernel/errors.ts';
import { isFailure } from '../kernel/http.ts';
import type { OperationContext } from './context.ts';

/** A Slack app of the operator's (https://docs.slack.dev/authentication/installing-with-oauth). */
export interface SlackApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people consent: `https://slack.com` unless the operator has set another. */
  readonly authUrl: string;
}

/** The one right that is asked for: to post where the person says. */
const scope = 'incoming-webhook';

const purpose = 'slack';

const callback = ({ services }: OperationContext): string => `${services.publicUrl()}/api/v1/slack/callback`;

function appOf({ services }: OperationContext): SlackApp {
  if (services.slackApp === undefined)
    throw new CairnError(
      'resource.conflict',
      'No Slack app is set up on this Cairn: give a webhook address.',
    );
  return services.slackApp;
}

/** The session of the person who asks. An API token has no browser to send anywhere. */
function sessionOf({ principal }: OperationContext): string {
  if (principal?.kind !== 'user')
    throw new CairnError('auth.forbidden', 'Slack is connected by people, in a browser.');
  return principal.session.id;
}

/** What the person chose before he left for Slack. */
interface Chosen {
  readonly levels?: readonly Level[] | undefined;
  readonly q?: string | undefined;
  readonly quiet_minutes?: number | undefined;
}

/** Where to send the person; what he chose waits for his return. */
export async function beginSlackConsent(context: OperationContext, asked: Chosen): Promise<string> {
  const app = appOf(context);
  const state = await beginConsent(context.services.database, {
    organizationId: context.organizationId,
    sessionId: sessionOf(context),
    purpose,
    data: { levels: asked.levels, q: asked.q, quiet_minutes: asked.quiet_minutes },
  });
  const url = new URL('/oauth/v2/authorize', app.authUrl);
  url.search = new URLSearchParams({
    client_id: app.clientId,
    scope,
    redirect_uri: callback(context),
    state,
  }).toString();
  return url.toString();
}

interface Returned {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

/** What Slack answers to the code (https://docs.slack.dev/reference/methods/oauth.v2.access). */
interface Access {
  readonly ok?: boolean;
  readonly error?: string;
  readonly incoming_webhook?: { readonly url?: string; readonly channel?: string };
}

/** What came of a consent: the channel's webhook with what the person had chosen before, or the code of an error. */
export type Finished =
  | {
      readonly kind: 'granted';
      readonly organizationId: string;
      readonly webhook_url: string;
      readonly channel: string | null;
      readonly chosen: Chosen;
    }
  | { readonly kind: 'refused'; readonly organizationId: string; readonly error: string };

/**
 * Finishes a consent: asks Slack for the webhook of the channel that the person chose.
 * @throws CairnError `consent.invalid_state`
 */
export async function finishSlackConsent(
  context: OperationContext,
  { state, code, error }: Returned,
): Promise<Finished> {
  const { services } = context;
  const consent = await takeConsent(services.database, { state, sessionId: sessionOf(context), purpose });
  const { organizationId } = consent;
  const refused = (reason: string): Finished => ({ kind: 'refused', organizationId, error: reason });
  if (error !== undefined || code === undefined) return refused(error ?? 'no_code');
  const granted = await exchange(context, code);
  const url = granted.incoming_webhook?.url;
  if (granted.ok !== true || url === undefined) return refused(granted.error ?? 'no_webhook');
  // The rights may be gone since the person left for Slack.
  const { principal } = context;
  const rights = principal === null ? null : await services.principals.rightsIn(principal, organizationId);
  if (rights?.has('slack:manage') !== true) return refused('auth.forbidden');
  const channel = granted.incoming_webhook?.channel ?? null;
  return { kind: 'granted', organizationId, webhook_url: url, channel, chosen: consent.data as Chosen };
}

async function exchange(context: OperationContext, code: string): Promise<Access> {
  const app = appOf(context);
  const body = new URLSearchParams({ code, redirect_uri: callback(context) }).toString();
  const basic = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64');
  const answer = await context.services.trails.sender.send('slack', {
    method: 'POST',
    url: 'https://slack.com/api/oauth.v2.access',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${basic}` },
    body,
  });
  if (isFailure(answer)) return { error: 'vendor_unavailable' };
  try {
    return JSON.parse(answer.body) as Access;
  } catch {
    return { error: 'vendor_unavailable' };
  }
}
