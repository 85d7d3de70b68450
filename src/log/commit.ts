import type { PoolClient } from 'pg';
import type { Accepted } from '../event/accept.ts';
import { copyAndCommit } from './copy-commit.ts';
import {
  type CopyBuffer,
  eventColumns,
  eventRows,
  idColumns,
  idRows,
  type NumberedEvent,
} from './copy-rows.ts';
import type { NextNumbers } from './next-numbers.ts';

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
  readonly receivedMs: number;
  /** Statements that open the transaction and take expected numbers; empty when it is open already. */
  readonly opening: readonly string[];
}

/** Where rows are encoded; used again for each commit of a writer. */
export interface CommitBuffers {
  readonly ids: CopyBuffer;
  readonly events: CopyBuffer;
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
 * Begins a transaction and takes `counts` numbers for each organization; gives the first of each. The rows stay
 * locked until the commit, in the order of their ids, so that two processes neither interleave nor deadlock. One
 * round trip: the values are UUIDs from the database and counts of ours.
 */
async function takeNumbers(
  client: PoolClient,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const wanted = [...counts].map(
    ([organizationId, count]) => `('${organizationId}'::uuid, ${count}::bigint)`,
  );
  const results = await client.query<{ organization_id: string; first: number }>(
    `begin;
     with wanted (organization_id, n) as (values ${wanted.join(', ')}),
          locked as (select h.organization_id, w.n from log_heads h join wanted w using (organization_id)
                      order by h.organization_id for update of h)
     update log_heads h set next_seq = h.next_seq + l.n
       from locked l
      where h.organization_id = l.organization_id
  returning h.organization_id, h.next_seq - l.n as first`,
  );
  const [, taken] = results as unknown as [unknown, typeof results];
  return new Map(taken.rows.map((row) => [row.organization_id, row.first]));
}

/** The same for numbers that are expected: nothing is sent yet. In the order of ids, as above. */
function openingFor(counts: ReadonlyMap<string, number>, firsts: ReadonlyMap<string, number>): string[] {
  const takes = [...counts.keys()]
    .sort()
    .map(
      (organizationId) =>
        `select log_take('${organizationId}', ${firsts.get(organizationId)}, ${counts.get(organizationId)})`,
    );
  return ['begin', ...takes];
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
 * Finds the repeats of a group and gives the others their numbers: the expected ones, or, where there is no
 * expectation, those that it takes in a transaction that it begins.
 */
export async function beginCommit(
  client: PoolClient,
  pending: readonly Pending[],
  receivedMs: number,
  numbers: NextNumbers,
): Promise<Commit> {
  const stored = await findStored(client, pending);
  const { fresh, counts } = separate(pending, stored);
  const expected = numbers.of(counts.keys());
  const firsts = expected ?? (await takeNumbers(client, counts));
  const { rows, heads } = number(fresh, firsts, receivedMs);
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
  return {
    results,
    rows: [...rows.values()],
    heads,
    receivedMs,
    opening: expected === null ? [] : openingFor(counts, firsts),
  };
}

/** Stores the rows of a commit and ends its transaction. A group of nothing but repeats has none. */
export async function finishCommit(
  client: PoolClient,
  commit: Commit,
  buffers: CommitBuffers,
): Promise<void> {
  const { rows, receivedMs, heads } = commit;
  if (rows.length === 0) return;
  const notice = JSON.stringify([...heads]);
  await copyAndCommit(
    client,
    commit.opening,
    [
      { table: 'event_ids', columns: idColumns, rows: idRows(buffers.ids, rows, receivedMs) },
      { table: 'events', columns: eventColumns, rows: eventRows(buffers.events, rows, receivedMs) },
    ],
    notice.length > longestNotice ? '' : notice,
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
