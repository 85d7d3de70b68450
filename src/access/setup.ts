import type { Database, Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { createOrganization, type Membership } from './organizations.ts';
import { randomToken, tokenHash } from './random-token.ts';
import { createUser, type User } from './users.ts';

/** A new start of an instance that is not set up makes a new link and forgets the older ones. */
export async function makeSetupLink(database: Database): Promise<string> {
  const token = randomToken();
  await database.transaction(async (tx) => {
    await tx.query('delete from setup_links');
    await tx.query('insert into setup_links (token_hash) values ($1)', [tokenHash(token)]);
  });
  return token;
}

/** Whether nobody can sign in yet. */
export async function needsSetup(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ found: boolean }>('select exists (select from users) as found');
  return rows[0]?.found !== true;
}

export interface FirstOwner {
  readonly organization: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Makes the first person and organization, in a transaction of the caller. The row lock on `instance` lets only one of
 * two attempts win.
 */
export async function setUp(
  tx: Queryable,
  owner: FirstOwner,
  nowMs: number,
  token: string | null,
): Promise<{ user: User; organization: Membership }> {
  await tx.query(`insert into instance (key, value) values ('set_up_at', 'null') on conflict do nothing`);
  await tx.query(`select from instance where key = 'set_up_at' for update`);
  if (!(await needsSetup(tx))) throw new CairnError('setup.done');
  if (token !== null) await consumeLink(tx, token);
  const user = await createUser(tx, { ...owner, nowMs });
  const organization = await createOrganization(tx, { name: owner.organization, ownerId: user.id, nowMs });
  await tx.query(`update instance set value = to_jsonb($1::text) where key = 'set_up_at'`, [
    new Date(nowMs).toISOString(),
  ]);
  return { user, organization };
}

async function consumeLink(tx: Queryable, token: string): Promise<void> {
  const { rowCount } = await tx.query('delete from setup_links where token_hash = $1', [tokenHash(token)]);
  if (rowCount === 0) throw new CairnError('setup.invalid_link');
}
