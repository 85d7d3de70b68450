import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../db/database.ts';
import { translateDatabaseError } from '../db/database-errors.ts';
import type { Event } from '../event/event.ts';
import { type HourCounts, hourCounts } from './hour-counts.ts';
import { searchColumns, searchRow } from './search-rows.ts';

export interface IndexOptions {
  /** The most events that one transaction takes; default 5,000, about a quarter of a second's work. */
  readonly limit?: number;
}

export interface Indexed {
  /** Organizations of which something was indexed. */
  readonly organizations: number;
  readonly events: number;
  /** Events that are in the log and not yet in the index, of all organizations. */
  readonly behind: number;
}

/**
 * Takes one batch of every organization that is behind into `event_search` and `event_hours`. A batch and the
 * new position of its organization are one transaction, so that a crash loses nothing and repeats nothing; an
 * organization that another process works on is left to it.
 */
export async function indexOnce(database: Database, { limit = 5_000 }: IndexOptions = {}): Promise<Indexed> {
  const { rows } = await database.query<{ organization_id: string; behind: number }>(
    `select h.organization_id, h.next_seq - 1 - i.seq as behind
       from log_heads h join index_heads i using (organization_id)
      where h.next_seq - 1 > i.seq
      order by h.organization_id`,
  );
  let events = 0;
  let organizations = 0;
  for (const { organization_id } of rows) {
    const indexed = await indexBatch(database, organization_id, limit);
    events += indexed;
    if (indexed > 0) organizations++;
  }
  const behind = rows.reduce((sum, row) => sum + row.behind, 0);
  return { organizations, events, behind: Math.max(0, behind - events) };
}

async function indexBatch(database: Database, organizationId: string, limit: number): Promise<number> {
  const client = await database.connect();
  let broken = true;
  try {
    await client.query('begin');
    const indexed = await indexLocked(client, organizationId, limit);
    await client.query('commit');
    broken = false;
    return indexed;
  } catch (err) {
    throw translateDatabaseError(err);
  } finally {
    // A connection that was left in the middle of a COPY or a transaction is of no use to anyone.
    client.release(broken);
  }
}

async function indexLocked(client: PoolClient, organizationId: string, limit: number): Promise<number> {
  const head = await client.query<{ seq: number }>(
    'select seq from index_heads where organization_id = $1 for update skip locked',
    [organizationId],
  );
  const after = head.rows[0]?.seq;
  if (after === undefined) return 0;
  const { rows } = await client.query<{ seq: number; event: string }>(
    'select seq, event from events where organization_id = $1 and seq > $2 order by seq limit $3',
    [organizationId, after, limit],
  );
  const last = rows.at(-1);
  if (last === undefined) return 0;
  const events = rows.map((row) => JSON.parse(row.event) as Event);
  await copySearch(client, events);
  await addHours(client, organizationId, hourCounts(events));
  await client.query('update index_heads set seq = $2 where organization_id = $1', [
    organizationId,
    last.seq,
  ]);
  return rows.length;
}

async function copySearch(client: PoolClient, events: readonly Event[]): Promise<void> {
  const copy = client.query(copyFrom(`copy event_search (${searchColumns}) from stdin`));
  await pipeline(Readable.from(chunks(events)), copy);
}

/** Rows in pieces of some 64 KiB: few enough writes, and no copy of the whole batch. */
function* chunks(events: readonly Event[]): Generator<Buffer> {
  let text = '';
  for (const event of events) {
    text += searchRow(event);
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

async function addHours(client: PoolClient, organizationId: string, counts: HourCounts): Promise<void> {
  await client.query(
    `insert into event_hours (organization_id, hour, level, action, result, module, service, events)
     select $1, * from unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
     on conflict (organization_id, hour, level, action, result, module, service)
     do update set events = event_hours.events + excluded.events`,
    [
      organizationId,
      counts.hour,
      counts.level,
      counts.action,
      counts.result,
      counts.module,
      counts.service,
      counts.events,
    ],
  );
}
