import { z } from 'zod';
import { relyingPartyOf } from '../access/passkeys.ts';
import { endSession } from '../access/sessions.ts';
import { recognize } from '../access/sign-in.ts';
import { CairnError } from '../kernel/errors.ts';
import { operation } from './operation.ts';
import {
  describeSession,
  deviceOf,
  personOf,
  recordEverywhere,
  recordRefusalOf,
  session,
  signIn,
} from './person.ts';

export const sessions = [
  operation({
    id: 'session.create',
    method: 'POST',
    path: '/session',
    summary:
      'Sign in with e-mail address and password, and a code where two-factor is on; sets the session cookie.',
    access: 'public',
    audit: 'session.started',
    body: z.strictObject({
      email: z.string().min(1).max(300),
      password: z.string().min(1).max(1024),
      totp: z.string().max(40).optional().describe('Six digits, or a recovery code.'),
    }),
    output: session,
    errors: ['auth.invalid_credentials', 'auth.totp_required', 'auth.invalid_code', 'auth.rate_limited'],
    async handle(context, { body }) {
      const { services, origin, now } = context;
      try {
        const { user, code } = await recognize(services.database, services.vault, {
          email: body.email,
          password: body.password,
          code: body.totp === undefined || body.totp.trim() === '' ? undefined : body.totp.trim(),
          address: origin.source_ip ?? '',
          device: deviceOf(context),
          nowMs: now.getTime(),
        });
        await signIn(context, user, { method: code?.kind ?? 'password', ...(code === null ? {} : code) });
        return describeSession(context, user);
      } catch (err) {
        // A password that was right so far is nothing that the organization has to look at.
        if (err instanceof CairnError && err.code.startsWith('auth.') && err.code !== 'auth.totp_required')
          await recordRefusalOf(context, body.email, err);
        throw err;
      }
    },
  }),

  operation({
    id: 'session.methods',
    method: 'GET',
    path: '/session/methods',
    summary: 'By what people can sign in here besides a password.',
    access: 'public',
    audit: { none: 'Says what the sign-in page shows.' },
    output: z.object({
      passkeys: z.object({ rp_id: z.string() }).nullable(),
      provider: z.object({ name: z.string(), start: z.string() }).nullable(),
    }),
    async handle({ services: { publicUrl, identityProvider } }) {
      const party = relyingPartyOf(publicUrl());
      return {
        passkeys: party === null ? null : { rp_id: party.id },
        provider:
          identityProvider === null
            ? null
            : { name: identityProvider.name, start: '/api/v1/session/provider' },
      };
    },
  }),

  operation({
    id: 'session.get',
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, and his organizations.',
    access: 'signed_in',
    audit: { none: 'Reads only what the caller is.' },
    output: session,
    handle: async (context) => describeSession(context, personOf(context).user),
  }),

  operation({
    id: 'session.delete',
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out.',
    access: 'signed_in',
    audit: 'session.ended',
    status: 204,
    async handle(context) {
      const principal = personOf(context);
      const { sessionToken } = context;
      if (sessionToken === null) throw new CairnError('auth.required');
      await context.change(async (tx, record) => {
        await endSession(tx, sessionToken);
        await recordEverywhere(tx, record, principal);
      });
      context.setSession(null);
      return undefined;
    },
  }),
];
