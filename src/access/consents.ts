import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { randomToken, tokenHash } from './random-token.ts';

/** How long a person may take at the other service. */
const validMinutes = 10;

/** A person who was sent to another service to consent, and whose return is awaited. */
export interface Consent {
  readonly organizationId: string;
  /** The session that began it: nobody else may finish it. */
  readonly sessionId: string;
  /** What is to be done with the answer: `slack`. */
  readonly purpose: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Begins a consent; gives the `state` that the other service hands back (RFC 6749, section 10.12). */
export async function beginConsent(database: Queryable, consent: Consent): Promise<string> {
  const state = randomToken();
  await database.query('delete from consent_sessions where expires_at < now()');
  await database.query(
    `insert into consent_sessions (state_hash, organization_id, session_id, purpose, data, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(mins => ${validMinutes}))`,
    [
      tokenHash(state),
      consent.organizationId,
      consent.sessionId,
      consent.purpose,
      JSON.stringify(consent.data),
    ],
  );
  return state;
}

/**
 * Uses a state up. One that is unknown, used, expired, or of another session is refused.
 * @throws CairnError `consent.invalid_state`
 */
export async function takeConsent(
  database: Queryable,
  {
    state,
    sessionId,
    purpose,
  }: { readonly state: string; readonly sessionId: string; readonly purpose: string },
): Promise<Consent> {
  const { rows } = await database.query<{ organization_id: string; data: Record<string, unknown> }>(
    `delete from consent_sessions
      where state_hash = $1 and session_id = $2 and purpose = $3 and expires_at > now()
     returning organization_id, data`,
    [tokenHash(state), sessionId, purpose],
  );
  const [row] = rows;
  if (row === undefined) throw new CairnError('consent.invalid_state');
  return { organizationId: row.organization_id, sessionId, purpose, data: row.data };
}
