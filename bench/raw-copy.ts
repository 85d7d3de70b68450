import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../src/db/database.ts';
import { acceptEvent } from '../src/event/accept.ts';
import { uuidv7 } from '../src/kernel/ids.ts';
import { CopyBuffer, eventColumns, eventRows, idColumns, idRows } from '../src/log/copy-rows.ts';
import { ensurePartitions } from '../src/log/partitions.ts';
import { lifelikeEvents } from './lifelike-events.ts';

const group = 1_000;
const note = 'The title was changed by its owner after a review. '.repeat(3);

/**
 * What PostgreSQL alone can do here: rows of the same events, encoded beforehand, copied into the same tables with
 * the same indexes, one commit for 1,000, on one connection. Events a second.
 */
export async function measureRawCopy(database: Database, seconds: number): Promise<number> {
  const nowMs = Date.now();
  await ensurePartitions(database, new Date(nowMs));
  const organizationId = uuidv7(nowMs);
  const make = lifelikeEvents(5);
  const buffer = new CopyBuffer();
  const receivedAt = new Date(nowMs).toISOString();
  let seq = 0;
  const groups = Array.from({ length: 40 }, () => {
    const rows = Array.from({ length: group }, () => {
      const { id: _, ...body } = make(++seq, nowMs);
      const event = acceptEvent({ ...body, complement: { note } }, '', {
        nowMs,
        makeId: () => uuidv7(nowMs),
      });
      if (!('json' in event)) throw new Error(JSON.stringify(event));
      return { organizationId, seq, event, receivedAt };
    });
    return {
      ids: Buffer.from(idRows(buffer, rows, nowMs)),
      events: Buffer.from(eventRows(buffer, rows, nowMs)),
    };
  });
  const client = await database.connect();
  const copy = (table: string, columns: string, bytes: Buffer) =>
    pipeline(
      Readable.from([bytes]),
      client.query(copyFrom(`copy ${table} (${columns}) from stdin (format binary)`)),
    );
  const began = performance.now();
  let stored = 0;
  for (let turn = 0; performance.now() - began < seconds * 1000; turn++) {
    const { ids, events } = groups[turn % groups.length] as (typeof groups)[number];
    // The same ids again would be refused; without them the table grows as it would.
    if (turn > 0 && turn % groups.length === 0) await client.query('truncate event_ids');
    await client.query('begin');
    await copy('event_ids', idColumns, ids);
    await copy('events', eventColumns, events);
    await client.query('commit');
    stored += group;
  }
  const rate = stored / ((performance.now() - began) / 1000);
  client.release();
  return rate;
}
