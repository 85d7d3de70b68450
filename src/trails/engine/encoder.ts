import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type {
  Destination,
  Framing,
  Limits,
  RequestContext,
  StoredEvent,
} from '../../destinations/destination.ts';
import type { Format } from '../../event/format/format.ts';
import { compressed, gzipped } from '../../kernel/http.ts';
import { redactor } from '../../kernel/redact.ts';
import { isHttp, shownOf, type Transmission } from '../../transports/transmission.ts';
import type { Batch, Encoded, FramingBytes } from './batcher.ts';
import { written } from './stored-event.ts';

/** A destination with one trail's settings, its secrets open. */
export interface Target {
  readonly trailId: string;
  readonly destination: Destination;
  readonly format: Format;
  readonly config: z.output<z.ZodObject>;
  readonly secrets: z.output<z.ZodObject>;
}

/** A batch as it goes over the wire. */
export interface Prepared {
  readonly batch: Batch;
  /** The delivery's id: the same for the same events of a trail, also after a crash. */
  readonly id: string;
  readonly outgoing: Transmission;
  /** What the request was made with. */
  readonly context: RequestContext;
  /** The request as it may be shown: before compression, without secrets, cut. */
  readonly shown: string;
  /** When it was made: signatures hold for minutes only. */
  readonly at: Date;
  /** The object that an object store will hold. */
  readonly object?: PreparedObject;
}

/** An object as digests list it. */
export interface PreparedObject {
  readonly key: string;
  /** Bytes stored. */
  readonly bytes: number;
  /** SHA-256 of the bytes stored, in hex. */
  readonly sha256: string;
  /** SHA-256 of the JSON Lines before compression, in hex: the same however they are packed. */
  readonly contentSha256: string;
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** What is kept of a request and of an answer, in bytes. */
export const shownBytes = 4_096;

/** An object that has no name yet. */
interface Unnamed {
  readonly batch: Batch;
  readonly lane: string;
  readonly body: string;
  readonly context: RequestContext;
}

/** Encodes events for one trail's destination. */
export class Encoder {
  readonly framing: FramingBytes;
  readonly limits: Limits;
  readonly #target: Target;
  readonly #around: Framing;
  readonly #redact: (text: string) => string;

  readonly #publicUrl: string | undefined;

  /** `publicUrl` is where people reach this Cairn, for links to it. */
  constructor(target: Target, publicUrl?: string) {
    this.#target = target;
    this.#publicUrl = publicUrl;
    const { framing } = target.destination;
    this.#around = typeof framing === 'function' ? framing(target.config, target.format) : framing;
    const { open, between, close } = this.#around;
    this.framing = { around: Buffer.byteLength(open + close), between: Buffer.byteLength(between) };
    this.limits = { ...target.destination.limits, ...target.destination.limitsOf?.(target.config) };
    this.#redact = redactor(Object.values(target.secrets).filter((value) => typeof value === 'string'));
  }

  encode(source: StoredEvent, now: Date): Encoded {
    const { destination, config, format } = this.#target;
    const item = destination.item(written(source, format), config, now);
    return { source, item, bytes: Buffer.byteLength(item) };
  }

  /** The same events encoded anew: what depends on the time, such as a log's age, may have changed. */
  refresh(batch: Batch, now: Date): Batch {
    return { ...batch, events: batch.events.map(({ source }) => this.encode(source, now)) };
  }

  /** `lane` keeps the ids of another lane apart from those of the live one. */
  async prepare(batch: Batch, lane: string, now: Date): Promise<Prepared> {
    const { destination, config, secrets, trailId, format } = this.#target;
    const { open, between, close } = this.#around;
    const body = open + batch.events.map(({ item }) => item).join(between) + close;
    const id = deliveryId(trailId, lane, batch);
    const link = this.#publicUrl === undefined ? {} : { publicUrl: this.#publicUrl };
    const context = { batchId: id, trailId, format, now, ...link };
    if (destination.objects) return this.#prepareObject({ batch, lane, body, context });
    const plain = destination.request(body, config, secrets, context);
    const outgoing = destination.gzip && isHttp(plain) ? await compressed(plain) : plain;
    return { batch, id, outgoing, context, shown: this.#show(plain), at: now };
  }

  async #prepareObject({ batch, lane, body, context }: Unnamed): Promise<Prepared> {
    const { destination, config, secrets, trailId } = this.#target;
    const [first] = batch.events;
    if (destination.objects === undefined || first === undefined)
      throw new Error('there is no object to make');
    const packed = await gzipped(body);
    const key = destination.objects.key(
      {
        kind: lane.startsWith('test') ? 'test' : 'events',
        organizationId: first.source.event.organization_id,
        trailId,
        at: lane.startsWith('test') ? context.now : new Date(first.source.event.received_at),
        first: first.source.seq,
        last: batch.events.at(-1)?.source.seq ?? first.source.seq,
        ...(lane === 'live' ? {} : { lane }),
      },
      config,
    );
    const stored = { key, body: packed, contentType: 'application/gzip' };
    const outgoing = destination.objects.put(stored, config, secrets, context);
    const object = { key, bytes: packed.length, sha256: sha256(packed), contentSha256: sha256(body) };
    const shown = this.#show({ ...outgoing, body });
    return { batch, id: context.batchId, outgoing, context, shown, at: context.now, object };
  }

  /** Text of an answer or request without secrets, cut to what is kept. */
  show(text: string, bytes = shownBytes): string {
    // PostgreSQL's text holds no U+0000. What is cut before redaction is far longer than what stays.
    const clean = this.#redact(text.slice(0, bytes * 8)).replaceAll('\0', '\uFFFD');
    return Buffer.from(clean).subarray(0, bytes).toString();
  }

  #show = (transmission: Transmission): string => this.show(shownOf(transmission, shownBytes * 8));
}

/**
 * A UUID (version 8, RFC 9562) made of what the delivery holds: a batch that is cut the same way after a crash
 * has the same id, so that a receiver who keeps ids sees the repeat.
 */
export function deliveryId(trailId: string, lane: string, { events }: Batch): string {
  const numbers = events.map(({ source }) => source.seq).join(',');
  const hash = createHash('sha256').update(`${trailId}/${lane}/${numbers}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
