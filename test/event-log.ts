import type { Database } from '../src/db/database.ts';
import { acceptEvent } from '../src/event/accept.ts';
import type { Event } from '../src/event/event.ts';
import { uuidv7 } from '../src/kernel/ids.ts';
import { openLog } from '../src/kernel/log.ts';
import { ensurePartitions } from '../src/log/partitions.ts';
import { readAfter } from '../src/log/read.ts';
import { LogWriter } from '../src/log/writer.ts';

/** The log of one new organization, for tests of what reads it. */
export interface EventLog {
  readonly organizationId: string;
  /** Stores events as a sender sends them, through the writer, at `now`. */
  store(events: readonly unknown[], now: Date): Promise<void>;
  /** Everything that is stored, in order. */
  events(): Promise<Event[]>;
  stop(): Promise<void>;
}

export async function openEventLog(database: Database, now: Date): Promise<EventLog> {
  const organizationId = uuidv7(now.getTime());
  await database.query('insert into organizations (id, name) values ($1, $2)', [organizationId, 'Acme']);
  await database.query('insert into log_heads (organization_id) values ($1)', [organizationId]);
  await database.query('insert into index_heads (organization_id) values ($1)', [organizationId]);
  await ensurePartitions(database, now);
  const clock = { at: now.getTime(), now: () => clock.at };
  const writer = new LogWriter({ database, clock, log: openLog('silent', false) });
  return {
    organizationId,
    async store(events, at) {
      clock.at = at.getTime();
      const pending = events.map((input) => {
        const event = acceptEvent(input, '', {
          nowMs: clock.at,
          makeId: () => uuidv7(clock.at),
          ...integrationOf(input),
        });
        if (!('json' in event)) throw new Error(`${JSON.stringify(event)}: ${JSON.stringify(input)}`);
        return { organizationId, event };
      });
      await writer.append(pending);
    },
    async events() {
      const rows = await readAfter(database, organizationId, 0, 1_000_000);
      return rows.map((row) => JSON.parse(row.event) as Event);
    },
    stop: () => writer.stop(),
  };
}

/** Events whose `module` is "integration" come as if a collector had sent them. */
function integrationOf(input: unknown): { integrationId?: string } {
  return (input as { module?: string }).module === 'integration' ? { integrationId: 'i-1' } : {};
}
