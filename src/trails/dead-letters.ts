import type { Database, Queryable } from '../db/database.ts';
import type { Event } from '../event/event.ts';

/** An event that a destination refused, as the HTTP interface shows it. */
export interface DeadLetter {
  readonly id: string;
  readonly seq: number;
  readonly event_id: string;
  readonly action: string;
  readonly reason: string;
  readonly at: Date;
  /** Whether it is on its way again. */
  readonly resending: boolean;
  readonly event: Event;
}

/** Which dead letters are meant. */
export type Choice = { readonly ids: readonly string[] } | { readonly all: true };

export interface Of {
  readonly organizationId: string;
  readonly trailId: string;
}

interface Page {
  readonly limit: number;
  /** Number of the last event of the page before. */
  readonly after: number;
}

/** Dead letters by number, the oldest first. */
export async function listDeadLetters(database: Database, of: Of, page: Page): Promise<DeadLetter[]> {
  const { rows } = await database.query<Omit<DeadLetter, 'event'> & { event: string }>(
    `select id, seq, event_id, action, reason, at, resend_at is not null as resending, event
     from dead_letters where organization_id = $1 and trail_id = $2 and seq > $3 order by seq limit $4`,
    [of.organizationId, of.trailId, page.after, page.limit],
  );
  return rows.map((row) => ({ ...row, event: JSON.parse(row.event) as Event }));
}

const valuesOf = (of: Of, choice: Choice) => [
  of.organizationId,
  of.trailId,
  'ids' in choice ? choice.ids : null,
];

/** Asks for dead letters to be sent again, in order, beside the live deliveries. Gives how many. */
export async function resendDeadLetters(database: Queryable, of: Of, choice: Choice): Promise<number> {
  const { rowCount } = await database.query(
    `update dead_letters set resend_at = now()
     where organization_id = $1 and trail_id = $2 and resend_at is null
       and ($3::uuid[] is null or id = any($3::uuid[]))`,
    valuesOf(of, choice),
  );
  await database.query(`select pg_notify('cairn_trails', '')`);
  return rowCount;
}

/** Drops dead letters for good; the events stay in the log. Gives how many. */
export async function discardDeadLetters(database: Queryable, of: Of, choice: Choice): Promise<number> {
  const { rowCount } = await database.query(
    `delete from dead_letters
     where organization_id = $1 and trail_id = $2 and ($3::uuid[] is null or id = any($3::uuid[]))`,
    valuesOf(of, choice),
  );
  return rowCount;
}

/** Dead letters of all trails that wait for a person. */
export async function countDeadLetters(database: Database, organizationId: string): Promise<number> {
  const { rows } = await database.query<{ waiting: number }>(
    'select count(*) as waiting from dead_letters where organization_id = $1',
    [organizationId],
  );
  return rows[0]?.waiting ?? 0;
}
