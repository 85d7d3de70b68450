import type { Queryable } from '../db/database.ts';
import { findDestination } from '../destinations/index.ts';
import { CairnError } from '../kernel/errors.ts';

/** What is shown of a secret. */
export interface SecretView {
  readonly set: boolean;
  readonly updated_at: string | null;
  /** In the answer that made it, and never again. */
  readonly value?: string;
}

/** A trail as the HTTP interface shows it. */
export interface TrailView {
  readonly id: string;
  readonly name: string;
  readonly rule: string;
  readonly destination: string;
  readonly format: string;
  readonly config: Record<string, unknown>;
  readonly secrets: Record<string, SecretView>;
  readonly status: 'active' | 'paused' | 'failing';
  /** Who paused it: a person, or Cairn after days of failures. */
  readonly pause_reason: 'person' | 'failing' | null;
  readonly position: number;
  readonly lag_events: number;
  /** Age of the oldest event that is not settled. */
  readonly lag_seconds: number;
  readonly delivered_24h: number;
  /** Attempts that failed; what they held was delivered later or is still to be. */
  readonly failed_24h: number;
  readonly dead_letters: number;
  readonly last_delivery_at: Date | null;
  readonly last_error: string | null;
  readonly last_error_at: Date | null;
  readonly failing_since: Date | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

interface Row extends Omit<TrailView, 'secrets' | 'status'> {
  readonly secrets_set: Record<string, string>;
  readonly paused_at: Date | null;
  readonly told_at: Date | null;
}

const sql = `
select t.id, t.name, t.rule, t.destination, t.format, t.config, t.secrets_set, t.paused_at, t.pause_reason,
       t.created_by, t.created_at, t.updated_at,
       p.position, p.last_delivery_at, p.last_error, p.last_error_at, p.failing_since, p.told_at,
       greatest(0, coalesce(h.next_seq, 1) - 1 - p.position) as lag_events,
       coalesce(greatest(0, extract(epoch from now() - oldest.received_at)), 0)::float8 as lag_seconds,
       coalesce(day.delivered, 0)::bigint as delivered_24h, coalesce(day.failed, 0)::bigint as failed_24h,
       (select count(*) from dead_letters d where d.organization_id = t.organization_id and d.trail_id = t.id)
         as dead_letters
  from trails t
  join trail_progress p on p.organization_id = t.organization_id and p.trail_id = t.id
  left join log_heads h on h.organization_id = t.organization_id
  left join lateral (
    select e.received_at from events e
     where e.organization_id = t.organization_id and e.seq > p.position order by e.seq limit 1) oldest on true
  left join lateral (
    select sum(c.delivered) as delivered, sum(c.failed) as failed from trail_counts c
     where c.organization_id = t.organization_id and c.trail_id = t.id and c.at > now() - interval '24 hours') day on true
 where t.organization_id = $1 and t.deleted_at is null and ($2::uuid is null or t.id = $2)
   and t.setting is not distinct from $3
 order by t.id`;

/** Every trail that people made, oldest first. */
export async function listTrails(database: Queryable, organizationId: string): Promise<TrailView[]> {
  const { rows } = await database.query<Row>(sql, [organizationId, null, null]);
  return rows.map(show);
}

/** One trail; `setting` names the one that keeps it, null for a trail of people. @throws CairnError `resource.not_found` */
export async function getTrail(
  database: Queryable,
  organizationId: string,
  id: string,
  setting: string | null = null,
): Promise<TrailView> {
  const { rows } = await database.query<Row>(sql, [organizationId, id, setting]);
  const row = rows[0];
  if (row === undefined) throw new CairnError('resource.not_found');
  return show(row);
}

function show({ secrets_set, paused_at, told_at, ...row }: Row): TrailView {
  const names = Object.keys(findDestination(row.destination)?.secrets.shape ?? secrets_set);
  const secrets = names.map((name) => [
    name,
    { set: name in secrets_set, updated_at: secrets_set[name] ?? null },
  ]);
  return {
    ...row,
    lag_seconds: Math.round(row.lag_seconds * 10) / 10,
    secrets: Object.fromEntries(secrets),
    status: paused_at ? 'paused' : told_at ? 'failing' : 'active',
  };
}
