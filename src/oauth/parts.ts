import type { Principals } from '../access/principal.ts';
import type { Database } from '../db/database.ts';
import type { Change, Recorder } from '../ingest/record.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/log.ts';

/** The parts of a running Cairn that its OAuth provider works with. */
export interface OAuthParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly principals: Principals;
  readonly record: Recorder;
  readonly change: Change;
  /** The issuer: the address under which people reach this Cairn, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** How long things last, in seconds. */
export const lifetimes = {
  /** From the consent to the exchange; twice what a code lasts. */
  unusedGrant: 120,
  code: 60,
  access: 60 * 60,
  /** From each use to the next: a refresh token is new with every refresh. */
  refresh: 90 * 24 * 60 * 60,
  /** In which a used refresh token answers with the same successor once more, for an answer that was lost. */
  grace: 30,
} as const;
