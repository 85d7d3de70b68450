import type { Database } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import type { Of } from './dead-letters.ts';

/** A batch that was sent, and what became of it. */
export interface Delivery {
  readonly id: string;
  readonly lane: string;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly events: number;
  readonly bytes: number;
  readonly status: string;
  readonly attempts: number;
  readonly started_at: Date;
  readonly settled_at: Date | null;
  readonly next_attempt_at: Date | null;
}

/** One try at it. `request` and `response` are heads, with secrets removed. */
export interface Attempt {
  readonly number: number;
  readonly at: Date;
  readonly duration_ms: number;
  readonly outcome: string;
  readonly status: number | null;
  readonly reason: string | null;
  readonly request: string;
  readonly response: string | null;
}

/** Where a page of deliveries ends. */
export interface DeliveryMark {
  readonly startedAt: Date;
  readonly id: string;
}

interface Page {
  readonly limit: number;
  readonly before?: DeliveryMark | undefined;
}

const columns =
  'id, lane, first_seq, last_seq, events, bytes, status, attempts, started_at, settled_at, next_attempt_at';

/** Deliveries of a trail, the newest first. */
export async function listDeliveries(
  database: Database,
  of: Of,
  { limit, before }: Page,
): Promise<Delivery[]> {
  const { rows } = await database.query<Delivery>(
    `select ${columns} from deliveries
     where organization_id = $1 and trail_id = $2
       and ($3::timestamptz is null or (started_at, id) < ($3::timestamptz, $4::uuid))
     order by started_at desc, id desc limit $5`,
    [of.organizationId, of.trailId, before?.startedAt ?? null, before?.id ?? null, limit],
  );
  return rows;
}

/** One delivery with its attempts, the first one first. @throws CairnError `resource.not_found` */
export async function getDelivery(
  database: Database,
  of: Of,
  id: string,
): Promise<Omit<Delivery, 'attempts'> & { attempts: Attempt[] }> {
  const { rows } = await database.query<Delivery>(
    `select ${columns} from deliveries where organization_id = $1 and trail_id = $2 and id = $3`,
    [of.organizationId, of.trailId, id],
  );
  const row = rows[0];
  if (row === undefined) throw new CairnError('resource.not_found');
  const attempts = await database.query<Attempt>(
    `select number, at, duration_ms, outcome, status, reason, request, response from attempts
     where organization_id = $1 and trail_id = $2 and delivery_id = $3 order by number limit 1000`,
    [of.organizationId, of.trailId, id],
  );
  return { ...row, attempts: attempts.rows };
}

/** Five minutes of a trail. */
export interface Counts {
  readonly at: Date;
  readonly delivered: number;
  readonly deliveries: number;
  readonly failed: number;
  readonly dead: number;
  readonly bytes: number;
  readonly duration_ms: number;
}

/** Sums of five minutes each, the oldest first; minutes in which nothing happened are left out. */
export async function trailCounts(database: Database, of: Of, from: Date): Promise<Counts[]> {
  const { rows } = await database.query<Counts>(
    `select at, delivered, deliveries, failed, dead, bytes, duration_ms from trail_counts
     where organization_id = $1 and trail_id = $2 and at >= $3 order by at`,
    [of.organizationId, of.trailId, from],
  );
  return rows;
}
