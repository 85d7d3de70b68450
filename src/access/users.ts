import type { Queryable } from '../db/database.ts';
import { CairnError, invalid } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { hashPassword } from './passwords.ts';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: string | null;
}

/** The form in which addresses are compared and stored. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

const emailShape = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

export const isEmail = (email: string): boolean => emailShape.test(email);

/** @throws CairnError `request.invalid`, `resource.conflict` when somebody has the address */
export async function createUser(
  database: Queryable,
  input: { readonly email: string; readonly name: string; readonly password: string; readonly nowMs: number },
): Promise<User> {
  const email = normalizeEmail(input.email);
  if (!isEmail(email)) throw invalid('email', 'is not an e-mail address');
  const user = { id: uuidv7(input.nowMs), email, name: input.name, language: null };
  const { rowCount } = await database.query(
    'insert into users (id, email, name, password_hash) values ($1, $2, $3, $4) on conflict (email) do nothing',
    [user.id, user.email, user.name, await hashPassword(input.password)],
  );
  if (rowCount === 0)
    throw new CairnError('resource.conflict', 'There is an account with this e-mail address.');
  return user;
}

export async function findUser(database: Queryable, id: string): Promise<User | null> {
  const { rows } = await database.query<User>('select id, email, name, language from users where id = $1', [
    id,
  ]);
  return rows[0] ?? null;
}

export async function findUserByEmail(
  database: Queryable,
  email: string,
): Promise<(User & { password_hash: string }) | null> {
  const { rows } = await database.query<User & { password_hash: string }>(
    'select id, email, name, language, password_hash from users where email = $1',
    [normalizeEmail(email)],
  );
  return rows[0] ?? null;
}

/** Changes what people may change of themselves. */
export async function updateUser(
  database: Queryable,
  userId: string,
  changes: { readonly name?: string | undefined; readonly language?: string | null | undefined },
): Promise<void> {
  await database.query(
    'update users set name = coalesce($2, name), language = case when $3 then $4 else language end where id = $1',
    [userId, changes.name ?? null, changes.language !== undefined, changes.language ?? null],
  );
}

/** @throws CairnError `request.invalid` when the new password is too short or too long */
export async function setPassword(tx: Queryable, userId: string, password: string): Promise<void> {
  await tx.query('update users set password_hash = $2 where id = $1', [userId, await hashPassword(password)]);
}

export async function findPasswordHash(database: Queryable, userId: string): Promise<string | null> {
  const { rows } = await database.query<{ password_hash: string }>(
    'select password_hash from users where id = $1',
    [userId],
  );
  return rows[0]?.password_hash ?? null;
}
