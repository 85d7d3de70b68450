import type { Database } from '../src/db/database.ts';
import { acceptEvent } from '../src/event/accept.ts';
import { uuidv7 } from '../src/kernel/ids.ts';
import { openLog } from '../src/kernel/log.ts';
import { indexOnce } from '../src/log/indexer.ts';
import { ensurePartitions } from '../src/log/partitions.ts';
import { LogWriter } from '../src/log/writer.ts';
import { lifelikeEvents } from './lifelike-events.ts';

export interface SearchData {
  readonly organizationId: string;
  /** The instant at which the newest event was received. */
  readonly now: Date;
  readonly events: number;
  readonly loadSeconds: number;
  readonly indexSeconds: number;
}

const batch = 2_000;

/** Fills one organization's log with events spread evenly over the 60 days before `end`, and indexes them. */
export async function fillLog(database: Database, events: number, end: Date): Promise<SearchData> {
  const organizationId = uuidv7(end.getTime());
  await database.query('insert into organizations (id, name) values ($1, $2)', [organizationId, 'Bench']);
  await database.query('insert into log_heads (organization_id) values ($1)', [organizationId]);
  await database.query('insert into index_heads (organization_id) values ($1)', [organizationId]);
  const start = end.getTime() - 60 * 86_400_000;
  for (let day = 0; day <= 60; day += 15)
    await ensurePartitions(database, new Date(start + day * 86_400_000));
  const clock = { at: start, now: () => clock.at };
  const writer = new LogWriter({ database, clock, log: openLog('error', false) });
  const make = lifelikeEvents(7);
  const began = performance.now();
  for (let n = 0; n < events; n += batch) {
    clock.at = Math.floor(start + ((end.getTime() - start) * n) / events);
    const pending = Array.from({ length: Math.min(batch, events - n) }, (_, index) => {
      const event = acceptEvent(make(n + index, clock.at), '', { nowMs: clock.at, makeId: () => '' });
      if (!('json' in event)) throw new Error(JSON.stringify(event));
      return { organizationId, event };
    });
    await writer.append(pending);
  }
  await writer.stop();
  const loaded = performance.now();
  while ((await indexOnce(database)).behind > 0);
  const indexed = performance.now();
  await database.query('vacuum analyze');
  return {
    organizationId,
    now: end,
    events,
    loadSeconds: (loaded - began) / 1000,
    indexSeconds: (indexed - loaded) / 1000,
  };
}
