import { z } from 'zod';
import { levels, results } from '../event/event.ts';
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
