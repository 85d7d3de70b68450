import { z } from 'zod';
import { parse } from '../event/query/parse.ts';
import { histogram } from '../log/histogram.ts';
import { storageOf } from '../log/storage.ts';
import { countDeadLetters } from '../trails/dead-letters.ts';
import { listTrails, type TrailView } from '../trails/trail-view.ts';
import { visible } from './event-search.ts';
import { operation } from './operation.ts';

const hourMs = 3_600_000;

const count = (trails: readonly TrailView[], status: TrailView['status']) =>
  trails.filter((trail) => trail.status === status).length;

export const overview = operation({
  id: 'overview.get',
  method: 'GET',
  path: '/organizations/{organization_id}/overview',
  summary: 'The figures of the dashboard: events of the last 24 hours, trails, dead letters, storage.',
  access: 'events:view',
  audit: { none: 'Reads counts only.' },
  output: z.object({
    events_24h: z.number(),
    events_total: z.number(),
    events_by_hour: z.array(z.object({ at: z.string(), events: z.number() })),
    trails: z.object({ active: z.number(), paused: z.number(), failing: z.number() }),
    dead_letters: z.number(),
    lag_seconds: z.number(),
    storage_bytes: z.number(),
  }),
  async handle({ services, organizationId, rights, now }) {
    const { database } = services;
    const seesTrails = rights.has('trails:view');
    const to = new Date(Math.ceil(now.getTime() / hourMs) * hourMs);
    const from = new Date(to.getTime() - 24 * hourMs);
    const [{ points }, trails, deadLetters, storage] = await Promise.all([
      histogram(database, {
        organizationId,
        query: visible(rights, parse('', { now })),
        from,
        to,
        now,
        stepMs: hourMs,
      }),
      seesTrails ? listTrails(database, organizationId) : [],
      seesTrails ? countDeadLetters(database, organizationId) : 0,
      rights.customerIds === null ? storageOf(database, organizationId) : { events: 0, bytes: 0 },
    ]);
    return {
      events_24h: points.reduce((sum, { events }) => sum + events, 0),
      events_total: storage.events,
      events_by_hour: points.map(({ at, events }) => ({ at, events })),
      trails: {
        active: count(trails, 'active'),
        paused: count(trails, 'paused'),
        failing: count(trails, 'failing'),
      },
      dead_letters: deadLetters,
      lag_seconds: Math.max(
        0,
        ...trails.filter(({ status }) => status !== 'paused').map((trail) => trail.lag_seconds),
      ),
      storage_bytes: storage.bytes,
    };
  },
});
