import type { Database } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { tokenHash } from './random-token.ts';

/** How many wrong guesses in a row are free; each further one doubles the wait for the next. */
export interface Budget {
  readonly free: number;
}

const firstWaitSeconds = 5;
export const longestWaitSeconds = 15 * 60;

/** Wrong guesses are forgotten after an hour without a further one. */
export const forgottenAfterSeconds = 60 * 60;

/** A sweep now and then keeps the table at one hour's guesses. */
const sweepShare = 0.02;

/** Seconds that have to pass between the last of so many wrong guesses and the next try. */
export function waitAfter(guesses: number, { free }: Budget): number {
  if (guesses < free) return 0;
  return Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (guesses - free));
}

/** What wrong guesses are counted for, such as an account seen from one address. */
export interface Subject {
  readonly name: string;
  /** May depend on how many wrong guesses the other subjects of the same try have. */
  readonly budget: Budget | ((counts: ReadonlyMap<string, number>) => Budget);
  /** Whether a right guess forgets the wrong ones before it; else it only does not count itself. */
  readonly forgiving: boolean;
}

interface Row {
  readonly subject: Buffer;
  readonly guesses: number;
  readonly since: number;
}

/** The try is counted as wrong before it is checked, so that a thousand at once are not all free. */
async function reserve(database: Database, subjects: readonly Subject[]): Promise<void> {
  const hashes = subjects.map(({ name }) => tokenHash(name));
  await database.transaction(async (tx) => {
    // In one order, so that two tries cannot wait for each other.
    await tx.query(
      `insert into wrong_guesses (subject, guesses)
       select subject, 0 from unnest($1::bytea[]) as s (subject) order by subject on conflict do nothing`,
      [hashes],
    );
    const { rows } = await tx.query<Row>(
      `select subject, case when last_at < now() - make_interval(secs => $2) then 0 else guesses end as guesses,
              extract(epoch from now() - last_at)::float8 as since
         from wrong_guesses where subject = any($1) order by subject for update`,
      [hashes, forgottenAfterSeconds],
    );
    const row = (at: number) => rows.find(({ subject }) => subject.equals(hashes[at] as Buffer));
    const counts = new Map(subjects.map(({ name }, at) => [name, row(at)?.guesses ?? 0]));
    const waits = subjects.map(({ name, budget }, at) => {
      const allowed = typeof budget === 'function' ? budget(counts) : budget;
      return waitAfter(counts.get(name) ?? 0, allowed) - (row(at)?.since ?? 0);
    });
    const wait = Math.ceil(Math.max(...waits));
    if (wait > 0)
      throw new CairnError('auth.rate_limited', `Try again in ${wait} seconds.`, { retryAfter: wait });
    await tx.query(
      `update wrong_guesses w set guesses = n.guesses + 1, last_at = now()
         from unnest($1::bytea[], $2::int[]) as n (subject, guesses) where w.subject = n.subject`,
      [hashes, [...counts.values()]],
    );
    if (Math.random() < sweepShare)
      await tx.query('delete from wrong_guesses where last_at < now() - make_interval(secs => $1)', [
        forgottenAfterSeconds,
      ]);
  });
}

/** The guess was right: it is not counted, and where that is forgiving, those before it neither. */
async function settle(database: Database, subjects: readonly Subject[]): Promise<void> {
  await database.query(
    `update wrong_guesses w set guesses = case when s.forgiving then 0 else greatest(0, w.guesses - 1) end
       from unnest($1::bytea[], $2::bool[]) as s (subject, forgiving) where w.subject = s.subject`,
    [subjects.map(({ name }) => tokenHash(name)), subjects.map(({ forgiving }) => forgiving)],
  );
}

const turns = new Map<string, Promise<unknown>>();

/** One after the other for each key, so that many right guesses at once do not take each other for wrong ones. */
async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve();
  // Whether the one before failed is its caller's business.
  const mine = before.then(work, work);
  turns.set(key, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(key) === mine) turns.delete(key);
  }
}

/**
 * Checks a guess unless too many were wrong. `check` gives null for a wrong one.
 * @throws CairnError `auth.rate_limited` with the seconds to wait; nothing was checked then
 */
export async function guess<T>(
  database: Database,
  subjects: readonly [Subject, ...Subject[]],
  check: () => Promise<T | null>,
): Promise<T | null> {
  return inTurn(subjects[0].name, async () => {
    // One connection at a time: tries at one account from everywhere would else wait for its row with all of them.
    await inTurn('reservations', () => reserve(database, subjects));
    const found = await check();
    if (found !== null) await settle(database, subjects);
    return found;
  });
}
