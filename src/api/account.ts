import { z } from 'zod';
import { forgetOtherDevices } from '../access/known-devices.ts';
import { endOtherSessions, endSessionOf, listSessions } from '../access/sessions.ts';
import { setPassword, updateUser } from '../access/users.ts';
import { CairnError } from '../kernel/errors.ts';
import { estimateCountry } from '../log/location.ts';
import { operation } from './operation.ts';
import { describeSession, deviceOf, personOf, recordEverywhere, recordRefusal, session } from './person.ts';
import { proveByPassword } from './reauthentication.ts';
import { name, page, time, uuid } from './shapes.ts';

const ended = (id: string) => ({
  action: 'session.ended' as const,
  resources: [{ type: 'session', id }],
});

const ownSessions = [
  operation({
    id: 'account.sessions',
    method: 'GET',
    path: '/account/sessions',
    summary: 'Where you are signed in, the last used first.',
    access: 'signed_in',
    audit: { none: 'Reads what only the person sees.' },
    output: page(
      z.object({
        id: uuid,
        current: z.boolean(),
        method: z.string(),
        address: z.string().nullable(),
        country: z.string().nullable().describe('Estimated from the address; ISO 3166-1 alpha-2.'),
        user_agent: z.string().nullable(),
        created_at: time,
        last_used_at: time,
        expires_at: time,
      }),
    ),
    async handle(context) {
      const { user, session: current } = personOf(context);
      const found = await listSessions(context.services.database, user.id);
      const items = found.map((one) => ({
        ...one,
        address: one.address === '' ? null : one.address,
        country: one.address === null || one.address === '' ? null : estimateCountry(one.address),
        current: one.id === current.id,
      }));
      return { items, next_cursor: null };
    },
  }),

  operation({
    id: 'account.end_session',
    method: 'DELETE',
    path: '/account/sessions/{session_id}',
    summary: 'End one of your sessions.',
    access: 'signed_in',
    audit: 'session.ended',
    status: 204,
    async handle(context, { params }) {
      const principal = personOf(context);
      await context.change(async (tx, record) => {
        await endSessionOf(tx, principal.user.id, params.session_id);
        await recordEverywhere(tx, record, principal, ended(params.session_id));
      });
      await context.services.principals.changed();
      if (params.session_id === principal.session.id) context.setSession(null);
      return undefined;
    },
  }),

  operation({
    id: 'account.end_other_sessions',
    method: 'DELETE',
    path: '/account/sessions',
    summary: 'End all of your sessions but this one.',
    access: 'signed_in',
    audit: 'session.ended',
    output: z.object({ ended: z.number().int() }),
    async handle(context) {
      const principal = personOf(context);
      const count = await context.change(async (tx, record) => {
        const others = await endOtherSessions(tx, principal.user.id, principal.session.id);
        if (others > 0) await recordEverywhere(tx, record, principal, { details: { others } });
        return others;
      });
      await context.services.principals.changed();
      return { ended: count };
    },
  }),
];

export const account = [
  operation({
    id: 'account.update',
    method: 'PATCH',
    path: '/account',
    summary: 'Change your own name or language.',
    access: 'signed_in',
    audit: { none: 'Concerns only how the portal speaks to the person.' },
    body: z.strictObject({
      name: name.optional(),
      language: z.enum(['en', 'fr', 'ja']).nullable().optional(),
    }),
    output: session,
    async handle(context, { body }) {
      const { user } = personOf(context);
      await updateUser(context.services.database, user.id, body);
      return describeSession(context, {
        ...user,
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.language === undefined ? {} : { language: body.language }),
      });
    },
  }),

  operation({
    id: 'account.change_password',
    method: 'POST',
    path: '/account/password',
    summary: 'Change your password; ends your other sessions.',
    access: 'signed_in',
    audit: 'password.changed',
    body: z.strictObject({
      current: z.string().min(1).max(1024),
      new: z.string().min(12, 'must have at least 12 characters').max(256, 'may have at most 256 characters'),
    }),
    output: z.object({ ended_sessions: z.number().int() }),
    errors: ['auth.invalid_credentials', 'auth.rate_limited'],
    async handle(context, { body }) {
      const principal = personOf(context);
      const { user } = principal;
      await proveByPassword(context, principal, body.current).catch(async (err: unknown) => {
        if (err instanceof CairnError) await recordRefusal(context, user, err);
        throw err;
      });
      const ended_sessions = await context.change(async (tx, record) => {
        await setPassword(tx, user.id, body.new);
        await forgetOtherDevices(tx, user.id, deviceOf(context));
        const others = await endOtherSessions(tx, user.id, principal.session.id);
        await recordEverywhere(tx, record, principal);
        if (others > 0)
          await recordEverywhere(tx, record, principal, { action: 'session.ended', details: { others } });
        return others;
      });
      await context.services.principals.changed();
      return { ended_sessions };
    },
  }),

  ...ownSessions,
];
