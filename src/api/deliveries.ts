import { z } from 'zod';
import { CairnError } from '../kernel/errors.ts';
import { isUuid } from '../kernel/ids.ts';
import { discardDeadLetters, listDeadLetters, resendDeadLetters } from '../trails/dead-letters.ts';
import { type DeliveryMark, getDelivery, listDeliveries, trailCounts } from '../trails/deliveries.ts';
import { getTrail } from '../trails/trail-view.ts';
import type { OperationContext } from './context.ts';
import { event } from './event-shapes.ts';
import { operation } from './operation.ts';
import { limit, page, time, uuid } from './shapes.ts';
import { trailEntry, trailOf, trailPath } from './trails.ts';

const delivery = z.object({
  id: uuid,
  lane: z.enum(['live', 'resend']),
  first_seq: z.number().int(),
  last_seq: z.number().int(),
  events: z.number().int(),
  bytes: z.number().int(),
  status: z.enum(['retrying', 'delivered', 'partial', 'split', 'dead', 'superseded']),
  attempts: z.number().int(),
  started_at: time,
  settled_at: time.nullable(),
  next_attempt_at: time.nullable(),
});

const attempt = z.object({
  number: z.number().int(),
  at: time,
  duration_ms: z.number().int(),
  outcome: z.string(),
  status: z.number().int().nullable(),
  reason: z.string().nullable(),
  request: z.string(),
  response: z.string().nullable(),
});

const deadLetter = z.object({
  id: uuid,
  seq: z.number().int(),
  event_id: z.string(),
  action: z.string(),
  reason: z.string(),
  at: time,
  resending: z.boolean(),
  event,
});

const counts = z.object({
  at: time,
  delivered: z.number().int(),
  deliveries: z.number().int(),
  failed: z.number().int(),
  dead: z.number().int(),
  bytes: z.number().int(),
  duration_ms: z.number().int(),
});

const choice = z.union([
  z.strictObject({ ids: z.array(uuid).min(1).max(1000) }),
  z.strictObject({ all: z.literal(true) }),
]);

const paging = z.strictObject({ limit: limit(), cursor: z.string().max(200).optional() });

/** A cursor names its list, so that one of another trail or list is refused. It grants nothing. */
const writeCursor = (list: string, place: string): string =>
  Buffer.from(`${list}|${place}`).toString('base64url');

function readCursor(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith(`${list}|`) || writeCursor(list, text.slice(list.length + 1)) !== cursor) {
    throw new CairnError('cursor.invalid');
  }
  return text.slice(list.length + 1);
}

function markOf(place: string | undefined): DeliveryMark | undefined {
  if (place === undefined) return undefined;
  const [ms = '', id = ''] = place.split(' ');
  if (!/^\d{1,15}$/.test(ms) || !isUuid(id)) throw new CairnError('cursor.invalid');
  return { startedAt: new Date(Number(ms)), id };
}

function seqOf(place: string | undefined): number {
  if (place === undefined) return 0;
  if (!/^\d{1,15}$/.test(place)) throw new CairnError('cursor.invalid');
  return Number(place);
}

/** The trail of the path, which must be there. */
async function existing({ services, organizationId }: OperationContext, trailId: string) {
  const of = trailOf(organizationId, trailId);
  return { of, trail: await getTrail(services.database, organizationId, trailId) };
}

const reads = [
  operation({
    id: 'deliveries.list',
    method: 'GET',
    path: `${trailPath}/deliveries`,
    summary: 'List the deliveries of the last 30 days, newest first.',
    access: 'trails:view',
    audit: { none: 'Reads what was sent, without secrets.' },
    query: paging,
    output: page(delivery),
    errors: ['cursor.invalid'],
    async handle(context, { params, query }) {
      const { of } = await existing(context, params.trail_id);
      const list = `deliveries ${of.trailId}`;
      const before = markOf(readCursor(list, query.cursor));
      const found = await listDeliveries(context.services.database, of, { limit: query.limit + 1, before });
      const items = found.slice(0, query.limit);
      const last = found.length > query.limit ? items.at(-1) : undefined;
      return {
        items: items as z.input<typeof delivery>[],
        next_cursor: last ? writeCursor(list, `${last.started_at.getTime()} ${last.id}`) : null,
      };
    },
  }),

  operation({
    id: 'deliveries.get',
    method: 'GET',
    path: `${trailPath}/deliveries/{delivery_id}`,
    summary: 'Read a delivery with its attempts: request, answer, duration, next retry.',
    access: 'trails:view',
    audit: { none: 'Reads what was sent, without secrets.' },
    output: delivery.extend({ attempts: z.array(attempt) }),
    async handle(context, { params }) {
      const { of } = await existing(context, params.trail_id);
      if (!isUuid(params.delivery_id)) throw new CairnError('resource.not_found');
      const found = await getDelivery(context.services.database, of, params.delivery_id);
      return found as z.input<typeof delivery> & typeof found;
    },
  }),

  operation({
    id: 'trails.metrics',
    method: 'GET',
    path: `${trailPath}/metrics`,
    summary: 'Sums of five minutes each: events delivered, attempts failed, dead letters, bytes, duration.',
    access: 'trails:view',
    audit: { none: 'Reads counts.' },
    query: z.strictObject({ hours: z.coerce.number().int().min(1).max(720).default(24) }),
    output: z.object({ step_seconds: z.number().int(), points: z.array(counts) }),
    async handle(context, { params, query }) {
      const { of } = await existing(context, params.trail_id);
      const from = new Date(context.now.getTime() - query.hours * 3_600_000);
      return { step_seconds: 300, points: await trailCounts(context.services.database, of, from) };
    },
  }),
];

const deadLetters = [
  operation({
    id: 'dead_letters.list',
    method: 'GET',
    path: `${trailPath}/dead-letters`,
    summary: 'List the events that the destination refused for good, by number.',
    access: 'trails:view',
    audit: { none: 'Reads events of the log, as a search does.' },
    query: paging,
    output: page(deadLetter),
    errors: ['cursor.invalid'],
    async handle(context, { params, query }) {
      const { of } = await existing(context, params.trail_id);
      const list = `dead-letters ${of.trailId}`;
      const after = seqOf(readCursor(list, query.cursor));
      const found = await listDeadLetters(context.services.database, of, { limit: query.limit + 1, after });
      const items = found.slice(0, query.limit);
      const last = found.length > query.limit ? items.at(-1) : undefined;
      return {
        items: items as unknown as z.input<typeof deadLetter>[],
        next_cursor: last ? writeCursor(list, String(last.seq)) : null,
      };
    },
  }),

  operation({
    id: 'dead_letters.resend',
    method: 'POST',
    path: `${trailPath}/dead-letters/resend`,
    summary: 'Send dead letters again, in order, beside the live deliveries.',
    access: 'trails:manage',
    audit: 'dead_letter.resent',
    body: choice,
    status: 202,
    output: z.object({ count: z.number().int() }),
    async handle(context, { params, body }) {
      const { of, trail } = await existing(context, params.trail_id);
      const count = await context.change(async (tx, record) => {
        const asked = await resendDeadLetters(tx, of, body);
        record(trailEntry(trail, { count: asked }));
        return asked;
      });
      return { count };
    },
  }),

  operation({
    id: 'dead_letters.discard',
    method: 'POST',
    path: `${trailPath}/dead-letters/discard`,
    summary: 'Drop dead letters for good; the events stay in the log.',
    access: 'trails:manage',
    audit: 'dead_letter.discarded',
    body: choice,
    output: z.object({ count: z.number().int() }),
    async handle(context, { params, body }) {
      const { of, trail } = await existing(context, params.trail_id);
      const count = await context.change(async (tx, record) => {
        const dropped = await discardDeadLetters(tx, of, body);
        record(trailEntry(trail, { count: dropped }));
        return dropped;
      });
      return { count };
    },
  }),
];

export const deliveries = [...reads, ...deadLetters];
