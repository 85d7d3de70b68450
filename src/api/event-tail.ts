import { z } from 'zod';
import type { Event } from '../event/event.ts';
import { match } from '../event/query/match.ts';
import { parse } from '../event/query/parse.ts';
import { invalid } from '../kernel/errors.ts';
import { follow } from '../log/follow.ts';
import { type LogRow, lastSeq } from '../log/read.ts';
import { RawAnswer } from './answer.ts';
import { visible } from './event-search.ts';
import { operation } from './operation.ts';

const query = z.strictObject({
  q: z.string().max(4096).default(''),
  /** For clients that cannot send `Last-Event-ID`. */
  after: z.coerce.number().int().min(0).optional(),
});

/** Browsers ask again after this when the stream breaks. */
const retryMs = 1_000;

/** One message of a stream (HTML, section 9.2.6); the number is its id, so that a reconnect goes on from it. */
const message = ({ seq, event }: LogRow): string => `id: ${seq}\nevent: event\ndata: ${event}\n\n`;

async function* messages(
  pages: AsyncIterable<readonly LogRow[]>,
  matches: (event: Event) => boolean,
): AsyncGenerator<string> {
  yield `retry: ${retryMs}\n\n`;
  for await (const rows of pages) {
    const text = rows
      .filter(({ event }) => matches(JSON.parse(event) as Event))
      .map(message)
      .join('');
    // A comment keeps proxies from closing a quiet stream.
    yield text === '' ? ': quiet\n\n' : text;
  }
}

function startOf(header: string | undefined, after: number | undefined): number | null {
  if (header === undefined || header === '') return after ?? null;
  if (!/^\d{1,15}$/.test(header)) throw invalid('Last-Event-ID', 'must be the number of an event');
  return Number(header);
}

export const eventTail = operation({
  id: 'events.tail',
  method: 'GET',
  path: '/organizations/{organization_id}/events/tail',
  summary:
    'Follow new events that match a query, as Server-Sent Events. `Last-Event-ID` goes on without loss.',
  access: 'events:view',
  audit: { none: 'Reading the log is not recorded, exporting it is.' },
  query,
  contentType: 'text/event-stream',
  errors: ['query.invalid'],
  async handle({ services, organizationId, rights, signal, now, lastEventId }, input) {
    const matches = match(visible(rights, parse(input.query.q, { now })), { now });
    const { database, tail } = services;
    const after = startOf(lastEventId, input.query.after) ?? (await lastSeq(database, organizationId));
    // Whoever may still read comes back with `Last-Event-ID` and misses nothing.
    const until = AbortSignal.any([signal, services.principals.untilChange]);
    const pages = follow(database, tail, organizationId, after, until);
    return new RawAnswer(messages(pages, matches), {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  },
});
