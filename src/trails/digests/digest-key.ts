import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import type { Vault } from '../../vault/vault.ts';
import { keyId } from './digest.ts';

interface Row {
  readonly id: string;
  readonly public_key: string;
  readonly private_key: Buffer;
}

interface Keeping {
  readonly database: Database;
  readonly vault: Vault;
}

const placeOf = (id: string): string => `digest_keys/${id}`;

const sql = 'select id, public_key, private_key from digest_keys where organization_id = $1';

/** The organization's key, made when it is asked for the first time; of two that ask at once, both get the same. */
async function readKey({ database, vault }: Keeping, organizationId: string): Promise<Row> {
  const found = await database.query<Row>(sql, [organizationId]);
  if (found.rows[0] !== undefined) return found.rows[0];
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const id = keyId(publicKey);
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await database.query(
    `insert into digest_keys (organization_id, id, public_key, private_key) values ($1, $2, $3, $4)
     on conflict (organization_id) do nothing`,
    [
      ...[organizationId, id, publicKey.export({ type: 'spki', format: 'pem' }).toString()],
      await vault.seal(organizationId, placeOf(id), pem),
    ],
  );
  const { rows } = await database.query<Row>(sql, [organizationId]);
  if (rows[0] === undefined) throw new Error('the digest key of the organization is missing');
  return rows[0];
}

/** The public key that an organization's digests are checked with. */
export async function publicDigestKey(
  keeping: Keeping,
  organizationId: string,
): Promise<{ id: string; publicKey: string }> {
  const { id, public_key } = await readKey(keeping, organizationId);
  return { id, publicKey: public_key };
}

/** The key that signs an organization's digests. Not to be kept longer than it takes to sign. */
export async function signingKey(
  keeping: Keeping,
  organizationId: string,
): Promise<{ id: string; privateKey: KeyObject }> {
  const { id, private_key } = await readKey(keeping, organizationId);
  const pem = await keeping.vault.open(organizationId, placeOf(id), private_key);
  return { id, privateKey: createPrivateKey(pem) };
}
