import { z } from 'zod';

/** A name that people give: no control characters, so that it can neither break a log line nor a header. */
export const name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'may have at most 100 characters')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters');

export const uuid = z.uuid();

/** Dates are written as RFC 3339 in UTC. */
export const time = z
  .union([z.date().transform((date) => date.toISOString()), z.iso.datetime()])
  .meta({ type: 'string', format: 'date-time' });

export const limit = (otherwise = 50, most = 1000) =>
  z.coerce.number().int().min(1).max(most).default(otherwise);

export const page = <T extends z.ZodType>(items: T) =>
  z.object({ items: z.array(items), next_cursor: z.string().nullable() });

/** What a body without fields may be. */
export const noBody = z.union([z.undefined(), z.null(), z.strictObject({})]);

/** Why a setting's trail is paused. */
export const pauseReason = z
  .enum(['person', 'failing'])
  .nullable()
  .meta({ description: 'Why it is paused: somebody switched it off, or it had failed for days.' });
