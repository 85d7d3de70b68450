import { z } from 'zod';
import { listOrganizations } from '../access/organizations.ts';
import type { Principal } from '../access/principal.ts';
import { beginSession, endSession } from '../access/sessions.ts';
import { needsSetup, setUp } from '../access/setup.ts';
import { checkPassword } from '../access/sign-in.ts';
import { findUserByEmail, type User, updateUser } from '../access/users.ts';
import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import type { OperationContext, RecordEntry } from './context.ts';
import { operation } from './operation.ts';
import { name, uuid } from './shapes.ts';

export const session = z.object({
  user: z.object({ id: uuid, email: z.string(), name: z.string(), language: z.string().nullable() }),
  organizations: z.array(z.object({ id: uuid, name: z.string(), role: z.string() })),
});

export async function describeSession({ services }: OperationContext, user: User) {
  const organizations = await listOrganizations(services.database, user.id);
  return {
    user,
    organizations: organizations.map(({ id, name: title, role }) => ({ id, name: title, role })),
  };
}

/** Begins a session of the one who called, and gives the token for its cookie. */
export const beginFor = (tx: Queryable, context: OperationContext, user: User) =>
  beginSession(tx, {
    userId: user.id,
    address: context.origin.source_ip ?? '',
    userAgent: context.origin.user_agent ?? null,
    nowMs: context.now.getTime(),
  });

/** A person's sign-in concerns each organization that he belongs to. */
async function recordEverywhere(
  tx: Queryable,
  record: RecordEntry<void>,
  principal: Principal & { kind: 'user' },
): Promise<void> {
  const { user } = principal;
  for (const { id } of await listOrganizations(tx, user.id)) {
    record({ resources: [{ type: 'user', id: user.id, name: user.name }] }, id, principal);
  }
}

/** A refused sign-in of a known person is recorded where he is a member; of an unknown one there is no log. */
async function recordRefusal(context: OperationContext, email: string, err: CairnError): Promise<void> {
  const { database, record } = context.services;
  const user = await findUserByEmail(database, email);
  if (user === null) return;
  for (const { id } of await listOrganizations(database, user.id)) {
    await record({
      organizationId: id,
      action: 'session.refused',
      actor: { type: 'user', id: user.id, name: user.name },
      result: 'failed',
      error_code: err.code,
      context: context.origin,
    });
  }
}

/** The person as a principal, before he has a session. */
export const userPrincipal = (user: User, now: Date) => ({
  kind: 'user' as const,
  user,
  session: { id: '', user, expiresAt: now },
});

export const sessions = [
  operation({
    id: 'session.create',
    method: 'POST',
    path: '/session',
    summary: 'Sign in with e-mail address and password; sets the session cookie.',
    access: 'public',
    audit: 'session.started',
    body: z.strictObject({
      email: z.string().min(1).max(300),
      password: z.string().min(1).max(1024),
      totp: z.string().max(20).optional(),
    }),
    output: session,
    errors: ['auth.invalid_credentials', 'auth.rate_limited'],
    async handle(context, { body }) {
      const address = context.origin.source_ip ?? '';
      const user = await checkPassword(context.services.database, { ...body, address }).catch(
        async (err: unknown) => {
          if (err instanceof CairnError) await recordRefusal(context, body.email, err);
          throw err;
        },
      );
      const token = await context.change(async (tx, record) => {
        await recordEverywhere(tx, record, userPrincipal(user, context.now));
        return beginFor(tx, context, user);
      });
      context.setSession(token);
      return describeSession(context, user);
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
    async handle(context) {
      const { principal } = context;
      if (principal?.kind !== 'user') throw new CairnError('auth.required', 'An API token has no session.');
      return describeSession(context, principal.user);
    },
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
      const { principal, sessionToken } = context;
      if (principal?.kind !== 'user' || sessionToken === null)
        throw new CairnError('auth.required', 'An API token has no session.');
      await context.change(async (tx, record) => {
        await endSession(tx, sessionToken);
        await recordEverywhere(tx, record, principal);
      });
      context.setSession(null);
      return undefined;
    },
  }),

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
      const { principal } = context;
      if (principal?.kind !== 'user') throw new CairnError('auth.required', 'An API token has no account.');
      await updateUser(context.services.database, principal.user.id, body);
      return describeSession(context, {
        ...principal.user,
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.language === undefined ? {} : { language: body.language }),
      });
    },
  }),

  operation({
    id: 'setup.get',
    method: 'GET',
    path: '/setup',
    summary: 'Whether this Cairn still needs its first owner.',
    access: 'public',
    audit: { none: 'Says only whether anybody exists.' },
    output: z.object({ needed: z.boolean() }),
    handle: async ({ services }) => ({ needed: await needsSetup(services.database) }),
  }),

  operation({
    id: 'setup.create',
    method: 'POST',
    path: '/setup',
    summary: 'Make the first owner and organization with the one-time link of the log.',
    access: 'public',
    audit: 'organization.created',
    body: z.strictObject({
      token: z.string().min(1).max(200),
      organization: name,
      name,
      email: z.email('is not an e-mail address').max(254),
      password: z.string().min(12, 'must have at least 12 characters').max(256),
    }),
    output: session,
    status: 201,
    errors: ['setup.done', 'setup.invalid_link'],
    async handle(context, { body }) {
      const { token, ...owner } = body;
      const made = await context.change(async (tx, record) => {
        const { user, organization } = await setUp(tx, owner, context.now.getTime(), token);
        record(
          { resources: [{ type: 'organization', id: organization.id, name: organization.name }] },
          organization.id,
          userPrincipal(user, context.now),
        );
        return { user, session: await beginFor(tx, context, user) };
      });
      context.setSession(made.session);
      return describeSession(context, made.user);
    },
  }),
];
