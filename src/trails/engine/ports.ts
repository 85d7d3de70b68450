import type { Database } from '../../db/database.ts';
import type { Recorder } from '../../ingest/record.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/log.ts';
import type { Random } from '../../kernel/retry.ts';
import type { Tail } from '../../log/tail.ts';
import type { Sender } from './sender.ts';

/** One try at a delivery, for metrics. */
export interface Attempted {
  readonly destination: string;
  readonly outcome: string;
  readonly events: number;
  readonly bytes: number;
  readonly durationMs: number;
}

/** Whoever counts. Every method is called synchronously and must not throw. */
export interface TrailObserver {
  attempted?(attempt: Attempted): void;
  /** Events that a destination took. */
  delivered?(destination: string, events: number): void;
  deadLettered?(destination: string, events: number): void;
  /** Trails that this process runs now. */
  running?(trails: number): void;
}

/** What the engine works with. */
export interface EnginePorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly sender: Sender;
  readonly tail: Pick<Tail, 'subscribe'>;
  readonly record: Recorder;
  /** Where people reach this Cairn, where the operator has said so. */
  readonly publicUrl?: string;
  readonly observer?: TrailObserver;
}
