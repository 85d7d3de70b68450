import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Database } from '../db/database.ts';

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with the place as additional data: sealed bytes that are moved elsewhere do not open. */
function encrypt(key: Buffer, place: string, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, place: string, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(sealed.length - tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
  return Buffer.concat([
    decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)),
    decipher.final(),
  ]);
}

/** Keeps the secrets of organizations and of people, each under the owner's own data key. */
export interface Vault {
  /** The owner is an organization or a person. `place` says where the value will stand: `trails/<id>/secrets`. */
  seal(ownerId: string, place: string, value: string): Promise<Buffer>;
  /** Throws when the bytes were changed, or belong to another place or owner. */
  open(ownerId: string, place: string, sealed: Buffer): Promise<string>;
}

const checkText = 'cairn master key check';

/**
 * Opens the vault. The first start stores a value sealed by the master key; a later start with another key is
 * refused, because nothing stored could be read any more.
 * @param masterKey 32 bytes
 */
export async function openVault(database: Database, masterKey: Buffer): Promise<Vault> {
  await checkMasterKey(database, masterKey);
  const keys = new Map<string, Buffer>();

  async function dataKey(ownerId: string, keyVersion: number): Promise<Buffer> {
    const name = `${ownerId}/${keyVersion}`;
    const known = keys.get(name);
    if (known !== undefined) return known;
    const { rows } = await database.query<{ wrapped: Buffer }>(
      'select wrapped from data_keys where owner_id = $1 and version = $2',
      [ownerId, keyVersion],
    );
    const row = rows[0];
    if (row === undefined) throw new Error(`data key ${name} is missing`);
    const key = decrypt(masterKey, `data_keys/${name}`, row.wrapped);
    keys.set(name, key);
    return key;
  }

  async function currentVersion(ownerId: string): Promise<number> {
    const newest = 'select max(version) as version from data_keys where owner_id = $1';
    const found = await database.query<{ version: number | null }>(newest, [ownerId]);
    if (typeof found.rows[0]?.version === 'number') return found.rows[0].version;
    const wrapped = encrypt(masterKey, `data_keys/${ownerId}/1`, randomBytes(32));
    await database.query(
      'insert into data_keys (owner_id, version, wrapped) values ($1, 1, $2) on conflict do nothing',
      [ownerId, wrapped],
    );
    return 1;
  }

  return {
    async seal(ownerId, place, value) {
      const keyVersion = await currentVersion(ownerId);
      const key = await dataKey(ownerId, keyVersion);
      const header = Buffer.alloc(5);
      header.writeUInt8(version, 0);
      header.writeUInt32BE(keyVersion, 1);
      return Buffer.concat([header, encrypt(key, `${ownerId}/${place}`, Buffer.from(value))]);
    },
    async open(ownerId, place, sealed) {
      if (sealed.readUInt8(0) !== version) throw new Error('sealed by a newer version of Cairn');
      const key = await dataKey(ownerId, sealed.readUInt32BE(1));
      return decrypt(key, `${ownerId}/${place}`, sealed.subarray(5)).toString();
    },
  };
}

/** The error of a start with a master key that did not seal what is stored. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
}

async function checkMasterKey(database: Database, masterKey: Buffer): Promise<void> {
  const sealed = encrypt(masterKey, 'instance/master_key_check', Buffer.from(checkText)).toString('base64');
  await database.query(
    `insert into instance (key, value) values ('master_key_check', to_jsonb($1::text)) on conflict do nothing`,
    [sealed],
  );
  const { rows } = await database.query<{ value: string }>(
    `select value from instance where key = 'master_key_check'`,
  );
  try {
    decrypt(masterKey, 'instance/master_key_check', Buffer.from(rows[0]?.value ?? '', 'base64'));
  } catch (cause) {
    throw new WrongMasterKey('The master key is not the one that sealed the stored secrets.', { cause });
  }
}
