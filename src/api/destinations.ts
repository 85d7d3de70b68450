import { z } from 'zod';
import type { Destination } from '../destinations/destination.ts';
import { destinations as catalogue } from '../destinations/index.ts';
import { presets } from '../destinations/presets.ts';
import { type JsonSchema, toJsonSchema } from '../kernel/form.ts';
import { operation } from './operation.ts';
import { page } from './shapes.ts';

const schema = z.record(z.string(), z.unknown()).meta({ description: 'A JSON Schema of a form.' });

const destination = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  docs: z.url(),
  look_for: z.string(),
  notes: z.array(z.string()),
  config_schema: schema,
  secrets_schema: schema,
  limits: z.object({
    events: z.number().int(),
    bytes: z.number().int(),
    event_bytes: z.number().int(),
    wait_ms: z.number().int(),
    max_age_ms: z.number().int().nullable(),
  }),
  formats: z.array(z.string()),
  ordered: z.boolean(),
  setup: z
    .object({ text: z.string(), code: z.string() })
    .nullable()
    .meta({ description: 'What to run at the receiver before the first event.' }),
});

const preset = z.object({
  id: z.string(),
  name: z.string(),
  destination: z.string().meta({ description: 'The destination that does the sending.' }),
  description: z.string(),
  docs: z.url(),
  config: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  secrets: z.record(z.string(), z.string()).meta({ description: 'What to put into which secret.' }),
  format: z.string().nullable(),
});

/** A secret that Cairn makes when none is given is not asked for. */
function secretsSchema({ secrets, makeSecrets }: Destination): JsonSchema {
  const form = toJsonSchema(secrets);
  const made = Object.keys(makeSecrets?.() ?? {});
  const required = ((form.required as string[] | undefined) ?? []).filter((name) => !made.includes(name));
  const { required: _, ...rest } = form;
  return required.length === 0 ? rest : { ...rest, required };
}

/** A destination as the catalogue shows it. */
export function describe(one: Destination): z.output<typeof destination> {
  const { id, name, description, docs, lookFor, notes, limits, formats, ordered } = one;
  return {
    ...{ id, name, description, docs, look_for: lookFor, notes: [...notes] },
    config_schema: toJsonSchema(one.config),
    secrets_schema: secretsSchema(one),
    limits: {
      events: limits.events,
      bytes: limits.bytes,
      event_bytes: limits.eventBytes,
      wait_ms: limits.waitMs,
      max_age_ms: limits.maxAgeMs ?? null,
    },
    formats: [...formats],
    ordered,
    setup: one.setup ?? null,
  };
}

export const destinations = [
  operation({
    id: 'destinations.list',
    method: 'GET',
    path: '/destinations',
    summary: 'List the destinations a trail can have, with the forms of their settings.',
    access: 'signed_in',
    audit: { none: 'Reads a catalogue that is the same for everybody.' },
    output: page(destination).extend({
      presets: z
        .array(preset)
        .meta({ description: 'Receivers that take what one of the destinations sends.' }),
    }),
    handle: async () => ({
      items: catalogue.map(describe),
      next_cursor: null,
      presets: presets.map((one) => ({ ...one, format: one.format ?? null })),
    }),
  }),
];
