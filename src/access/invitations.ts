import type { Queryable } from '../db/database.ts';
import { CairnError, invalid } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { nextRights } from './members.ts';
import type { Role } from './permissions.ts';
import { randomToken, tokenHash } from './random-token.ts';
import type { Grant, MemberRights } from './rights.ts';
import { isEmail, normalizeEmail } from './users.ts';

/** How long a link can be used. */
export const validDays = 7;

/** An offer of membership, as owners see it: never the link. */
export interface Invitation extends MemberRights {
  readonly id: string;
  readonly email: string;
  readonly invited_by: { readonly id: string; readonly name: string };
  readonly created_at: Date;
  readonly expires_at: Date;
}

const columns = `i.id, i.email, i.role, i.permissions, i.customer_ids, i.created_at, i.expires_at,
  jsonb_build_object('id', u.id, 'name', u.name) as invited_by`;

/** The newest first; an expired one stays for 30 days, to be sent again. */
export async function listInvitations(database: Queryable, organizationId: string): Promise<Invitation[]> {
  const { rows } = await database.query<Invitation>(
    `select ${columns} from invitations i join users u on u.id = i.invited_by
      where i.organization_id = $1 and i.expires_at > now() - interval '30 days' order by i.created_at desc, i.id`,
    [organizationId],
  );
  return rows;
}

/** @throws CairnError `resource.not_found` */
export async function getInvitation(
  database: Queryable,
  organizationId: string,
  id: string,
): Promise<Invitation> {
  const found = (await listInvitations(database, organizationId)).find((one) => one.id === id);
  if (found === undefined) throw new CairnError('resource.not_found');
  return found;
}

export interface NewInvitation {
  readonly organizationId: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: readonly Grant[];
  readonly customer_ids: readonly string[] | null;
  readonly invitedBy: string;
  readonly nowMs: number;
}

/**
 * Invites somebody; an earlier invitation of the same address is replaced, and its link ends. The token of the link is
 * given this one time.
 * @throws CairnError `request.invalid`, `member.exists`
 */
export async function createInvitation(
  tx: Queryable,
  input: NewInvitation,
): Promise<{ invitation: Invitation; token: string }> {
  const { organizationId } = input;
  const email = normalizeEmail(input.email);
  if (!isEmail(email)) throw invalid('email', 'is not an e-mail address');
  await refuseMember(tx, organizationId, email);
  const rights = await nextRights(
    tx,
    organizationId,
    { role: input.role, permissions: [], customer_ids: null },
    input,
  );
  const token = randomToken();
  const { rows } = await tx.query<{ id: string }>(
    `insert into invitations (organization_id, id, email, role, permissions, customer_ids, token_hash, invited_by,
                              expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(days => ${validDays}))
     on conflict (organization_id, email) do update
        set id = excluded.id, role = excluded.role, permissions = excluded.permissions,
            customer_ids = excluded.customer_ids, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
            created_at = now(), expires_at = excluded.expires_at
     returning id`,
    [
      ...[organizationId, uuidv7(input.nowMs), email, rights.role, JSON.stringify(rights.permissions)],
      ...[rights.customer_ids, tokenHash(token), input.invitedBy],
    ],
  );
  return { invitation: await getInvitation(tx, organizationId, rows[0]?.id ?? ''), token };
}

async function refuseMember(tx: Queryable, organizationId: string, email: string): Promise<void> {
  const { rows } = await tx.query(
    `select from members m join users u on u.id = m.user_id where m.organization_id = $1 and u.email = $2`,
    [organizationId, email],
  );
  if (rows.length > 0) throw new CairnError('member.exists');
}

/** Withdraws an invitation: its link ends. @throws CairnError `resource.not_found` */
export async function deleteInvitation(
  tx: Queryable,
  organizationId: string,
  id: string,
): Promise<Invitation> {
  const invitation = await getInvitation(tx, organizationId, id);
  await tx.query('delete from invitations where organization_id = $1 and id = $2', [organizationId, id]);
  return invitation;
}

/** What the holder of a link is offered. */
export interface Offer {
  readonly id: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly email: string;
  readonly role: Role;
  /** The name of the one who invites; nothing else of him is anybody's business yet. */
  readonly invited_by: string;
  readonly expires_at: Date;
  /** Whether this address can sign in already. */
  readonly has_account: boolean;
}

/** What a link offers. @throws CairnError `invitation.invalid` */
export async function findOffer(database: Queryable, token: string): Promise<Offer> {
  const { rows } = await database.query<Offer>(
    `select i.id, jsonb_build_object('id', o.id, 'name', o.name) as organization, i.email, i.role, i.expires_at,
            b.name as invited_by, exists (select from users u where u.email = i.email) as has_account
       from invitations i join organizations o on o.id = i.organization_id and o.deleted_at is null
       join users b on b.id = i.invited_by
      where i.token_hash = $1 and i.expires_at > now()`,
    [tokenHash(token)],
  );
  if (rows[0] === undefined) throw new CairnError('invitation.invalid');
  return rows[0];
}

/**
 * Uses a link up, before anything is done with it: of two who use it at once, one waits here and is told that it is not
 * valid any more.
 * @throws CairnError `invitation.invalid`
 */
export async function takeOffer(
  tx: Queryable,
  token: string,
): Promise<{ organizationId: string; rights: MemberRights }> {
  const { rows } = await tx.query<{ organization_id: string } & MemberRights>(
    `delete from invitations where token_hash = $1 and expires_at > now()
     returning organization_id, role, permissions, customer_ids`,
    [tokenHash(token)],
  );
  const [row] = rows;
  if (row === undefined) throw new CairnError('invitation.invalid');
  const { organization_id: organizationId, ...rights } = row;
  return { organizationId, rights };
}

/** Uses up every link that is open for an address, for somebody who has shown otherwise that it is his. */
export async function takeOffersFor(
  tx: Queryable,
  email: string,
): Promise<{ organizationId: string; rights: MemberRights }[]> {
  const { rows } = await tx.query<{ organization_id: string } & MemberRights>(
    `delete from invitations where email = $1 and expires_at > now()
     and organization_id in (select id from organizations where deleted_at is null)
     returning organization_id, role, permissions, customer_ids`,
    [normalizeEmail(email)],
  );
  return rows.map(({ organization_id: organizationId, ...rights }) => ({ organizationId, rights }));
}
