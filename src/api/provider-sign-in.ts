import { z } from 'zod';
import { challengeMinutes, openChallenge, takeChallenge } from '../access/challenges.ts';
import { findPersonOf, joinInvited } from '../access/identities.ts';
import type { Attempt, IdentityProvider, ProviderPerson } from '../access/identity-provider.ts';
import { randomToken } from '../access/random-token.ts';
import { CairnError, codes } from '../kernel/errors.ts';
import { RawAnswer } from './answer.ts';
import type { OperationContext } from './context.ts';
import { operation } from './operation.ts';
import {
  type Begun,
  beginFor,
  handOver,
  recordEverywhere,
  recordRefusalOf,
  userPrincipal,
} from './person.ts';

const path = '/session/provider';
const returnPath = `/api/v1${path}/callback`;

/** Holds the browser's secret, from which state, nonce and verifier of each attempt get their worth. */
const browserCookie = 'cairn_provider';
const browserShape = /^[A-Za-z0-9_-]{43}$/;

const redirect = (location: string): RawAnswer => new RawAnswer('', { location }, 302);

/** A path of this Cairn: a link must not send people elsewhere by way of our sign-in. */
export function safePath(next: string | null | undefined): string {
  if (next === null || next === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\'))
    return '/';
  return next;
}

/** The end of a sign-in that failed, for people: the portal says it in their language. */
function refusal(context: OperationContext, err: unknown, next: string): RawAnswer {
  const known = err instanceof CairnError ? err : new CairnError('server.failed', undefined, { cause: err });
  if (codes[known.code].status >= 500)
    context.services.log.error({ err: known.cause ?? known, code: known.code }, 'sign-in by provider failed');
  const query = new URLSearchParams({ error: known.code, ...(next === '/' ? {} : { next }) });
  return redirect(`/sign-in?${query}`);
}

function providerOf({ services }: OperationContext): IdentityProvider {
  if (services.identityProvider === null) throw new CairnError('resource.not_found');
  return services.identityProvider;
}

const attemptOf = (context: OperationContext, browser: string, state: string): Attempt => ({
  browser,
  state,
  redirectUri: `${context.services.publicUrl()}${returnPath}`,
});

/** Session, link and memberships of whom the provider vouches for, in one transaction. */
async function enter(context: OperationContext, told: ProviderPerson): Promise<Begun> {
  const { change, now, services } = context;
  let hasJoined = false;
  const begun = await change(async (tx, record) => {
    const joined = await joinInvited(tx, told, now.getTime());
    hasJoined = joined.length > 0;
    const { user, isNew } = await findPersonOf(tx, told);
    const principal = userPrincipal(user, now);
    for (const { organizationId, memberId, role } of joined) {
      const resources = [{ type: 'member', id: memberId, name: user.name }];
      const complement = { name: user.name, email: user.email, role };
      record({ action: 'member.joined', resources, complement }, organizationId, principal);
    }
    if (isNew)
      await recordEverywhere(tx, record, principal, {
        action: 'identity.linked',
        details: { issuer: told.issuer, subject: told.subject },
      });
    await recordEverywhere(tx, record, principal, { details: { method: 'provider' } });
    return beginFor(tx, context, user, 'provider');
  });
  if (hasJoined) await services.principals.changed();
  return begun;
}

export const providerSignIn = [
  operation({
    id: 'session.begin_by_provider',
    method: 'GET',
    path,
    summary: 'Sign in by the provider that the operator has set: sends the browser there.',
    access: 'public',
    audit: { none: 'Hands out a state; nobody is known yet.' },
    query: z.object({ next: z.string().max(4000).optional() }),
    contentType: 'text/html',
    status: 302,
    async handle(context, { query }) {
      const next = safePath(query.next);
      const provider = providerOf(context);
      try {
        const kept = context.cookie(browserCookie);
        // One secret for several windows, so that a second one does not void the first.
        const browser = kept !== null && browserShape.test(kept) ? kept : randomToken();
        const attempt = attemptOf(context, browser, randomToken());
        const location = await provider.authorizationUrl(attempt);
        await openChallenge(context.services.database, {
          kind: 'provider',
          key: attempt.state,
          browser,
          next,
          address: context.origin.source_ip ?? '',
        });
        context.setCookie(browserCookie, browser, {
          seconds: challengeMinutes.provider * 60,
          path: `/api/v1${path}`,
        });
        return redirect(location);
      } catch (err) {
        return refusal(context, err, next);
      }
    },
  }),

  operation({
    id: 'session.create_by_provider',
    method: 'GET',
    path: `${path}/callback`,
    summary: 'Where the provider returns to: sets the session cookie and goes on to the portal.',
    access: 'public',
    audit: 'session.started',
    query: z.looseObject({ state: z.string().max(200).optional() }),
    contentType: 'text/html',
    status: 302,
    async handle(context, { query }) {
      const provider = providerOf(context);
      let next = '/';
      let told: ProviderPerson | null = null;
      try {
        const browser = context.cookie(browserCookie);
        const { state } = query;
        if (browser === null || state === undefined) throw new CairnError('auth.provider_expired');
        const taken = await takeChallenge(context.services.database, {
          kind: 'provider',
          key: state,
          browser,
        });
        if (taken === null) throw new CairnError('auth.provider_expired');
        next = safePath(taken.next);
        const answer = new URLSearchParams(
          Object.entries(query).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value]] : [],
          ),
        );
        told = await provider.personOf(answer, attemptOf(context, browser, state));
        handOver(context, await enter(context, told));
        return redirect(next);
      } catch (err) {
        if (err instanceof CairnError && told?.email != null) await recordRefusalOf(context, told.email, err);
        return refusal(context, err, next);
      }
    },
  }),
];
