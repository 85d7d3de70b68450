import { z } from 'zod';
import { levels, results } from '../event/event.ts';
import { largestBatch } from '../ingest/ingest.ts';
import { NdjsonBody } from '../ingest/ndjson.ts';
import { CairnError } from '../kernel/errors.ts';
import { readEvent } from '../log/read.ts';
import { RawAnswer } from './answer.ts';
import type { Services } from './context.ts';
import { operation } from './operation.ts';
import { uuid } from './shapes.ts';

const json = z.record(z.string(), z.unknown());
const party = {
  id: z.string().min(1).max(512),
  name: z.string().max(1000).optional(),
  details: json.optional(),
};

/** One event as senders write it; checked by `event/accept.ts`, described here for the documents. */
export const eventInput = z
  .strictObject({
    id: z
      .string()
      .regex(/^[A-Za-z0-9_.:-]{1,128}$/)
      .optional(),
    action: z.string().min(1).max(200),
    occurred_at: z.iso.datetime({ offset: true }).optional(),
    level: z.enum(levels).optional(),
    module: z.string().min(1).max(100).optional(),
    service: z.string().min(1).max(100).optional(),
    result: z.enum(results).optional(),
    error_code: z.string().min(1).max(200).optional(),
    actor: z.strictObject({ type: z.string().min(1).max(100), ...party }).optional(),
    resources: z
      .array(z.strictObject({ type: z.string().min(1).max(100).optional(), ...party }))
      .max(50)
      .optional(),
    customer_id: z.string().min(1).max(128).optional(),
    context: z
      .strictObject({
        source_ip: z.union([z.ipv4(), z.ipv6()]).optional(),
        user_agent: z.string().min(1).max(4096).optional(),
        request_id: z.string().min(1).max(1000).optional(),
        session_id: z.string().min(1).max(1000).optional(),
        location: z.unknown().optional(),
      })
      .optional(),
    complement: json.optional(),
    details: json.optional(),
    tags: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'EventInput' });

/** An event of the log. */
export const event = z
  .object({
    ...eventInput.shape,
    id: z.string(),
    organization_id: uuid,
    seq: z.number().int(),
    occurred_at: z.iso.datetime(),
    received_at: z.iso.datetime(),
    level: z.enum(levels),
    result: z.enum(results),
    integration_id: z.string().optional(),
    schema: z.literal(1),
  })
  .meta({ id: 'Event' });

const batchAnswer = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.number().int(),
  results: z.array(
    z.object({
      index: z.number().int(),
      status: z.enum(['accepted', 'duplicate', 'rejected']),
      id: z.string().nullable(),
      seq: z.number().int().optional(),
      errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  ),
});

const path = '/organizations/{organization_id}/events';

/** The events of a batch, whichever way it was sent; null when the body is one event. */
function batchOf(body: unknown): readonly unknown[] | null {
  if (body instanceof NdjsonBody) return body.lines;
  if (Array.isArray(body))
    throw new CairnError('request.invalid', 'A bare array is not taken.', {
      errors: [{ path: '', message: 'must be an event, or {"events": [...]}' }],
    });
  if (typeof body !== 'object' || body === null || !('events' in body)) return null;
  const { events, ...rest } = body as { events: unknown };
  const unknown = Object.keys(rest).map((field) => ({
    path: field,
    message: 'is not a known field beside "events"',
  }));
  if (unknown.length > 0) throw new CairnError('request.invalid', undefined, { errors: unknown });
  if (!Array.isArray(events))
    throw new CairnError('request.invalid', undefined, {
      errors: [{ path: 'events', message: 'must be an array' }],
    });
  return events;
}

export const eventWrites = [
  operation({
    id: 'events.write',
    method: 'POST',
    path,
    summary: 'Report one event, or a batch of up to 1,000. Answered when they are on disk.',
    access: 'events:write',
    audit: { none: 'The events themselves are the record.' },
    body: z.union([eventInput, z.strictObject({ events: z.array(eventInput).min(1).max(largestBatch) })]),
    maxBytes: 64 * 1024 * 1024,
    takesNdjson: true,
    output: z.union([event, batchAnswer]),
    errors: ['ingest.overloaded'],
    async handle({ services, organizationId }, input) {
      const batch = batchOf(input.body);
      if (batch === null) return writeOne(services, organizationId, input.body);
      Object.assign(input, { body: undefined });
      if (batch.length === 0 || batch.length > largestBatch) {
        const message = `must hold 1 to ${largestBatch} events, not ${batch.length}`;
        throw new CairnError('request.invalid', undefined, { errors: [{ path: 'events', message }] });
      }
      return new RawAnswer(JSON.stringify(await services.ingest.batch(organizationId, batch)));
    },
  }),

  operation({
    id: 'events.get',
    method: 'GET',
    path: `${path}/{event_id}`,
    summary: 'Read one event by its id.',
    access: 'events:view',
    audit: { none: 'Reading the log is not recorded, exporting it is.' },
    output: event,
    async handle({ services, organizationId }, { params }) {
      const text = await readEvent(services.database, organizationId, params.event_id);
      if (text === null) throw new CairnError('resource.not_found');
      return new RawAnswer(text);
    },
  }),
];

async function writeOne(
  { ingest, database }: Services,
  organizationId: string,
  body: unknown,
): Promise<RawAnswer> {
  const stored = await ingest.one(organizationId, body);
  if (!('id' in stored)) throw new CairnError('request.invalid', undefined, { errors: stored });
  if (stored.json !== null) return new RawAnswer(stored.json, undefined, 201);
  const text = await readEvent(database, organizationId, stored.id);
  if (text === null) throw new CairnError('resource.not_found');
  return new RawAnswer(text);
}
