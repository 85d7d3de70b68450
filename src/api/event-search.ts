import { z } from 'zod';
import type { Rights } from '../access/rights.ts';
import type { Event } from '../event/event.ts';
import { parseInstant } from '../event/instant.ts';
import { all, both, type Query } from '../event/query/ast.ts';
import { parse } from '../event/query/parse.ts';
import { CairnError, invalid } from '../kernel/errors.ts';
import { estimateCountry } from '../log/location.ts';
import { readEvent } from '../log/read.ts';
import { search } from '../log/search.ts';
import type { Selection } from '../log/selection.ts';
import { textPage } from './answer.ts';
import type { OperationContext } from './context.ts';
import { event } from './event-shapes.ts';
import { operation } from './operation.ts';
import { limit, page } from './shapes.ts';

const path = '/organizations/{organization_id}/events';

/** The query, and the times between which events occurred: `from` <= occurred_at < `to`. */
export const selection = {
  q: z.string().max(4096, 'may have at most 4,096 characters').default(''),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
};

interface Asked {
  readonly q: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function timeOf(field: string, text: string | undefined): Date | undefined {
  if (text === undefined || text === '') return undefined;
  const at = parseInstant(text);
  if (at === null) throw invalid(field, 'must be an RFC 3339 time with an offset');
  return new Date(at);
}

/** What is left of a query for somebody whose membership is limited to some customers: their events only. */
export function visible(rights: Rights, query: Query): Query {
  if (rights.customerIds === null) return query;
  if (rights.customerIds.length === 0) return { kind: 'not', of: all };
  const values = rights.customerIds.map((id) => ({ kind: 'is' as const, text: id }));
  return both([query, { kind: 'term', field: 'customer', path: [], values }]);
}

/** An event of the log by its id, if the caller may see it. @throws CairnError `resource.not_found` */
export async function readVisible(context: OperationContext, eventId: string): Promise<string> {
  const text = await readEvent(context.services.database, context.organizationId, eventId);
  const { customer_id = null } = text === null ? {} : (JSON.parse(text) as Event);
  if (text === null || !context.rights.hasCustomer(customer_id)) throw new CairnError('resource.not_found');
  return text;
}

/** What a request selects. @throws CairnError `query.invalid`, `request.invalid` */
export function select({ organizationId, now, rights }: OperationContext, asked: Asked): Selection {
  const from = timeOf('from', asked.from);
  const to = timeOf('to', asked.to);
  if (from !== undefined && to !== undefined && from > to) throw invalid('to', 'must not lie before "from"');
  return { organizationId, query: visible(rights, parse(asked.q, { now })), from, to, now };
}

export const eventSearch = [
  operation({
    id: 'events.search',
    method: 'GET',
    path,
    summary: 'Search the log with the query language, newest first.',
    access: 'events:view',
    audit: { none: 'Reading the log is not recorded, exporting it is.' },
    query: z.strictObject({
      ...selection,
      order: z.enum(['asc', 'desc']).default('desc'),
      limit: limit(),
      cursor: z.string().max(1000).optional(),
    }),
    output: page(event),
    errors: ['query.invalid', 'cursor.invalid'],
    async handle(context, { query }) {
      const { order, limit: most, cursor } = query;
      const found = await search(context.services.database, {
        ...select(context, query),
        order,
        limit: most,
        cursor,
      });
      return textPage(found.items, found.nextCursor);
    },
  }),

  operation({
    id: 'events.location',
    method: 'GET',
    path: `${path}/{event_id}/location`,
    summary: 'Estimate the country of an event’s source address, from data on this machine.',
    access: 'events:view',
    audit: { none: 'Looks an address of the log up in a local table.' },
    output: z.object({
      source_ip: z.string().nullable(),
      country: z.string().nullable(),
      estimated: z.literal(true),
    }),
    async handle(context, { params }) {
      const address =
        (JSON.parse(await readVisible(context, params.event_id)) as Event).context?.source_ip ?? null;
      return {
        source_ip: address,
        country: address === null ? null : estimateCountry(address),
        estimated: true as const,
      };
    },
  }),
];
