import type { Database, Queryable } from '../db/database.ts';
import { acceptEvent } from '../event/accept.ts';
import { type ActionCode, actions } from '../event/action.ts';
import type { Actor, Context, JsonObject, Resource, Result } from '../event/event.ts';
import type { Clock } from '../kernel/clock.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { appendWithin } from '../log/append-within.ts';
import type { Pending } from '../log/commit.ts';
import type { LogWriter } from '../log/writer.ts';

/** One of Cairn's own actions, to be recorded in an organization's log. */
export interface Recorded {
  readonly organizationId: string;
  readonly action: ActionCode;
  readonly actor: Actor;
  readonly resources?: readonly Resource[];
  readonly complement?: JsonObject;
  readonly details?: JsonObject;
  readonly context?: Context;
  readonly result?: Result;
  readonly error_code?: string;
}

/**
 * Records Cairn's own actions through the same door as everybody's events. Resolves when it is on disk. For what
 * changes nothing in the database: refusals, reads of secrets, tests. A change is recorded by `Change`.
 */
export type Recorder = (action: Recorded) => Promise<void>;

/**
 * Changes something and records it, in one transaction: both are there afterwards, or neither. `record` notes an
 * action; the events are appended when `work` is done. Nothing of the outside may be called in `work`.
 */
export type Change = <T>(
  work: (tx: Queryable, record: (action: Recorded) => void) => Promise<T>,
) => Promise<T>;

/** The actor of what Cairn does by itself, with the reason: `scheduler`, `trail`, `health check`. */
export const systemActor = (reason: string): Actor => ({
  type: 'system',
  id: 'cairn',
  name: 'Cairn',
  details: { reason },
});

/** The name under which Cairn reports its own actions. */
export const ownService = 'cairn';

/** The action as an event; level and module come from the catalogue. */
function pendingOf({ organizationId, action, ...rest }: Recorded, nowMs: number): Pending {
  const { level, module } = actions[action];
  const event = acceptEvent({ action, level, module, service: ownService, ...rest }, '', {
    nowMs,
    makeId: () => uuidv7(nowMs),
  });
  if (!('json' in event)) throw new Error(`${action} is no valid event: ${JSON.stringify(event)}`);
  return { organizationId, event };
}

/** Makes `record` for a writer. */
export function makeRecord(writer: LogWriter, clock: Clock): Recorder {
  return async (action) => {
    await writer.append([pendingOf(action, clock.now())]);
  };
}

/** Makes `change` for a database; the writer is told what went past it. */
export function makeChange(database: Database, writer: LogWriter, clock: Clock): Change {
  return async (work) => {
    const [result, appended] = await database.transaction(async (tx) => {
      const pending: Pending[] = [];
      const made = await work(tx, (action) => pending.push(pendingOf(action, clock.now())));
      return [made, await appendWithin(tx, pending, () => clock.now())] as const;
    });
    writer.appended(appended);
    return result;
  };
}
