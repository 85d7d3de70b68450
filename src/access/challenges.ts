import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { networkOf } from './guess-subjects.ts';
import { tokenHash } from './random-token.ts';

export type ChallengeKind = 'passkey' | 'new_passkey' | 'provider';

/** Long enough to find a telephone, or to sign in at the provider. */
export const challengeMinutes: Readonly<Record<ChallengeKind, number>> = {
  passkey: 5,
  new_passkey: 5,
  provider: 10,
};

/** Anybody may ask for a challenge; so many of one network may be open, that an office can sign in after a power cut. */
const mostOpen = 500;

export interface NewChallenge {
  readonly kind: ChallengeKind;
  /** What comes back; only its hash is stored. */
  readonly key: string;
  readonly userId?: string;
  /** The secret of the browser that began, of which the hash is stored. */
  readonly browser?: string;
  readonly next?: string;
  readonly address: string;
}

/** @throws CairnError `auth.rate_limited` when the network has too many open ones */
export async function openChallenge(database: Queryable, input: NewChallenge): Promise<void> {
  const network = networkOf(input.address);
  await database.query('delete from sign_in_challenges where expires_at < now()');
  const { rowCount } = await database.query(
    `insert into sign_in_challenges (key_hash, kind, user_id, browser_hash, next, address, expires_at)
     select $1, $2, $3, $4, $5, $6, now() + make_interval(mins => $7)
      where (select count(*) from sign_in_challenges where address = $6) < $8`,
    [
      tokenHash(input.key),
      input.kind,
      input.userId ?? null,
      input.browser === undefined ? null : tokenHash(input.browser),
      input.next ?? null,
      network,
      challengeMinutes[input.kind],
      mostOpen,
    ],
  );
  if (rowCount === 0)
    throw new CairnError('auth.rate_limited', 'Too many sign-ins are under way from this address.', {
      retryAfter: 60,
    });
}

export interface Challenge {
  readonly user_id: string | null;
  readonly next: string | null;
}

/** Takes a challenge back, once, from the browser and for the person that it was made for; else null. */
export async function takeChallenge(
  database: Queryable,
  input: {
    readonly kind: ChallengeKind;
    readonly key: string;
    readonly userId?: string;
    readonly browser?: string;
  },
): Promise<Challenge | null> {
  const { rows } = await database.query<Challenge>(
    `delete from sign_in_challenges
      where key_hash = $1 and kind = $2 and user_id is not distinct from $3::uuid
        and browser_hash is not distinct from $4::bytea and expires_at > now()
      returning user_id, next`,
    [
      tokenHash(input.key),
      input.kind,
      input.userId ?? null,
      input.browser === undefined ? null : tokenHash(input.browser),
    ],
  );
  return rows[0] ?? null;
}
