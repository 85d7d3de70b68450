import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import type { ProviderPerson } from './identity-provider.ts';
import { takeOffersFor } from './invitations.ts';
import { addMember } from './organizations.ts';
import type { Role } from './permissions.ts';
import { randomToken } from './random-token.ts';
import { createUser, findUserByEmail, isEmail, type User } from './users.ts';

/** The person that an identity belongs to already. */
async function findKnown(tx: Queryable, { issuer, subject }: ProviderPerson): Promise<User | null> {
  const { rows } = await tx.query<User>(
    `with used as (
       update identities set last_used_at = now() where issuer = $1 and subject = $2 returning user_id)
     select u.id, u.email, u.name, u.language from used join users u on u.id = used.user_id`,
    [issuer, subject],
  );
  return rows[0] ?? null;
}

/**
 * The person whom the provider vouches for: by issuer and subject, and the first time by the e-mail address, which
 * must be verified. Nobody is made here; see `joinInvited`. An address that another
 * subject of this provider signed in with before is refused, because addresses are given to new people.
 * @throws CairnError `auth.email_unverified`, `auth.not_invited` or `auth.identity_conflict`
 */
export async function findPersonOf(
  tx: Queryable,
  identity: ProviderPerson,
): Promise<{ user: User; isNew: boolean }> {
  const known = await findKnown(tx, identity);
  if (known !== null) return { user: known, isNew: false };
  if (identity.email === null || !identity.emailVerified) throw new CairnError('auth.email_unverified');
  const found = await findUserByEmail(tx, identity.email);
  if (found === null) throw new CairnError('auth.not_invited');
  const { rowCount } = await tx.query(
    `insert into identities (issuer, subject, user_id, email)
     select $1, $2, $3, $4 where not exists (select from identities where issuer = $1 and user_id = $3)
     on conflict (issuer, subject) do nothing`,
    [identity.issuer, identity.subject, found.id, identity.email],
  );
  if (rowCount === 0) throw new CairnError('auth.identity_conflict');
  const { password_hash: _, ...user } = found;
  return { user, isNew: true };
}

/** A membership that an invitation has become. */
export interface Joined {
  readonly organizationId: string;
  readonly memberId: string;
  readonly role: Role;
}

/**
 * Somebody without an account whose verified address was invited gets one, and the memberships he was offered: the
 * provider's word for the address is worth what the link in a mail to it is. He has no password; nobody knows the one
 * that is stored. Who has an account follows the link of an invitation himself.
 */
export async function joinInvited(tx: Queryable, told: ProviderPerson, nowMs: number): Promise<Joined[]> {
  const { email, emailVerified, name } = told;
  if (email === null || !emailVerified || !isEmail(email)) return [];
  if ((await findKnown(tx, told)) !== null || (await findUserByEmail(tx, email)) !== null) return [];
  const offers = await takeOffersFor(tx, email);
  if (offers.length === 0) return [];
  const shown = (name ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 100);
  const user = await createUser(tx, {
    email,
    name: shown === '' ? (email.split('@')[0] as string) : shown,
    password: randomToken(),
    nowMs,
  });
  const joined: Joined[] = [];
  for (const { organizationId, rights } of offers) {
    const memberId = await addMember(tx, { organizationId, userId: user.id, rights, nowMs });
    joined.push({ organizationId, memberId, role: rights.role });
  }
  return joined;
}
