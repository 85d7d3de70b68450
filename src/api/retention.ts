import { z } from 'zod';
import { countBeyond, getRetention, retentionDays, setRetention } from '../log/retention.ts';
import { operation } from './operation.ts';
import { time } from './shapes.ts';

const path = '/organizations/{organization_id}/retention';

const days = z.int().min(retentionDays.least).max(retentionDays.most);

const retention = z.object({
  days,
  events: z.number().int().meta({ description: 'Events that are kept now.' }),
  oldest_received_at: time.nullable(),
});

export const retentions = [
  operation({
    id: 'retention.get',
    method: 'GET',
    path,
    summary: 'How long events are kept, and how many there are.',
    access: 'retention:manage',
    audit: { none: 'Reads a setting.' },
    output: retention,
    handle: ({ services, organizationId }) => getRetention(services.database, organizationId),
  }),

  operation({
    id: 'retention.preview',
    method: 'GET',
    path: `${path}/preview`,
    summary: 'How many events a number of days would delete, before it is set.',
    access: 'retention:manage',
    audit: { none: 'Reads a count.' },
    query: z.strictObject({ days: z.coerce.number().pipe(days) }),
    output: z.object({ deletes: z.number().int() }),
    handle: async ({ services, organizationId, now }, { query }) => ({
      deletes: await countBeyond(services.database, organizationId, {
        days: query.days,
        nowMs: now.getTime(),
      }),
    }),
  }),

  operation({
    id: 'retention.update',
    method: 'PUT',
    path,
    summary: 'Set how many days events are kept. What is older is deleted within the hour, for good.',
    access: 'retention:manage',
    audit: 'retention.updated',
    body: z.strictObject({ days }),
    output: retention,
    async handle({ services, organizationId, change }, { body }) {
      await change(async (tx, record) => {
        const before = await getRetention(tx, organizationId);
        await setRetention(tx, organizationId, body.days);
        record({ complement: { days: body.days }, details: { before: { days: before.days }, after: body } });
      });
      return getRetention(services.database, organizationId);
    },
  }),
];
