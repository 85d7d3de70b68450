import type { Database } from '../db/database.ts';
import type { Event } from '../event/event.ts';
import { match } from '../event/query/match.ts';
import { parse } from '../event/query/parse.ts';
import { lastSeq } from '../log/read.ts';
import { seqBefore } from '../log/seq-before.ts';
import { checkRule } from './trail-fields.ts';

const week = 7 * 86_400_000;
const pageRows = 2_000;
const samples = 5;

/** Enough for some 150,000 events on the machine that was measured; the rest is estimated from them. */
const longestMs = 1_500;

/** What a rule would have let through in the last 7 days. */
export interface Preview {
  readonly count: number;
  readonly total: number;
  /** Whether every event was looked at; else `count` is estimated from the newest ones. */
  readonly exact: boolean;
  /** The newest events that match. */
  readonly samples: readonly Event[];
}

/** @throws CairnError `query.invalid`, its fault on the path `rule` */
export async function previewRule(
  database: Database,
  organizationId: string,
  { rule, now }: { rule: string; now: Date },
): Promise<Preview> {
  checkRule(rule, now);
  const matches = match(parse(rule, { now }), { now });
  const head = await lastSeq(database, organizationId);
  const before = await seqBefore(database, organizationId, new Date(now.getTime() - week));
  const total = head - before;
  const found: Event[] = [];
  const untilMs = performance.now() + longestMs;
  let count = 0;
  let seen = 0;
  for (let next = head + 1; seen < total && performance.now() < untilMs; ) {
    const { rows } = await database.query<{ seq: number; event: string }>(
      `select seq, event from events where organization_id = $1 and seq < $2 and seq > $3 order by seq desc limit $4`,
      [organizationId, next, before, pageRows],
    );
    for (const row of rows) {
      const event = JSON.parse(row.event) as Event;
      if (!matches(event)) continue;
      count += 1;
      if (found.length < samples) found.push(event);
    }
    seen += rows.length;
    const last = rows.at(-1);
    if (last === undefined) break;
    next = last.seq;
  }
  const exact = seen >= total;
  return {
    count: exact ? count : Math.round((count * total) / Math.max(1, seen)),
    total,
    exact,
    samples: found,
  };
}
