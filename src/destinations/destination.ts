import type { z } from 'zod';
import type { Event } from '../event/event.ts';
import type { Format } from '../event/format/format.ts';
import type { Fault } from '../kernel/errors.ts';
import type { Answer, Outgoing } from '../kernel/http.ts';
import type { Transmission, Widened } from '../transports/transmission.ts';
import type { ObjectStore } from './object-store.ts';

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
  /** The batch as a whole was refused: halve it until the culprit is alone, which becomes a dead letter. */
  | { readonly kind: 'split'; readonly reason: string }
  /** The credential was refused: position kept, owners told, tried again slowly and after a change. */
  | { readonly kind: 'unauthorized'; readonly reason: string }
  /** Nobody takes events at this address (404, 410, a redirect): handled as `unauthorized` is. */
  | { readonly kind: 'misconfigured'; readonly reason: string };

/** Limits of the receiving API, honoured by the batcher; a destination never slices. Sizes before compression. */
export interface Limits {
  readonly events: number;
  readonly bytes: number;
  /** A longer event is a dead letter: it is not sent cut off. */
  readonly eventBytes: number;
  /** How long to wait for a batch to fill; 0 sends what is there. */
  readonly waitMs: number;
  /** The shortest time between two requests; absent: none. What comes meanwhile goes into the next one. */
  readonly paceMs?: number;
  /** Events older than this are refused or misplaced by the receiver; absent: no limit. */
  readonly maxAgeMs?: number;
}

/** An event on its way out: the text that the log holds, and the same parsed. */
export interface StoredEvent {
  readonly seq: number;
  /** Canonical JSON, as stored and hashed; for `item`, the event in the trail's format, on one line. */
  readonly text: string;
  /** What `text` is written in. */
  readonly format: Format;
  /** Parsed on first use: a trail without a rule, to a receiver that takes the text as is, never pays for it. */
  readonly event: Event;
}

/** What `request` may know besides the body. The batch id is the same over all attempts of one delivery. */
export interface RequestContext {
  readonly batchId: string;
  /** A UUID, the same over the life of a trail. */
  readonly trailId: string;
  readonly format: Format;
  readonly now: Date;
  /** Where people reach this Cairn, without a slash at the end; absent: the operator has not said. */
  readonly publicUrl?: string;
}

/** An access token, and when it ends. */
export interface Token {
  readonly token: string;
  readonly expiresAtMs: number;
}

/**
 * How an access token is fetched before events can be sent. The engine asks, keeps the token for its trail until
 * shortly before it ends, puts it into `authorization: Bearer`, and asks once more when a kept one is answered 401.
 */
export interface TokenStep<C extends Fields = Fields, S extends Fields = Fields> {
  /** The request for a token; undefined when these settings need none (a key that signs instead). */
  ask(config: z.output<C>, secrets: z.output<S>, now: Date): Outgoing | undefined;
  /** Reads the answer: a token, or why there is none. `retry` passes by itself; the rest needs a person. */
  read(answer: Answer, nowMs: number): Token | Exclude<Outcome, { kind: 'delivered' | 'partial' }>;
}

/** A second question after an answer: what was taken is delivered only when this one says so. */
export interface Confirmation {
  readonly request: Outgoing;
  /** How long to wait before each time it is asked. */
  readonly everyMs: number;
  /** After so many times without a yes the batch is sent again. */
  readonly times: number;
  /** Whether the answer is the yes; `undefined` asks again. */
  read(answer: Answer, nowMs: number): Outcome | undefined;
}

/** What stands around the items in a body: `open item between item close`. */
export interface Framing {
  readonly open: string;
  readonly between: string;
  readonly close: string;
}

export type Fields = z.ZodObject;

/**
 * Everything Cairn knows about a receiver. One file per receiver. Encoding is in two steps, `item` for one
 * event and `request` for the joined body, so that the batcher counts the very bytes that are sent and no
 * event is encoded twice. Both are pure.
 */
export interface Destination<
  C extends Fields = Fields,
  S extends Fields = Fields,
  T extends Transmission = Transmission,
> {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The receiver's own documentation. */
  readonly docs: string;
  /** What people set; each field made by `field()`. */
  readonly config: C;
  /** What people set and never see again; each field made by `secret()`. */
  readonly secrets: S;
  readonly limits: Limits;
  /** What `item` takes; the first is what a trail gets when nothing else is asked for. */
  readonly formats: readonly [Format, ...Format[]];
  /** Whether the order of events means something there (then one request is in flight). */
  readonly ordered: boolean;
  /** What the person should look for after a test, in one sentence. */
  readonly lookFor: string;
  /** What people should know before they rely on it: one sentence each. */
  readonly notes: readonly string[];
  /** The real server that the tests run against; absent: a fake that holds the documented rules. */
  readonly testedWith?: string;
  /** Whether the receiver takes gzip. */
  readonly gzip: boolean;
  readonly framing: Framing | ((config: z.output<C>, format: Format) => Framing);
  /** One event as it stands in the body. */
  item(event: StoredEvent, config: z.output<C>, now: Date): string;
  request(body: string, config: z.output<C>, secrets: z.output<S>, context: RequestContext): T;
  /** Reads the answer to a batch. Absent: `standardOutcome`. */
  outcome?(answer: Answer, nowMs: number, batch: readonly StoredEvent[]): Outcome;
  /** Where events are let in with an access token that has to be fetched first. */
  readonly token?: TokenStep<C, S>;
  /** Where batches are kept as objects: then the engine names, compresses and lists them. */
  readonly objects?: ObjectStore<C, S>;
  /** Limits that hang on the settings, in place of those of `limits`. */
  limitsOf?(config: z.output<C>): Partial<Limits>;
  /** What to ask after an answer that reads `delivered`; null: nothing. */
  confirmation?(
    answer: Answer,
    config: z.output<C>,
    secrets: z.output<S>,
    context: RequestContext,
  ): Confirmation | null;
  /** What to set up at the receiver before the first event: a sentence, and the code to run there. */
  readonly setup?: { readonly text: string; readonly code: string };
  /** How long after a request a batch that is not full waits for more; `limits.paceMs` is the least. */
  gatherMs?(config: z.output<C>): number;
  /** What is wrong with settings taken together, beyond what each field says. */
  faults?(config: z.output<C>, secrets: z.output<S>): readonly Fault[];
  /** Secrets to make when the person gives none (`secret` of a webhook); shown once. */
  makeSecrets?(): Partial<z.output<S>>;
  /** What is kept when secrets are changed, for example the old one beside the new. Absent: the new replace the old. */
  rotateSecrets?(present: z.output<S>, given: Partial<z.output<S>>): Partial<z.output<S>>;
}

/** Pins the types, so that a destination's file reads as data. */
export const destination = <C extends Fields, S extends Fields, T extends Transmission>(
  definition: Destination<C, S, T>,
): Destination<C, S, Widened<T>> => definition as unknown as Destination<C, S, Widened<T>>;
