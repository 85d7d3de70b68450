import { z } from 'zod';
import { field } from '../kernel/form.ts';
import type { Answer, Outgoing } from '../kernel/http.ts';
import type { Destination, Fields, Outcome, RequestContext } from './destination.ts';
import { answered, standardOutcome } from './outcome.ts';

/** What an object is called after. The same batch has the same name always, so that a repeat overwrites itself. */
export interface ObjectName {
  readonly kind: 'events' | 'digest' | 'test';
  readonly organizationId: string;
  readonly trailId: string;
  /** Chooses day and hour. Of events: when Cairn received the first of them. */
  readonly at: Date;
  /** Number of the first event; of a digest, its own number; of a test, 0. */
  readonly first: number;
  /** Number of the last event. */
  readonly last: number;
  /** Keeps what is sent beside the live deliveries apart from those. */
  readonly lane?: string;
}

/** An object as it is stored. */
export interface NewObject {
  /** Its name in the bucket or container, without a slash at the beginning. */
  readonly key: string;
  readonly body: Uint8Array;
  readonly contentType: string;
}

/** What makes a destination an object store. */
export interface ObjectStore<C extends Fields = Fields, S extends Fields = Fields> {
  key(name: ObjectName, config: z.output<C>): string;
  /** Stores one object whole: whoever reads sees all of it or nothing. */
  put(
    object: NewObject,
    config: z.output<C>,
    secrets: z.output<S>,
    context: Pick<RequestContext, 'now'>,
  ): Outgoing;
}

/** Settings that every object store has. Segments of a prefix are kept to what every store and tool takes. */
export const objectFields = {
  prefix: field(
    z
      .string()
      .trim()
      .max(200)
      .regex(
        /^(?!\.{1,2}(\/|$))[A-Za-z0-9._=-]+(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._=-]+)*$/,
        'Folders of letters, digits, ".", "_", "=" and "-", separated by single slashes.',
      )
      .default('cairn'),
    {
      title: 'Prefix',
      description:
        'Folder that everything is written to. Give Cairn the right to write there and nowhere else.',
      examples: ['cairn', 'security/audit'],
    },
  ),
  layout: field(z.enum(['hive', 'plain']).default('hive'), {
    title: 'Folders',
    description:
      'hive: org=…/trail=…/dt=2026-11-23/hour=05, which query engines read as columns. plain: …/…/2026/11/23/05.',
    advanced: true,
  }),
  max_wait_seconds: field(z.int().min(1).max(900).default(30), {
    title: 'Longest wait in seconds',
    description: 'An object is written when 10 MB are there, or this long after its first event.',
    examples: [30, 300],
    advanced: true,
  }),
};

type ObjectConfig = z.output<z.ZodObject<typeof objectFields>>;

/** Digits of a number in a name, so that names sort as numbers do. */
const digits = 12;

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * `{prefix}/org={organization}/trail={trail}/dt={day}/hour={hour}/{trail}-{first}-{last}.jsonl.gz`, digests in
 * `{prefix}/digests/…/{trail}-digest-{number}.json`, tests in `{prefix}/tests/`. Day and hour are UTC.
 */
export function objectKey(
  name: ObjectName,
  { prefix, layout }: Pick<ObjectConfig, 'prefix' | 'layout'>,
): string {
  const { kind, organizationId, trailId, at, first, last, lane } = name;
  if (kind === 'test') return `${prefix}/tests/${trailId}-${at.getTime()}.jsonl.gz`;
  const day = at.toISOString().slice(0, 10);
  const hour = two(at.getUTCHours());
  const isHive = layout === 'hive';
  const owner = isHive ? `org=${organizationId}/trail=${trailId}` : `${organizationId}/${trailId}`;
  const date = isHive ? `dt=${day}` : day.replaceAll('-', '/');
  const number = (value: number): string => String(value).padStart(digits, '0');
  if (kind === 'digest') return `${prefix}/digests/${owner}/${date}/${trailId}-digest-${number(first)}.json`;
  const suffix = lane === undefined ? '' : `-${lane}`;
  const folder = `${prefix}/${owner}/${date}/${isHive ? `hour=${hour}` : hour}`;
  return `${folder}/${trailId}-${number(first)}-${number(last)}${suffix}.jsonl.gz`;
}

/** A key as the path of a URL. RFC 3986 leaves only unreserved characters as they are. */
export const keyPath = (key: string): string =>
  key
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(
        /[!'()*]/g,
        (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');

/**
 * What an answer to a PUT means. Its body holds many events and is not read, so no event is ever at fault:
 * what is refused for another reason than size waits for a person. `exists` is the status of a store that
 * holds the object already, where overwriting was ruled out.
 */
export function objectOutcome(answer: Answer, nowMs: number, exists?: number): Outcome {
  if (answer.status === exists) return { kind: 'delivered' };
  const outcome = standardOutcome(answer, nowMs);
  if (outcome.kind !== 'split' || answer.status === 413) return outcome;
  return answer.status === 409
    ? { kind: 'retry', reason: answered(answer) }
    : { kind: 'misconfigured', reason: answered(answer) };
}

type Given<C extends Fields, S extends Fields> = Omit<
  Destination<C, S>,
  'item' | 'request' | 'limits' | 'formats' | 'ordered' | 'gzip' | 'framing' | 'objects' | 'limitsOf'
> &
  Pick<ObjectStore<C, S>, 'put'>;

/** A destination that keeps each batch as one object: gzipped JSON Lines, one event a line. */
export function objectStore<C extends z.ZodObject<typeof objectFields & z.ZodRawShape>, S extends Fields>(
  given: Given<C, S>,
): Destination<C, S> {
  const { put, ...rest } = given;
  const settings = (config: z.output<C>) => config as unknown as ObjectConfig;
  return {
    ...rest,
    // 10 MB before compression is what shippers of logs agree on; some 1 to 2 MB are stored.
    limits: { events: 100_000, bytes: 10_000_000, eventBytes: 5_000_000, waitMs: 30_000 },
    limitsOf: (config) => ({ waitMs: settings(config).max_wait_seconds * 1_000 }),
    formats: ['cairn'],
    ordered: true,
    gzip: false,
    framing: { open: '', between: '\n', close: '\n' },
    item: ({ text }) => text,
    objects: { key: (name, config) => objectKey(name, settings(config)), put },
    request: (body, config, secrets, context) =>
      put(
        { key: settings(config).prefix, body: Buffer.from(body), contentType: 'application/x-ndjson' },
        config,
        secrets,
        context,
      ),
  };
}
