import type { Database, Queryable } from '../../db/database.ts';
import { Fenced, type Held } from '../engine/settle.ts';
import type { DigestObject } from './digest.ts';

/** An object that no digest names yet. */
export interface OpenObject extends Omit<DigestObject, 'written_at'> {
  readonly lane: string;
  readonly after_seq: number | null;
  readonly written_at: Date;
}

/** The last digest of a trail. */
export interface LastDigest {
  readonly number: number;
  readonly key: string;
  readonly sha256: string;
  readonly through_seq: number;
  readonly at: Date;
}

/** A digest whose text is fixed and which is not known to be stored. */
export interface PendingDigest {
  readonly number: number;
  readonly key: string;
  readonly body: string;
}

/** Objects that one digest names at most: a digest of some megabytes. */
const maxObjects = 10_000;

/** Objects written before `before` that no digest names, in the order in which they were written. */
export async function openObjects(database: Queryable, held: Held, before: Date): Promise<OpenObject[]> {
  const { rows } = await database.query<OpenObject>(
    `select key, lane, after_seq, first_seq, last_seq, events, bytes, sha256, content_sha256, written_at
     from trail_objects
     where organization_id = $1 and trail_id = $2 and digest is null and written_at < $3
     order by written_at, first_seq limit ${maxObjects}`,
    [held.organizationId, held.trailId, before],
  );
  return rows;
}

export async function lastDigest(
  database: Queryable,
  { organizationId, trailId }: Pick<Held, 'organizationId' | 'trailId'>,
): Promise<LastDigest | null> {
  const { rows } = await database.query<LastDigest>(
    `select number, key, sha256, through_seq, at from trail_digests
     where organization_id = $1 and trail_id = $2 order by number desc limit 1`,
    [organizationId, trailId],
  );
  return rows[0] ?? null;
}

/** The rules that decided about the numbers from `first` to `last`, each with the first number that it did. */
export async function rulesOf(
  database: Queryable,
  held: Held,
  { first, last }: { first: number; last: number },
): Promise<{ from: number; rule: string }[]> {
  const { rows } = await database.query<{ after_seq: number; rule: string }>(
    `select after_seq, rule from trail_rules
     where organization_id = $1 and trail_id = $2 and after_seq < $4
       and after_seq >= coalesce((select max(after_seq) from trail_rules
         where organization_id = $1 and trail_id = $2 and after_seq < $3), 0)
     order by after_seq`,
    [held.organizationId, held.trailId, first, last],
  );
  return rows.map(({ after_seq, rule }) => ({ from: Math.max(first, after_seq + 1), rule }));
}

/** Writes down which rule decides from the trail's position on; nothing when it is the one that did before. */
export async function noteRule(database: Queryable, held: Held, rule: string): Promise<void> {
  await database.query(
    `insert into trail_rules (organization_id, trail_id, after_seq, rule)
     select organization_id, trail_id, position, $4 from trail_progress p
     where organization_id = $1 and trail_id = $2 and fence = $3
       and $4 is distinct from (select r.rule from trail_rules r
         where r.organization_id = $1 and r.trail_id = $2 order by r.after_seq desc limit 1)
     on conflict (organization_id, trail_id, after_seq) do update set rule = excluded.rule`,
    [held.organizationId, held.trailId, held.fence, rule],
  );
}

/** Numbers from `first` to `last` that are dead letters now. */
export async function refusedNumbers(
  database: Queryable,
  held: Held,
  { first, last }: { first: number; last: number },
): Promise<number[]> {
  const { rows } = await database.query<{ seq: number }>(
    `select seq from dead_letters
     where organization_id = $1 and trail_id = $2 and seq between $3 and $4 order by seq`,
    [held.organizationId, held.trailId, first, last],
  );
  return rows.map(({ seq }) => seq);
}

export interface NewDigest extends PendingDigest {
  readonly sha256: string;
  readonly throughSeq: number;
  readonly at: Date;
  /** Keys of the objects that it names. */
  readonly objects: readonly string[];
}

/** Fixes a digest's text, and that its objects are named. Throws `Fenced` when the trail is another process's. */
export async function addDigest(database: Database, held: Held, added: NewDigest): Promise<void> {
  const { organizationId, trailId, fence } = held;
  const { number, key, body, sha256, throughSeq, at, objects } = added;
  await database.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `insert into trail_digests (organization_id, trail_id, number, key, body, sha256, through_seq, at)
       select organization_id, trail_id, $4, $5, $6, $7, $8, $9 from trail_progress
       where organization_id = $1 and trail_id = $2 and fence = $3 for update`,
      [organizationId, trailId, fence, number, key, body, sha256, throughSeq, at],
    );
    if (rowCount === 0) throw new Fenced(`trail ${trailId} is not held by fence ${fence} any more`);
    await tx.query(
      `update trail_objects set digest = $3
       where organization_id = $1 and trail_id = $2 and key = any($4) and digest is null`,
      [organizationId, trailId, number, objects],
    );
  });
}

/** Digests that are not known to be stored, lowest number first. */
export async function pendingDigests(database: Queryable, held: Held): Promise<PendingDigest[]> {
  const { rows } = await database.query<PendingDigest>(
    `select number, key, body from trail_digests
     where organization_id = $1 and trail_id = $2 and written_at is null order by number`,
    [held.organizationId, held.trailId],
  );
  return rows;
}

export async function digestWritten(
  database: Queryable,
  held: Held,
  number: number,
  now: Date,
): Promise<void> {
  await database.query(
    `update trail_digests set written_at = $4
     where organization_id = $1 and trail_id = $2 and number = $3 and written_at is null`,
    [held.organizationId, held.trailId, number, now],
  );
}
