import { hash, verify } from '@node-rs/argon2';
import { invalid } from '../kernel/errors.ts';

/**
 * argon2id with 19 MiB, two passes, one lane: the second of the parameter sets that the OWASP Password Storage
 * Cheat Sheet calls equal. About 30 ms on a small machine.
 */
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const bounds = { shortest: 12, longest: 256 };

/** @throws CairnError `request.invalid` when the password is too short or too long. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < bounds.shortest)
    throw invalid('password', `must have at least ${bounds.shortest} characters`);
  if (password.length > bounds.longest)
    throw invalid('password', `may have at most ${bounds.longest} characters`);
  return hash(password, options);
}

/** A hash that no password opens; verifying against it takes as long as against a real one. */
const nobody = hash('no account has this password', options);

/** Whether the password opens the hash. Without a hash (no such account) it takes the same time and says no. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > bounds.longest) return false;
  const matches = await verify(passwordHash ?? (await nobody), password);
  return matches && passwordHash !== null;
}
