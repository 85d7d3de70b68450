import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';

const headerText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[\x20-\x7e]+$/, 'Printable ASCII.');

const config = z.strictObject({
  category: field(headerText(1024).default('cairn'), {
    title: 'Source category',
    description: 'The field _sourceCategory of the events.',
    examples: ['prod/audit/cairn'],
  }),
  name: field(headerText(1024).optional(), {
    title: 'Source name',
    description: 'The field _sourceName of the events; empty: the name of the source.',
    advanced: true,
  }),
  host: field(headerText(255).optional(), {
    title: 'Source host',
    description: 'The field _sourceHost of the events.',
    advanced: true,
  }),
  fields: field(
    headerText(2000)
      .regex(/^[^=,]+=[^=,]+(,[^=,]+=[^=,]+)*$/, 'name=value, separated by commas.')
      .optional(),
    {
      title: 'Fields',
      description:
        'Put on every event, as name=value, separated by commas. Each must be known to Sumo Logic.',
      examples: ['team=security'],
      advanced: true,
    },
  ),
});

/** The path says that it is such an address; the host is the region's, or that of a proxy. */
const isSource = (text: string): boolean =>
  URL.canParse(text) &&
  /^https?:$/.test(new URL(text).protocol) &&
  /^\/receiver\/v1\/http\/.+/.test(new URL(text).pathname);

const secrets = z.strictObject({
  url: secret(
    'Address of the HTTP source',
    'From the HTTP Logs and Metrics source. Whoever knows it can write, so it is kept as a secret.',
  ).refine(isSource, { message: 'The address of an HTTP source holds /receiver/v1/http/ and a code.' }),
});

export const sumoLogic = destination({
  id: 'sumo_logic',
  name: 'Sumo Logic',
  description: 'Sends events to an HTTP Logs and Metrics source of Sumo Logic, one event a line.',
  docs: 'https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/logs-metrics/upload-logs/',
  config,
  secrets,
  // A request should have 100 KB to 1 MB before compression; messages over 64 KB are cut into pieces.
  limits: { events: 1000, bytes: 1_000_000, eventBytes: 65_536, waitMs: 200 },
  formats: ['cairn', 'ocsf', 'ecs', 'cef'],
  ordered: true,
  lookFor: 'Search for _sourceCategory=cairn "trail.test" (or your own category) in the last 15 minutes.',
  notes: [
    'Switch off "Detect messages spanning multiple lines" in the source: each line is one event.',
    'Sumo Logic cuts messages over 64 KB into pieces that it cannot read as JSON: such an event is a dead letter instead.',
    'Sumo Logic does not drop repeats: the id of each event tells them apart.',
  ],
  gzip: true,
  framing: { open: '', between: '\n', close: '\n' },
  item: ({ text }) => text,

  request: (body, { category, name, host, fields }, { url }) => ({
    method: 'POST',
    url,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-sumo-category': category,
      'x-sumo-client': 'cairn',
      ...(name === undefined ? {} : { 'x-sumo-name': name }),
      ...(host === undefined ? {} : { 'x-sumo-host': host }),
      ...(fields === undefined ? {} : { 'x-sumo-fields': fields }),
    },
    body,
  }),
});
