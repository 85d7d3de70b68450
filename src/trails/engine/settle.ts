import type { Queryable } from '../../db/database.ts';

/** Which trail, and the proof that it is still ours. */
export interface Held {
  readonly organizationId: string;
  readonly trailId: string;
  readonly fence: number;
}

export type Lane = 'live' | 'resend';

export type DeliveryStatus = 'retrying' | 'delivered' | 'partial' | 'split' | 'dead' | 'superseded';

/** One try, as it is stored. */
export interface AttemptRecord {
  readonly deliveryId: string;
  readonly lane: Lane;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly events: number;
  readonly bytes: number;
  readonly deliveryStatus: DeliveryStatus;
  readonly nextAttemptAt: Date | null;
  readonly at: Date;
  readonly durationMs: number;
  readonly outcome: string;
  readonly status: number | null;
  readonly reason: string | null;
  readonly request: string;
  readonly response: string | null;
}

export interface DeadLetterRecord {
  readonly id: string;
  readonly seq: number;
  readonly event_id: string;
  readonly action: string;
  readonly reason: string;
  readonly event: string;
}

/** An object that an object store holds now. */
export interface ObjectRecord {
  readonly key: string;
  readonly lane: Lane;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly events: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly contentSha256: string;
}

/** What one write records. */
export interface Settlement {
  readonly now: Date;
  /** The position moves here; never back. Absent: it stays. */
  readonly position?: number;
  readonly attempt?: AttemptRecord;
  /** Events that the destination took. */
  readonly delivered?: number;
  readonly dead?: readonly DeadLetterRecord[];
  /** Numbers of dead letters that were delivered after all. */
  readonly freed?: readonly number[];
  /** What was stored, for the digest of the hour. */
  readonly object?: ObjectRecord;
  /** Absent: this was no failure of the trail as a whole. */
  readonly error?: string;
}

/** Another process has taken the trail over: nothing was written, and this one has to let go. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

const bucketMs = 300_000;

/**
 * Position, delivery, attempt, dead letters, the object stored and counts in one statement, which writes nothing at all unless the
 * fence is still ours. Repeating it after an unknown outcome moves nothing twice but may count twice.
 */
const sql = `
with held as (
  update trail_progress set
    position = greatest(position, coalesce($4, position)),
    last_delivery_at = case when $5 > 0 then $6 else last_delivery_at end,
    failing_since = case when $5 > 0 then null when $7::text is null then failing_since else coalesce(failing_since, $6) end,
    told_at = case when $5 > 0 then null else told_at end,
    last_error = coalesce($7, last_error),
    last_error_at = case when $7::text is null then last_error_at else $6 end
  where organization_id = $1 and trail_id = $2 and fence = $3
  returning failing_since, told_at
), next as (
  select 1 + coalesce(max(number), 0) as number from attempts
  where organization_id = $1 and trail_id = $2 and delivery_id = ($8::jsonb ->> 'deliveryId')::uuid
), one as (
  select a.*, next.number from held, next, jsonb_to_record($8::jsonb) as a(
    "deliveryId" uuid, lane text, "firstSeq" bigint, "lastSeq" bigint, events integer, bytes integer,
    "deliveryStatus" text, "nextAttemptAt" timestamptz, at timestamptz, "durationMs" integer, outcome text,
    status integer, reason text, request text, response text)
  where $8::jsonb is not null
), delivery as (
  insert into deliveries (organization_id, trail_id, id, lane, first_seq, last_seq, events, bytes, status,
                          attempts, started_at, settled_at, next_attempt_at)
  select $1, $2, "deliveryId", lane, "firstSeq", "lastSeq", events, bytes, "deliveryStatus",
         number, at, case when "deliveryStatus" <> 'retrying' then $6::timestamptz end, "nextAttemptAt" from one
  on conflict (organization_id, trail_id, id) do update set
    status = excluded.status, attempts = excluded.attempts, settled_at = excluded.settled_at,
    next_attempt_at = excluded.next_attempt_at
), attempt as (
  insert into attempts (organization_id, trail_id, delivery_id, number, at, duration_ms, outcome, status, reason,
                        request, response)
  select $1, $2, "deliveryId", number, at, "durationMs", outcome, status, reason, request, response from one
  on conflict do nothing
), dead as (
  insert into dead_letters (organization_id, trail_id, seq, id, event_id, action, reason, at, event)
  select $1, $2, d.seq, d.id, d.event_id, d.action, d.reason, $6, d.event
  from held, jsonb_to_recordset($9::jsonb) as d(
    seq bigint, id uuid, event_id text, action text, reason text, event text)
  on conflict (organization_id, trail_id, seq) do update set
    reason = excluded.reason, at = excluded.at, resend_at = null
), freed as (
  delete from dead_letters using held
  where organization_id = $1 and trail_id = $2 and seq = any($10::bigint[])
), stored as (
  insert into trail_objects as o (organization_id, trail_id, key, lane, after_seq, first_seq, last_seq, events, bytes,
                                  sha256, content_sha256, written_at)
  select $1, $2, n.key, n.lane,
         -- The statement sees the position as it was before.
         (select position from trail_progress where organization_id = $1 and trail_id = $2 and n.lane = 'live'),
         n."firstSeq", n."lastSeq", n.events, n.bytes, n.sha256, n."contentSha256", $6
  from held, jsonb_to_record($12::jsonb) as n(key text, lane text, "firstSeq" bigint, "lastSeq" bigint,
    events integer, bytes bigint, sha256 text, "contentSha256" text)
  where $12::jsonb is not null
  on conflict (organization_id, trail_id, key) do update set
    bytes = excluded.bytes, sha256 = excluded.sha256, content_sha256 = excluded.content_sha256,
    events = excluded.events, written_at = excluded.written_at,
    digest = case when o.sha256 = excluded.sha256 then o.digest end
), counted as (
  insert into trail_counts as c (organization_id, trail_id, at, delivered, deliveries, failed, dead, bytes, duration_ms)
  select $1, $2, $11::timestamptz, $5, case when $5 > 0 then 1 else 0 end, case when $7::text is null then 0 else 1 end,
         jsonb_array_length($9::jsonb), case when $5 > 0 then one.bytes else 0 end, coalesce(one."durationMs", 0)
  from held left join one on true
  where $8::jsonb is not null or jsonb_array_length($9::jsonb) > 0
  on conflict (organization_id, trail_id, at) do update set
    delivered = c.delivered + excluded.delivered, deliveries = c.deliveries + excluded.deliveries,
    failed = c.failed + excluded.failed, dead = c.dead + excluded.dead, bytes = c.bytes + excluded.bytes,
    duration_ms = c.duration_ms + excluded.duration_ms
)
select failing_since, told_at from held`;

/** What the trail's health is after the write. */
export interface Health {
  readonly failingSince: Date | null;
  readonly toldAt: Date | null;
}

/** Records what became of a batch. Throws `Fenced` when the trail is another process's now. */
export async function settle(database: Queryable, held: Held, settlement: Settlement): Promise<Health> {
  const { now, position, attempt, delivered, dead, freed, error, object } = settlement;
  const { rows } = await database.query<{ failing_since: Date | null; told_at: Date | null }>(sql, [
    held.organizationId,
    held.trailId,
    held.fence,
    position ?? null,
    delivered ?? 0,
    now,
    error ?? null,
    attempt === undefined ? null : JSON.stringify(attempt),
    JSON.stringify(dead ?? []),
    freed ?? [],
    new Date(Math.floor(now.getTime() / bucketMs) * bucketMs),
    object === undefined ? null : JSON.stringify(object),
  ]);
  const row = rows[0];
  if (row === undefined)
    throw new Fenced(`trail ${held.trailId} is not held by fence ${held.fence} any more`);
  return { failingSince: row.failing_since, toldAt: row.told_at };
}

/** Makes this fence the trail's; gives its progress, or null when a newer fence is there or the trail is gone. */
export async function claim(
  database: Queryable,
  held: Held,
): Promise<{ position: number; failingSince: Date | null; toldAt: Date | null } | null> {
  const { rows } = await database.query<{
    position: number;
    failing_since: Date | null;
    told_at: Date | null;
  }>(
    `update trail_progress set fence = $3
     where organization_id = $1 and trail_id = $2 and fence <= $3
     returning position, failing_since, told_at`,
    [held.organizationId, held.trailId, held.fence],
  );
  const row = rows[0];
  return row === undefined
    ? null
    : { position: row.position, failingSince: row.failing_since, toldAt: row.told_at };
}

/**
 * Writes down, before anything is sent, which events a delivery holds. Idempotent. Throws `Fenced` as `settle` does.
 */
export async function freeze(
  database: Queryable,
  held: Held,
  batch: { id: string; firstSeq: number; lastSeq: number; events: number; bytes: number; now: Date },
): Promise<void> {
  const { id, firstSeq, lastSeq, events, bytes, now } = batch;
  const { rowCount } = await database.query(
    `insert into deliveries (organization_id, trail_id, id, lane, first_seq, last_seq, events, bytes, status,
                             attempts, started_at)
     select organization_id, trail_id, $4, 'live', $5, $6, $7, $8, 'retrying', 0, $9 from trail_progress
     where organization_id = $1 and trail_id = $2 and fence = $3
     on conflict (organization_id, trail_id, id) do update set status = 'retrying', settled_at = null`,
    [held.organizationId, held.trailId, held.fence, id, firstSeq, lastSeq, events, bytes, now],
  );
  if (rowCount === 0) throw new Fenced(`trail ${held.trailId} is not held by fence ${held.fence} any more`);
}

/** The delivery that was being retried when the trail stopped, so that it can be cut the same way again. */
export async function pendingDelivery(
  database: Queryable,
  held: Held,
): Promise<{ id: string; lastSeq: number } | null> {
  const { rows } = await database.query<{ id: string; last_seq: number }>(
    `select id, last_seq from deliveries
     where organization_id = $1 and trail_id = $2 and status = 'retrying' and lane = 'live'
     order by started_at desc limit 1`,
    [held.organizationId, held.trailId],
  );
  const row = rows[0];
  return row === undefined ? null : { id: row.id, lastSeq: row.last_seq };
}

/** Closes deliveries that were being retried and never will be, because the trail was changed meanwhile. */
export async function supersede(database: Queryable, held: Held, keep: string): Promise<void> {
  await database.query(
    `update deliveries set status = 'superseded', settled_at = now(), next_attempt_at = null
     where organization_id = $1 and trail_id = $2 and status = 'retrying' and lane = 'live' and id <> $3`,
    [held.organizationId, held.trailId, keep],
  );
}
