import type { Database } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import type { Vault } from '../vault/vault.ts';
import { passwordSubjects } from './guess-subjects.ts';
import { guess } from './guesses.ts';
import { knownDevice } from './known-devices.ts';
import { verifyPassword } from './passwords.ts';
import { guessCode, type RightCode } from './second-factor.ts';
import { findTwoFactor } from './two-factor.ts';
import { findUserByEmail, normalizeEmail, type User } from './users.ts';

export interface SignInTry {
  readonly email: string;
  readonly password: string;
  /** Six digits of the authenticator application, or a recovery code. */
  readonly code: string | undefined;
  readonly address: string;
  /** What the browser presents as its device; null when it presents nothing. */
  readonly device: string | null;
  readonly nowMs: number;
}

/** Somebody who is who he says; `code` has to be spent in the transaction that begins his session. */
export interface Recognized {
  readonly user: User;
  /** Null where two-factor is off. */
  readonly code: RightCode | null;
}

/**
 * Checks e-mail address and password, then the code where two-factor is on. Whether it is on is said only to who
 * has the right password.
 * @throws CairnError `auth.invalid_credentials`, `auth.totp_required`, `auth.invalid_code`, or `auth.rate_limited`
 *   with the seconds to wait
 */
export async function recognize(database: Database, vault: Vault, input: SignInTry): Promise<Recognized> {
  const found = await findUserByEmail(database, input.email);
  const device = found === null ? null : await knownDevice(database, found.id, input.device);
  const guesser = { account: normalizeEmail(input.email), address: input.address, device };
  const user = await guess(database, passwordSubjects(guesser), async () => {
    const isRight = await verifyPassword(found?.password_hash ?? null, input.password);
    if (!isRight || found === null) return null;
    const { password_hash: _, ...person } = found;
    return person;
  });
  if (user === null) throw new CairnError('auth.invalid_credentials');
  if ((await findTwoFactor(database, user.id)) === null) return { user, code: null };
  if (input.code === undefined) throw new CairnError('auth.totp_required');
  const code = await guessCode(database, vault, guesser, {
    userId: user.id,
    code: input.code,
    nowMs: input.nowMs,
  });
  if (code === null) throw new CairnError('auth.invalid_code');
  return { user, code };
}
