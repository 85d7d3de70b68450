import { z } from 'zod';
import { eventsByMonth, storageOf } from '../log/storage.ts';
import { operation } from './operation.ts';

export const usage = operation({
  id: 'usage.get',
  method: 'GET',
  path: '/organizations/{organization_id}/usage',
  summary: 'Events of each of the last twelve months, and the storage that they take.',
  access: 'usage:view',
  audit: { none: 'Reads counts only.' },
  output: z.object({
    months: z.array(
      z.object({ month: z.string().meta({ examples: ['2026-11'] }), events: z.number().int() }),
    ),
    events_total: z.number().int(),
    storage_bytes: z.number().int().meta({ description: 'Of the events as JSON; indexes come on top.' }),
  }),
  async handle({ services, organizationId, now }) {
    const [months, storage] = await Promise.all([
      eventsByMonth(services.database, organizationId, now),
      storageOf(services.database, organizationId),
    ]);
    return { months, events_total: storage.events, storage_bytes: storage.bytes };
  },
});
