import type { z } from 'zod';
import type { Event } from '../event/event.ts';

/** One request, ready to send: plain data, so that it can be stored, shown and compared. */
export interface Outgoing {
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What came back. `body` is the head of the answer, at most 64 KiB. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of a batch. The trail engine, not the destination, decides when to try again. */
export type Outcome =
  | { readonly kind: 'delivered' }
  /** Nothing was taken; the same batch again, not before `afterMs`. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  /** Some were taken. `retry` again in order; `rejected` are dead letters. Indexes into the batch. */
  | {
      readonly kind: 'partial';
      readonly retry: readonly number[];
      readonly rejected: readonly { readonly index: number; readonly reason: string }[];
    }
  /** The batch as a whole was refused: halve it until the culprit is alone. */
  | { readonly kind: 'split'; readonly reason: string }
  /** The credential was refused: position kept, owners told, tried again slowly and after a change. */
  | { readonly kind: 'unauthorized'; readonly reason: string };

/** Limits of the receiving API, honoured by the batcher; a destination never slices. Sizes before compression. */
export interface Limits {
  readonly events: number;
  readonly bytes: number;
  readonly eventBytes: number;
  /** How long to wait for a batch to fill; 0 sends what is there. */
  readonly waitMs: number;
  /** Events older than this are refused or misplaced by the receiver; absent: no limit. */
  readonly maxAgeMs?: number;
}

/** What `encode` may know besides the events. The batch id is the same over all attempts of one delivery. */
export interface EncodeContext {
  readonly batchId: string;
  readonly now: Date;
  readonly trailId: string;
}

export type Fields = z.ZodObject;

/** Everything Cairn knows about a receiver. One file per receiver; `encode` is pure. */
export interface Destination<C extends Fields = Fields, S extends Fields = Fields> {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The receiver's own documentation. */
  readonly docs: string;
  /** What people set; each field made by `field()`. */
  readonly config: C;
  /** What people set and never see again. */
  readonly secrets: S;
  readonly limits: Limits;
  readonly formats: readonly Format[];
  /** Whether the order of events means something there (then one request in flight). */
  readonly ordered: boolean;
  /** Secrets to make when the person gives none (`secret` of a webhook); shown once. */
  makeSecrets?(): Partial<z.output<S>>;
  /** Host and path that `encode` may call, for the egress rule and the docs. */
  encode(events: readonly Event[], config: z.output<C>, secrets: z.output<S>, context: EncodeContext): Outgoing;
  /** Bytes that one event will take in the body, before compression; for the batcher. */
  size(event: Event, text: string): number;
  /** Reads the answer. Absent: `standardOutcome`. */
  outcome?(answer: Answer): Outcome;
  /** Absent: the shared HTTP sender. */
  readonly sender?: 'http' | 'syslog';
  /** What the person should look for after a test, in one sentence. */
  readonly lookFor: string;
}

export type Format = 'cairn' | 'ocsf' | 'cloudevents' | 'ecs' | 'cef' | 'leef';

/** Pins the types, so that a destination's file reads as data. */
export const destination = <C extends Fields, S extends Fields>(definition: Destination<C, S>): Destination<C, S> =>
  definition;
