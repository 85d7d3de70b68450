import { z } from 'zod';
import { deviceLife, rememberDevice } from '../access/known-devices.ts';
import { listOrganizations } from '../access/organizations.ts';
import type { Principal } from '../access/principal.ts';
import { beginSession, type SignInMethod } from '../access/sessions.ts';
import { findUserByEmail, type User } from '../access/users.ts';
import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import type { Entry, OperationContext, RecordEntry } from './context.ts';
import { uuid } from './shapes.ts';

/** What a signed-in person is told of himself. */
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

export type UserPrincipal = Principal & { readonly kind: 'user' };

/** The person as a principal, before he has a session. */
export const userPrincipal = (user: User, now: Date): UserPrincipal => ({
  kind: 'user',
  user,
  session: { id: '', user, expiresAt: now, isFresh: true },
});

/** Whoever is signed in. @throws CairnError `auth.required` for an API token, behind which nobody sits */
export function personOf({ principal }: OperationContext): UserPrincipal {
  if (principal?.kind !== 'user') throw new CairnError('auth.required', 'An API token has no account.');
  return principal;
}

/** What a person does with his account concerns each organization that he belongs to. */
export async function recordEverywhere(
  tx: Queryable,
  record: RecordEntry<void>,
  principal: UserPrincipal,
  entry: Entry = {},
): Promise<void> {
  const { user } = principal;
  const own: Entry = { resources: [{ type: 'user', id: user.id, name: user.name }] };
  for (const { id } of await listOrganizations(tx, user.id)) record({ ...own, ...entry }, id, principal);
}

/** A refused proof of who somebody is, in the logs of his organizations. What changes nothing, so it is no `change`. */
export async function recordRefusal(
  { services, origin }: OperationContext,
  user: User,
  err: CairnError,
): Promise<void> {
  for (const { id } of await listOrganizations(services.database, user.id)) {
    await services.record({
      organizationId: id,
      action: 'session.refused',
      actor: { type: 'user', id: user.id, name: user.name },
      result: 'failed',
      error_code: err.code,
      context: origin,
    });
  }
}

/** Of an e-mail address that nobody has there is no log. */
export async function recordRefusalOf(
  context: OperationContext,
  email: string,
  err: CairnError,
): Promise<void> {
  const found = await findUserByEmail(context.services.database, email);
  if (found !== null) await recordRefusal(context, found, err);
}

const deviceCookie = 'cairn_device';

/** What the browser presents as its device. */
export const deviceOf = (context: OperationContext): string | null => context.cookie(deviceCookie);

/** The tokens of a session that begins, for the cookies of the answer. */
export interface Begun {
  readonly session: string;
  readonly device: string;
}

/** Begins a session of the one who called; his browser is a known device from now on. */
export async function beginFor(
  tx: Queryable,
  context: OperationContext,
  user: User,
  method: SignInMethod,
): Promise<Begun> {
  const token = await beginSession(tx, {
    userId: user.id,
    address: context.origin.source_ip ?? '',
    userAgent: context.origin.user_agent ?? null,
    method,
    nowMs: context.now.getTime(),
  });
  return { session: token, device: await rememberDevice(tx, user.id, deviceOf(context)) };
}

/** Gives the browser its cookies, the session's first. */
export function handOver(context: OperationContext, begun: Begun): void {
  context.setSession(begun.session);
  context.setCookie(deviceCookie, begun.device, { seconds: deviceLife.seconds });
}

/** Signs somebody in who has proved who he is: session, record and whatever the proof uses up, together. */
export async function signIn(
  context: OperationContext,
  user: User,
  proof: { readonly method: SignInMethod; spend?(tx: Queryable): Promise<void> },
): Promise<void> {
  const begun = await context.change(async (tx, record) => {
    await proof.spend?.(tx);
    const principal = userPrincipal(user, context.now);
    const entry = { action: 'session.started', details: { method: proof.method } } as const;
    await recordEverywhere(tx, record, principal, entry);
    return beginFor(tx, context, user, proof.method);
  });
  handOver(context, begun);
}
