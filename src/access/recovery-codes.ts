import { randomBytes } from 'node:crypto';
import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { tokenHash } from './random-token.ts';

const count = 10;

/** Crockford's base 32: no i, l, o and u, which are misread. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** 16 letters of 32 are 80 bits: nobody guesses them, so their plain hash may be stored. */
const length = 16;

/** `k3v9-0tzq-m7xa-82wd`. */
function makeCode(): string {
  const text = [...randomBytes(length)].map((byte) => letters[byte & 31]).join('');
  return text.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** As people type it: with or without dashes and spaces, capital or small, O for 0 and I or L for 1. */
export function normalizeRecoveryCode(text: string): string | null {
  const plain = text.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return plain.length === length && [...plain].every((letter) => letters.includes(letter)) ? plain : null;
}

const hashOf = (userId: string, plain: string): Buffer => tokenHash(`${userId} ${plain}`);

/** Makes ten new codes, to be shown once; older ones are void. */
export async function replaceRecoveryCodes(tx: Queryable, userId: string): Promise<string[]> {
  const codes = Array.from({ length: count }, makeCode);
  await tx.query('delete from recovery_codes where user_id = $1', [userId]);
  await tx.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [
    userId,
    codes.map((code) => hashOf(userId, normalizeRecoveryCode(code) as string)),
  ]);
  return codes;
}

/** The hash of a code that is right and unused, to be spent by `spendRecoveryCode`; else null. */
export async function checkRecoveryCode(
  database: Queryable,
  userId: string,
  code: string,
): Promise<Buffer | null> {
  const plain = normalizeRecoveryCode(code);
  if (plain === null) return null;
  const hash = hashOf(userId, plain);
  const { rows } = await database.query(
    'select from recovery_codes where user_id = $1 and code_hash = $2 and used_at is null',
    [userId, hash],
  );
  return rows.length > 0 ? hash : null;
}

/**
 * Uses a code up; of two who send the same, one is too late.
 * @throws CairnError `auth.invalid_code`
 */
export async function spendRecoveryCode(tx: Queryable, userId: string, hash: Buffer): Promise<void> {
  const { rowCount } = await tx.query(
    'update recovery_codes set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null',
    [userId, hash],
  );
  if (rowCount === 0) throw new CairnError('auth.invalid_code', 'This recovery code was used already.');
}
