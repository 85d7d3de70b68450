import { Secret, TOTP } from 'otpauth';
import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import type { Vault } from '../vault/vault.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import type { User } from './users.ts';

/** A secret that was begun and not confirmed is of no use after this time. */
const beginMinutes = 15;

const stepSeconds = 30;

/** One step to either side: clocks of phones differ, and typing takes time (RFC 6238, section 5.2). */
const window = 1;

const placeOf = (userId: string): string => `two_factor/${userId}`;

/** SHA-1, six digits and 30 seconds: what every authenticator application takes; several ignore anything else. */
const totpOf = (secret: Secret, label = '') =>
  new TOTP({ issuer: 'Cairn', label, secret, algorithm: 'SHA1', digits: 6, period: stepSeconds });

/** What an authenticator application takes over: by a QR code of the URI, or the secret typed by hand. */
export interface NewSecret {
  /** Base32. */
  readonly secret: string;
  readonly otpauth_uri: string;
}

/** The sealed secret of somebody who begins: sealed before the transaction that stores it. */
export async function makeSecret(vault: Vault, user: User): Promise<NewSecret & { sealed: Buffer }> {
  const secret = new Secret({ size: 20 });
  const sealed = await vault.seal(user.id, placeOf(user.id), secret.base32);
  return { secret: secret.base32, otpauth_uri: totpOf(secret, user.email).toString(), sealed };
}

/**
 * Stores the secret of somebody who begins; one that was begun before is void.
 * @throws CairnError `resource.conflict` when two-factor is on already
 */
export async function beginTwoFactor(tx: Queryable, userId: string, sealed: Buffer): Promise<void> {
  const { rowCount } = await tx.query(
    `insert into two_factor (user_id, secret) values ($1, $2)
     on conflict (user_id) do update set secret = excluded.secret, begun_at = now(), last_step = 0
      where two_factor.confirmed_at is null`,
    [userId, sealed],
  );
  if (rowCount === 0)
    throw new CairnError('resource.conflict', 'Two-factor is on. Turn it off to use another device.');
}

interface Row {
  readonly secret: Buffer;
  readonly confirmed: boolean;
  readonly stale: boolean;
}

async function findRow(database: Queryable, userId: string): Promise<Row | null> {
  const { rows } = await database.query<Row>(
    `select secret, confirmed_at is not null as confirmed, begun_at < now() - make_interval(mins => $2) as stale
       from two_factor where user_id = $1`,
    [userId, beginMinutes],
  );
  return rows[0] ?? null;
}

/** The time step of a code that is right now; null for any other text. */
async function stepOf(vault: Vault, userId: string, row: Row, code: string, nowMs: number) {
  if (!/^\d{6}$/.test(code)) return null;
  const secret = Secret.fromBase32(await vault.open(userId, placeOf(userId), row.secret));
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window });
  return delta === null ? null : TOTP.counter({ period: stepSeconds, timestamp: nowMs }) + delta;
}

/** The time step of the person's code, to be spent by `spendStep`; null when it is wrong or two-factor is off. */
export async function checkTotp(
  database: Queryable,
  vault: Vault,
  input: { readonly userId: string; readonly code: string; readonly nowMs: number },
): Promise<number | null> {
  const row = await findRow(database, input.userId);
  if (row === null || !row.confirmed) return null;
  return stepOf(vault, input.userId, row, input.code, input.nowMs);
}

/**
 * Uses a step up: of two who send the same code, one is too late, in whatever process (RFC 6238, section 5.2).
 * @throws CairnError `auth.invalid_code`
 */
export async function spendStep(tx: Queryable, userId: string, step: number): Promise<void> {
  const { rowCount } = await tx.query(
    'update two_factor set last_step = $2 where user_id = $1 and confirmed_at is not null and last_step < $2',
    [userId, step],
  );
  if (rowCount === 0) throw new CairnError('auth.invalid_code', 'This code was used already.');
}

/**
 * Turns two-factor on with a first code, and gives the recovery codes.
 * @throws CairnError `auth.invalid_code`, or `resource.conflict` when nothing was begun, too long ago or already on
 */
export async function confirmTwoFactor(
  tx: Queryable,
  vault: Vault,
  input: { readonly userId: string; readonly code: string; readonly nowMs: number },
): Promise<string[]> {
  const row = await findRow(tx, input.userId);
  if (row === null || row.confirmed || row.stale)
    throw new CairnError(
      'resource.conflict',
      'Begin again: there is no secret that waits for its first code.',
    );
  const step = await stepOf(vault, input.userId, row, input.code, input.nowMs);
  if (step === null) throw new CairnError('auth.invalid_code');
  const { rowCount } = await tx.query(
    `update two_factor set confirmed_at = now(), last_step = $2
      where user_id = $1 and confirmed_at is null and secret = $3`,
    [input.userId, step, row.secret],
  );
  if (rowCount === 0) throw new CairnError('resource.conflict', 'Two-factor was begun anew meanwhile.');
  return replaceRecoveryCodes(tx, input.userId);
}

/** Turns two-factor off; its recovery codes go with it. Gives whether it was on. */
export async function disableTwoFactor(tx: Queryable, userId: string): Promise<boolean> {
  const { rows } = await tx.query<{ was_on: boolean }>(
    'delete from two_factor where user_id = $1 returning confirmed_at is not null as was_on',
    [userId],
  );
  await tx.query('delete from recovery_codes where user_id = $1', [userId]);
  return rows[0]?.was_on === true;
}

/** Since when two-factor is on, and how many recovery codes are left; null when it is off. */
export async function findTwoFactor(
  database: Queryable,
  userId: string,
): Promise<{ enabled_at: Date; recovery_codes_left: number } | null> {
  const { rows } = await database.query<{ enabled_at: Date; recovery_codes_left: number }>(
    `select confirmed_at as enabled_at,
            (select count(*) from recovery_codes r where r.user_id = t.user_id and used_at is null)
              as recovery_codes_left
       from two_factor t where user_id = $1 and confirmed_at is not null`,
    [userId],
  );
  return rows[0] ?? null;
}
