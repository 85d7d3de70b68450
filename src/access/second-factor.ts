import type { Database, Queryable } from '../db/database.ts';
import type { Vault } from '../vault/vault.ts';
import { codeSubjects, type Guesser } from './guess-subjects.ts';
import { guess, type Subject } from './guesses.ts';
import { checkRecoveryCode, normalizeRecoveryCode, spendRecoveryCode } from './recovery-codes.ts';
import { checkTotp, spendStep } from './two-factor.ts';

/** A code that was right; `spend` uses it up within the transaction of what it opened. */
export interface RightCode {
  readonly kind: 'totp' | 'recovery_code';
  spend(tx: Queryable): Promise<void>;
}

export interface CodeTry {
  readonly userId: string;
  /** Six digits, or a recovery code. */
  readonly code: string;
  readonly nowMs: number;
}

const kindOf = (code: string): RightCode['kind'] =>
  normalizeRecoveryCode(code) === null ? 'totp' : 'recovery_code';

/** The code if it is right now, spent or not; else null. Counts nothing. */
async function check(database: Database, vault: Vault, input: CodeTry): Promise<RightCode | null> {
  const { userId, code } = input;
  if (kindOf(code) === 'recovery_code') {
    const hash = await checkRecoveryCode(database, userId, code);
    return hash === null
      ? null
      : { kind: 'recovery_code', spend: (tx) => spendRecoveryCode(tx, userId, hash) };
  }
  const step = await checkTotp(database, vault, { ...input, code: code.replaceAll(/\s/g, '') });
  return step === null ? null : { kind: 'totp', spend: (tx) => spendStep(tx, userId, step) };
}

/**
 * Checks a code of the second factor against the budget of whoever tries.
 * @throws CairnError `auth.rate_limited`
 */
export function guessCode(
  database: Database,
  vault: Vault,
  guesser: Guesser | { readonly subjects: [Subject, ...Subject[]] },
  input: CodeTry,
): Promise<RightCode | null> {
  const subjects =
    'subjects' in guesser
      ? guesser.subjects
      : codeSubjects({ ...guesser, account: input.userId }, kindOf(input.code));
  return guess(database, subjects, () => check(database, vault, input));
}
