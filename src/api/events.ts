import { z } from 'zod';
import { largestBatch } from '../ingest/ingest.ts';
import { NdjsonBody } from '../ingest/ndjson.ts';
import { CairnError } from '../kernel/errors.ts';
import { readEvent } from '../log/read.ts';
import { RawAnswer } from './answer.ts';
import type { Services } from './context.ts';
import { readVisible } from './event-search.ts';
import { event, eventInput } from './event-shapes.ts';
import { operation } from './operation.ts';

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
    handle: async (context, { params }) => new RawAnswer(await readVisible(context, params.event_id)),
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
