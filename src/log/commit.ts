import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Accepted } from '../event/accept.ts';
import {
  type CopyBuffer,
  eventColumns,
  eventRows,
  idColumns,
  idRows,
  type NumberedEvent,
} from './copy-rows.ts';

/** An event on its way into an organization's log. */
export interface Pending {
  readonly organizationId: string;
  readonly event: Accepted;
}

/** What became of a pending event. A repeat has the number under which it was stored before. */
export interface Stored {
  readonly status: 'accepted' | 'duplicate';
  readonly id: string;
  readonly seq: number;
  /** When it was received, RFC 3339; absent for a repeat. */
  readonly receivedAt?: string;
}

/** A commit as it was sent, for finding out afterwards whether it took place. */
export interface Commit {
  readonly results: readonly Stored[];
  readonly rows: readonly NumberedEvent[];
  /** Newest number by organization. */
  readonly heads: ReadonlyMap<string, number>;
}

/** The payload of a NOTIFY may have 7,999 bytes; a longer one is left out, which means "look everywhere". */
const longestNotice = 7900;

const keyOf = (organizationId: string, id: string): string => `${organizationId}/${id}`;

/** The numbers of those events that are in the log already. */
async function findStored(client: PoolClient, pending: readonly Pending[]): Promise<Map<string, number>> {
  const given = pending.filter(({ event }) => !event.ownId);
  if (given.length === 0) return new Map();
  const { rows } = await client.query<{ organization_id: string; id: string; seq: number }>({
    name: 'log-find-stored',
    text: `select i.organization_id, i.id, i.seq from unnest($1::uuid[], $2::text[]) as g (organization_id, id)
             join event_ids i on i.organization_id = g.organization_id and i.id = g.id`,
    values: [given.map(({ organizationId }) => organizationId), given.map(({ event }) => event.id)],
  });
  return new Map(rows.map((row) => [keyOf(row.organization_id, row.id), row.seq]));
}

/**
 * Takes `counts` numbers for each organization and returns the first of each. The rows stay locked until the
 * commit, in the order of their ids, so that two processes neither interleave nor deadlock.
 */
async function takeNumbers(
  client: PoolClient,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const organizations = [...counts.keys()];
  const { rows } = await client.query<{ organization_id: string; first: number }>({
    name: 'log-take-numbers',
    text: `with wanted as (select * from unnest($1::uuid[], $2::bigint[]) as w (organization_id, n)),
                locked as (select h.organization_id from log_heads h join wanted w using (organization_id)
                            order by h.organization_id for update of h)
           update log_heads h set next_seq = h.next_seq + w.n
             from locked l join wanted w using (organization_id)
            where h.organization_id = l.organization_id
        returning h.organization_id, h.next_seq - w.n as first`,
    values: [organizations, [...counts.values()]],
  });
  return new Map(rows.map((row) => [row.organization_id, row.first]));
}

/** Copies rows that are encoded already: one write, without the stream in between that `pipeline` would need. */
async function copy(client: PoolClient, table: string, columns: string, bytes: Buffer): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin (format binary)`));
  stream.end(bytes);
  await once(stream, 'finish');
}

/** Sorts a group into first sightings and repeats, within the group and against the log. */
function separate(pending: readonly Pending[], stored: ReadonlyMap<string, number>) {
  const fresh = new Map<string, Pending>();
  const counts = new Map<string, number>();
  for (const item of pending) {
    const key = keyOf(item.organizationId, item.event.id);
    if (stored.has(key) || fresh.has(key)) continue;
    fresh.set(key, item);
    counts.set(item.organizationId, (counts.get(item.organizationId) ?? 0) + 1);
  }
  return { fresh, counts };
}

function number(
  fresh: ReadonlyMap<string, Pending>,
  firsts: ReadonlyMap<string, number>,
  receivedMs: number,
) {
  const receivedAt = new Date(receivedMs).toISOString();
  const next = new Map(firsts);
  const rows = new Map<string, NumberedEvent>();
  for (const [key, { organizationId, event }] of fresh) {
    const seq = next.get(organizationId);
    if (seq === undefined) throw new Error(`organization ${organizationId} has no log`);
    next.set(organizationId, seq + 1);
    rows.set(key, { organizationId, seq, event, receivedAt });
  }
  return { rows, heads: new Map([...next].map(([organizationId, after]) => [organizationId, after - 1])) };
}

/**
 * Stores a group of events in one transaction up to, but not including, its commit: repeats found, numbers
 * taken, rows copied, listeners to be notified. The caller sends the commit, because only there the outcome
 * can become unknown.
 */
export async function prepareCommit(
  client: PoolClient,
  pending: readonly Pending[],
  receivedMs: number,
  buffer: CopyBuffer,
): Promise<Commit> {
  const stored = await findStored(client, pending);
  const { fresh, counts } = separate(pending, stored);
  await client.query('begin');
  const firsts = counts.size === 0 ? new Map<string, number>() : await takeNumbers(client, counts);
  const { rows, heads } = number(fresh, firsts, receivedMs);
  const list = [...rows.values()];
  if (list.length > 0) {
    await copy(client, 'event_ids', idColumns, idRows(buffer, list, receivedMs));
    await copy(client, 'events', eventColumns, eventRows(buffer, list, receivedMs));
  }
  const taken = new Set<string>();
  const results = pending.map(({ organizationId, event }): Stored => {
    const key = keyOf(organizationId, event.id);
    const row = rows.get(key);
    if (row === undefined || taken.has(key)) {
      return { status: 'duplicate', id: event.id, seq: row?.seq ?? (stored.get(key) as number) };
    }
    taken.add(key);
    return { status: 'accepted', id: event.id, seq: row.seq, receivedAt: row.receivedAt };
  });
  return { results, rows: list, heads };
}

/** Commits and tells the listeners in one round trip. */
export async function sendCommit(client: PoolClient, heads: ReadonlyMap<string, number>): Promise<void> {
  const payload = JSON.stringify([...heads]);
  await client.query(
    `select pg_notify('cairn_log', '${payload.length > longestNotice ? '' : payload}'); commit`,
  );
}

/** Whether a commit whose outcome is unknown took place: then its first event is in the ledger, with its number. */
export async function tookPlace(client: PoolClient, commit: Commit): Promise<boolean> {
  const first = commit.rows[0];
  if (first === undefined) return true;
  const { rows } = await client.query<{ seq: number }>(
    'select seq from event_ids where organization_id = $1 and id = $2',
    [first.organizationId, first.event.id],
  );
  return rows[0]?.seq === first.seq;
}
