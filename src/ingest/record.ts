import { acceptEvent } from '../event/accept.ts';
import { type ActionCode, actions } from '../event/action.ts';
import type { Actor, Context, JsonObject, Resource, Result } from '../event/event.ts';
import type { Clock } from '../kernel/clock.ts';
import { uuidv7 } from '../kernel/ids.ts';
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

/** Records Cairn's own actions through the same door as everybody's events. Resolves when it is on disk. */
export type Recorder = (action: Recorded) => Promise<void>;

/** The actor of what Cairn does by itself, with the reason: `scheduler`, `trail`, `health check`. */
export const systemActor = (reason: string): Actor => ({
  type: 'system',
  id: 'cairn',
  name: 'Cairn',
  details: { reason },
});

/** The name under which Cairn reports its own actions. */
export const ownService = 'cairn';

/** Makes `record` for a writer. Level and module come from the catalogue. */
export function makeRecord(writer: LogWriter, clock: Clock): Recorder {
  return async ({ organizationId, action, ...rest }) => {
    const { level, module } = actions[action];
    const nowMs = clock.now();
    const event = acceptEvent({ action, level, module, service: ownService, ...rest }, '', {
      nowMs,
      makeId: () => uuidv7(nowMs),
    });
    if (!('json' in event)) throw new Error(`${action} is no valid event: ${JSON.stringify(event)}`);
    await writer.append([{ organizationId, event }]);
  };
}
