import type { Queryable } from '../db/database.ts';
import { eventJson } from '../event/accept.ts';
import type { Pending } from './commit.ts';
import { eventColumns, idColumns } from './copy-rows.ts';

/** What a transaction appended, for `LogWriter.appended` after its commit. */
export interface Appended {
  /** Newest number by organization. */
  readonly heads: ReadonlyMap<string, number>;
  readonly events: number;
}

const placeholders = (count: number): string =>
  Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ');

const insertEvent = `insert into events (${eventColumns}) values (${placeholders(17)})`;
const insertId = `insert into event_ids (${idColumns}) values (${placeholders(4)})`;

/**
 * Appends events in a transaction of the caller: they are in the log if and only if it commits. For the few events
 * that tell of a change which is made in the same transaction; their ids must be new. It takes the organizations'
 * locks, which order all commits of their logs, so it comes last in the transaction.
 */
export async function appendWithin(
  tx: Queryable,
  pending: readonly Pending[],
  nowMs: () => number,
): Promise<Appended> {
  const heads = new Map<string, number>();
  // In the order in which every writer takes these locks.
  for (const organizationId of [...new Set(pending.map((item) => item.organizationId))].sort()) {
    const own = pending.filter((item) => item.organizationId === organizationId);
    const first = await takeNumbers(tx, organizationId, own.length);
    const receivedAt = new Date(nowMs());
    for (const [index, item] of own.entries()) await insert(tx, item, first + index, receivedAt);
    heads.set(organizationId, first + own.length - 1);
  }
  if (pending.length > 0) await tx.query(`select pg_notify('cairn_log', $1)`, [JSON.stringify([...heads])]);
  return { heads, events: pending.length };
}

async function takeNumbers(tx: Queryable, organizationId: string, count: number): Promise<number> {
  const { rows } = await tx.query<{ first: number }>(
    'update log_heads set next_seq = next_seq + $2 where organization_id = $1 returning next_seq - $2 as first',
    [organizationId, count],
  );
  if (rows[0] === undefined) throw new Error(`organization ${organizationId} has no log`);
  return rows[0].first;
}

async function insert(
  tx: Queryable,
  { organizationId, event }: Pending,
  seq: number,
  receivedAt: Date,
): Promise<void> {
  await tx.query(insertId, [organizationId, event.id, seq, receivedAt]);
  await tx.query(insertEvent, [
    ...[organizationId, seq, receivedAt, new Date(event.occurredAt), event.id, event.action, event.level],
    ...[event.result, event.module, event.service, event.errorCode, event.actorType, event.actorId],
    ...[event.customerId, event.sourceIp, event.integrationId],
    eventJson(event, organizationId, receivedAt.toISOString(), seq).toString(),
  ]);
}
