import { isIP } from 'node:net';
import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';

/** For whom passkeys are made: browsers give them to this host and its own origin only (WebAuthn, section 5.1.3). */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/**
 * By the public address. A passkey belongs to a name, never to a number: under a numeric address there are none,
 * except on this machine, which is `localhost` as well.
 */
export function relyingPartyOf(publicUrl: string): RelyingParty | null {
  const url = new URL(publicUrl);
  if (['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)) {
    url.hostname = 'localhost';
    return { id: 'localhost', origin: url.origin };
  }
  if (url.hostname.startsWith('[') || isIP(url.hostname) !== 0 || url.protocol !== 'https:') return null;
  return { id: url.hostname, origin: url.origin };
}

/** A passkey as its person sees it. */
export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly synced: boolean;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

/** A passkey as it is checked. */
export interface StoredPasskey {
  readonly id: string;
  readonly user_id: string;
  readonly credential_id: string;
  readonly public_key: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}

const view = 'id, name, synced, created_at, last_used_at';

export async function listPasskeys(database: Queryable, userId: string): Promise<PasskeyView[]> {
  const { rows } = await database.query<PasskeyView>(
    `select ${view} from passkeys where user_id = $1 order by created_at, id`,
    [userId],
  );
  return rows;
}

/** What a browser needs to know so as not to make a second passkey in one authenticator. */
export async function listCredentials(
  database: Queryable,
  userId: string,
): Promise<{ credential_id: string; transports: string[] }[]> {
  const { rows } = await database.query<{ credential_id: string; transports: string[] }>(
    'select credential_id, transports from passkeys where user_id = $1',
    [userId],
  );
  return rows;
}

export interface NewPasskey {
  readonly userId: string;
  readonly name: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly synced: boolean;
  readonly nowMs: number;
}

/** More would be no convenience any more. */
const mostPasskeys = 20;

/** @throws CairnError `resource.conflict` when the credential is stored already, or the person has 20 */
export async function addPasskey(tx: Queryable, input: NewPasskey): Promise<PasskeyView> {
  const { rows } = await tx.query<PasskeyView>(
    `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name, synced)
     select $1, $2, $3, $4, $5, $6, $7, $8 where (select count(*) from passkeys where user_id = $2) < $9
     on conflict (credential_id) do nothing returning ${view}`,
    [
      uuidv7(input.nowMs),
      input.userId,
      input.credentialId,
      Buffer.from(input.publicKey),
      input.counter,
      input.transports,
      input.name,
      input.synced,
      mostPasskeys,
    ],
  );
  if (rows[0] === undefined)
    throw new CairnError('resource.conflict', `This passkey is known, or there are ${mostPasskeys} already.`);
  return rows[0];
}

/** @throws CairnError `resource.not_found` */
export async function renamePasskey(
  tx: Queryable,
  userId: string,
  passkeyId: string,
  name: string,
): Promise<PasskeyView> {
  const { rows } = await tx.query<PasskeyView>(
    `update passkeys set name = $3 where user_id = $1 and id = $2 returning ${view}`,
    [userId, passkeyId, name],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return rows[0];
}

/** @throws CairnError `resource.not_found` */
export async function removePasskey(tx: Queryable, userId: string, passkeyId: string): Promise<PasskeyView> {
  const { rows } = await tx.query<PasskeyView>(
    `delete from passkeys where user_id = $1 and id = $2 returning ${view}`,
    [userId, passkeyId],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return rows[0];
}

export async function findPasskey(database: Queryable, credentialId: string): Promise<StoredPasskey | null> {
  const { rows } = await database.query<StoredPasskey>(
    'select id, user_id, credential_id, public_key, counter, transports from passkeys where credential_id = $1',
    [credentialId],
  );
  return rows[0] ?? null;
}

/**
 * Notes a use. An authenticator that counts must have counted on: two uses with one count mean a copy of it
 * (WebAuthn, section 7.2, step 22). Those that do not count say 0 each time.
 * @throws CairnError `auth.passkey_refused`
 */
export async function notePasskeyUse(tx: Queryable, passkeyId: string, counter: number): Promise<void> {
  const { rowCount } = await tx.query(
    `update passkeys set counter = $2, last_used_at = now()
      where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))`,
    [passkeyId, counter],
  );
  if (rowCount === 0) throw new CairnError('auth.passkey_refused');
}
