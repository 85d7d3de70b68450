import { z } from 'zod';
import {
  createInvitation,
  deleteInvitation,
  findOffer,
  type Invitation,
  listInvitations,
  takeOffer,
  validDays,
} from '../access/invitations.ts';
import { addMember, getOrganization } from '../access/organizations.ts';
import { recognize } from '../access/sign-in.ts';
import { createUser, type User } from '../access/users.ts';
import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { type InvitationMail, invitationMail, type MailLanguage } from '../mail/invitation-mail.ts';
import { isSent } from '../mail/mailer.ts';
import { messageLanguage } from './actor.ts';
import type { OperationContext, RecordEntry, Services } from './context.ts';
import { rights, role } from './members.ts';
import { operation } from './operation.ts';
import { beginFor, describeSession, deviceOf, handOver, session, userPrincipal } from './person.ts';
import { name, page, time, uuid } from './shapes.ts';

const path = '/organizations/{organization_id}/invitations';

const invitation = z
  .object({
    id: uuid,
    email: z.string(),
    ...rights,
    invited_by: z.object({ id: uuid, name: z.string() }),
    created_at: time,
    expires_at: time,
  })
  .meta({ id: 'Invitation' });

const token = z.string().min(1).max(200);

const mailOutcome = z.enum(['not_configured', 'sent', 'failed']);

/**
 * Mails the link where a mail server is set up, in the language of the one who invites. The answer holds the link as
 * well, so a mail that fails is told and not tried again behind the person's back.
 */
async function mailInvitation(
  { mailer, log }: Services,
  { id, email }: Invitation,
  { language, ...given }: Omit<InvitationMail, 'days'> & { readonly language: MailLanguage },
): Promise<z.output<typeof mailOutcome>> {
  if (mailer === undefined) return 'not_configured';
  const written = invitationMail(language, { ...given, days: validDays });
  const result = await mailer.send({ to: [email], id: `invitation-${id}`, ...written });
  const reason = 'reply' in result ? result.reply : result.reason;
  if (isSent(result)) return 'sent';
  log.warn({ reason }, 'an invitation could not be mailed');
  return 'failed';
}

const entry = ({ id, email, role: offered }: Invitation) => ({
  resources: [{ type: 'invitation', id, name: email }],
  complement: { email, role: offered },
});

/** Uses a link up, makes the one whom `find` gives a member, and records it in the organization that was joined. */
async function join(
  tx: Queryable,
  record: RecordEntry<void>,
  { now }: OperationContext,
  { token: used, find }: { readonly token: string; find(): Promise<User> },
): Promise<User> {
  const { organizationId, rights: given } = await takeOffer(tx, used);
  const user = await find();
  const nowMs = now.getTime();
  const memberId = await addMember(tx, { organizationId, userId: user.id, rights: given, nowMs });
  record(
    {
      resources: [{ type: 'member', id: memberId, name: user.name }],
      complement: { name: user.name, email: user.email, role: given.role },
    },
    organizationId,
    userPrincipal(user, now),
  );
  return user;
}

const managed = [
  operation({
    id: 'invitations.list',
    method: 'GET',
    path,
    summary: 'List the invitations that are open or have expired within 30 days.',
    access: 'members:view',
    audit: { none: 'Reads addresses and offered rights, never a link.' },
    output: page(invitation),
    handle: async ({ services, organizationId }) => ({
      items: await listInvitations(services.database, organizationId),
      next_cursor: null,
    }),
  }),

  operation({
    id: 'invitations.create',
    method: 'POST',
    path,
    summary: 'Invite somebody by e-mail address. The link is in this answer and never shown again.',
    access: 'members:manage',
    audit: 'member.invited',
    idempotent: true,
    body: z.strictObject({
      email: z.string().trim().min(1).max(254),
      role,
      permissions: rights.permissions.default([]),
      customer_ids: rights.customer_ids.default(null),
    }),
    output: invitation.extend({
      url: z.string(),
      mail: mailOutcome.meta({
        description: 'Whether the link was mailed: not when no mail server is set up.',
      }),
    }),
    status: 201,
    errors: ['member.exists'],
    async handle({ services, organizationId, principal, now, change }, { body }) {
      if (principal?.kind !== 'user')
        throw new CairnError('auth.forbidden', 'Members are invited by people: members:manage');
      const made = await change(async (tx, record) => {
        const stored = await createInvitation(tx, {
          organizationId,
          ...body,
          invitedBy: principal.user.id,
          nowMs: now.getTime(),
        });
        record(entry(stored.invitation));
        return stored;
      });
      const url = `${services.publicUrl()}/invitations/accept?token=${made.token}`;
      const organization = await getOrganization(services.database, organizationId);
      const mail = await mailInvitation(services, made.invitation, {
        organization: organization.name,
        inviter: principal.user.name,
        language: messageLanguage({ principal }),
        url,
      });
      return { ...made.invitation, url, mail };
    },
  }),

  operation({
    id: 'invitations.delete',
    method: 'DELETE',
    path: `${path}/{invitation_id}`,
    summary: 'Withdraw an invitation; its link ends.',
    access: 'members:manage',
    audit: 'invitation.withdrawn',
    status: 204,
    async handle({ organizationId, change }, { params }) {
      await change(async (tx, record) =>
        record(entry(await deleteInvitation(tx, organizationId, params.invitation_id))),
      );
      return undefined;
    },
  }),
];

const taken = [
  operation({
    id: 'invitations.look_up',
    method: 'GET',
    path: '/invitations/accept',
    summary: 'What the link of an invitation offers.',
    access: 'public',
    audit: { none: 'Says to the holder of a link what it offers.' },
    query: z.strictObject({ token }),
    output: z.object({
      organization: z.object({ id: uuid, name: z.string() }),
      email: z.string(),
      role,
      invited_by: z.string(),
      expires_at: time,
      has_account: z.boolean(),
    }),
    errors: ['invitation.invalid'],
    async handle({ services }, { query }) {
      const { id: _, ...offer } = await findOffer(services.database, query.token);
      return offer;
    },
  }),

  operation({
    id: 'invitations.accept',
    method: 'POST',
    path: '/invitations/accept',
    summary:
      'Join with the link of an invitation: with a new name and password, or with the password you have.',
    access: 'public',
    audit: 'member.joined',
    body: z.strictObject({
      token,
      name: name.optional(),
      password: z.string().min(1).max(1024),
      totp: z.string().max(40).optional().describe('Six digits, or a recovery code, where two-factor is on.'),
    }),
    output: session,
    status: 201,
    errors: [
      'invitation.invalid',
      'member.exists',
      'auth.invalid_credentials',
      'auth.totp_required',
      'auth.invalid_code',
      'auth.rate_limited',
    ],
    async handle(context, { body }) {
      const { services, now } = context;
      const { email, has_account } = await findOffer(services.database, body.token);
      const known = has_account
        ? await recognize(services.database, services.vault, {
            email,
            password: body.password,
            code: body.totp,
            address: context.origin.source_ip ?? '',
            device: deviceOf(context),
            nowMs: now.getTime(),
          })
        : null;
      const joined = await context.change(async (tx, record) => {
        const made = { email, name: body.name ?? (email.split('@')[0] as string), password: body.password };
        const find = async () => known?.user ?? createUser(tx, { ...made, nowMs: now.getTime() });
        await known?.code?.spend(tx);
        const user = await join(tx, record, context, { token: body.token, find });
        return { user, begun: await beginFor(tx, context, user, known?.code?.kind ?? 'invitation') };
      });
      await services.principals.changed();
      handOver(context, joined.begun);
      return describeSession(context, joined.user);
    },
  }),

  operation({
    id: 'invitations.join',
    method: 'POST',
    path: '/invitations/join',
    summary: 'Join with the link of an invitation while signed in with its address.',
    access: 'signed_in',
    audit: 'member.joined',
    body: z.strictObject({ token }),
    output: session,
    errors: ['invitation.invalid', 'member.exists'],
    async handle(context, { body }) {
      const { principal, services } = context;
      if (principal?.kind !== 'user') throw new CairnError('auth.required', 'An API token joins nothing.');
      const { email } = await findOffer(services.database, body.token);
      if (email !== principal.user.email)
        throw new CairnError('auth.forbidden', `This invitation is for ${email}: sign in with that address.`);
      const { user } = principal;
      await context.change((tx, record) =>
        join(tx, record, context, { token: body.token, find: async () => user }),
      );
      await services.principals.changed();
      return describeSession(context, user);
    },
  }),
];

export const invitations = [...managed, ...taken];
