import { type Accepted, acceptEvent, eventJson } from '../event/accept.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Fault } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';
import type { Pending, Stored } from '../log/commit.ts';
import type { LogWriter } from '../log/writer.ts';
import { MalformedLine } from './ndjson.ts';

/** The most events that one request may carry. */
export const largestBatch = 1_000;

/** What became of one event of a batch. */
export type BatchResult =
  | {
      readonly index: number;
      readonly status: 'accepted' | 'duplicate';
      readonly id: string;
      readonly seq: number;
    }
  | {
      readonly index: number;
      readonly status: 'rejected';
      readonly id: string | null;
      readonly errors: readonly Fault[];
    };

export interface BatchAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly results: readonly BatchResult[];
}

/** The only way into the log for events of applications: checked, stamped, stored, then answered. */
export class Ingest {
  private readonly writer: LogWriter;
  private readonly clock: Clock;

  constructor(writer: LogWriter, clock: Clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * Stores one event and gives its canonical JSON; null for a repeat, with its id. Faults are returned, not thrown;
   * then nothing was stored.
   */
  async one(
    organizationId: string,
    input: unknown,
  ): Promise<{ id: string; json: Buffer | null } | readonly Fault[]> {
    const event = this.accept(input, '');
    if (!('json' in event)) return event;
    const [stored] = await this.writer.append([{ organizationId, event }]);
    const { id, seq, receivedAt } = stored as Stored;
    return {
      id,
      json: receivedAt === undefined ? null : eventJson(event, organizationId, receivedAt, seq),
    };
  }

  /**
   * Stores the good events of a batch in their order and names the faults of the others. What was given is let go
   * before the commit: objects that live through one are moved to the old generation, which costs more than
   * reading them did.
   */
  async batch(organizationId: string, inputs: readonly unknown[], root = 'events'): Promise<BatchAnswer> {
    const pending: Pending[] = [];
    const rejected = new Map<number, BatchResult>();
    for (let index = 0; index < inputs.length; index++) {
      const event = this.accept(inputs[index], `${root}[${index}]`);
      if ('json' in event) pending.push({ organizationId, event });
      else rejected.set(index, { index, status: 'rejected', id: givenId(inputs[index]), errors: event });
    }
    const count = inputs.length;
    inputs = [];
    return summarize(count, rejected, await this.writer.append(pending));
  }

  private accept(input: unknown, root: string): Accepted | readonly Fault[] {
    if (input instanceof MalformedLine) return [{ path: root, message: `is not JSON: ${input.reason}` }];
    const nowMs = this.clock.now();
    return acceptEvent(input, root, { nowMs, makeId: () => uuidv7(nowMs) });
  }
}

/** The id that a rejected event carried, if it can be shown. */
function givenId(input: unknown): string | null {
  const id = (input as { id?: unknown } | null)?.id;
  return typeof id === 'string' && id.length <= 128 ? id.toWellFormed().replaceAll('\u0000', '') : null;
}

function summarize(
  count: number,
  rejected: ReadonlyMap<number, BatchResult>,
  stored: readonly Stored[],
): BatchAnswer {
  let next = 0;
  let duplicates = 0;
  const results: BatchResult[] = [];
  for (let index = 0; index < count; index++) {
    const refused = rejected.get(index);
    if (refused !== undefined) {
      results.push(refused);
      continue;
    }
    const { status, id, seq } = stored[next++] as Stored;
    if (status === 'duplicate') duplicates++;
    results.push({ index, status, id, seq });
  }
  return { accepted: stored.length - duplicates, duplicates, rejected: rejected.size, results };
}
