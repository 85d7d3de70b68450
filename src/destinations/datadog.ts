import { z } from 'zod';
import type { Level } from '../event/event.ts';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { filedAt } from './filed-at.ts';

/** Every Datadog site (https://docs.datadoghq.com/getting_started/site/): a key works on its own site only. */
export const datadogSites = [
  'datadoghq.com',
  'us3.datadoghq.com',
  'us5.datadoghq.com',
  'datadoghq.eu',
  'ap1.datadoghq.com',
  'ap2.datadoghq.com',
  'uk1.datadoghq.com',
  'ddog-gov.com',
  'us2.ddog-gov.com',
] as const;

const config = z.strictObject({
  site: field(z.enum(datadogSites).default('datadoghq.com'), {
    title: 'Site',
    description:
      'The part of the address after "app." when you are signed in to Datadog. A key works on its own site only.',
    examples: ['datadoghq.com', 'datadoghq.eu'],
  }),
  service: field(z.string().trim().min(1).max(100).default('cairn'), {
    title: 'Service',
    description: 'The service of events that do not name one.',
    examples: ['cairn'],
  }),
  ddsource: field(z.string().trim().min(1).max(100).default('cairn'), {
    title: 'Source',
    description: 'Decides which of your pipelines in Datadog reads the logs.',
    examples: ['cairn'],
    advanced: true,
  }),
  ddtags: field(
    z
      .string()
      .trim()
      .max(2000)
      .regex(/^[^\s,][^,\r\n]*(,[^\s,][^,\r\n]*)*$/, 'Tags are written key:value, separated by commas.')
      .optional(),
    {
      title: 'Tags',
      description: 'Put on every log, separated by commas.',
      examples: ['env:prod,team:security'],
    },
  ),
  hostname: field(z.string().trim().min(1).max(255).optional(), {
    title: 'Host name',
    description: 'The host that the logs are shown under.',
    examples: ['audit.example.com'],
    advanced: true,
  }),
});

const secrets = z.strictObject({
  api_key: secret(
    'API key',
    'From Organization Settings, API Keys, of the chosen site. Not an application key.',
  ),
});

/** Words that Datadog's status remapper knows. */
const statuses: Readonly<Record<Level, string>> = {
  information: 'info',
  notice: 'notice',
  warning: 'warn',
  error: 'error',
};

const hour = 3_600_000;

/** The intake drops logs whose time is further away than this, with a 202. */
const reach = { pastMs: 18 * hour, futureMs: 2 * hour };

export const datadog = destination({
  id: 'datadog',
  name: 'Datadog',
  description: 'Sends events to Datadog Logs, where each field of an event is an attribute.',
  docs: 'https://docs.datadoghq.com/api/latest/logs/#send-logs',
  config,
  secrets,
  // The documented limits are 1,000 logs, 5 MB, and 1 MB a log, beyond which a log is cut with a 202.
  limits: { events: 1000, bytes: 5_000_000, eventBytes: 1_000_000, waitMs: 100, maxAgeMs: reach.pastMs },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'In Logs, search for source:cairn (or your own source) @action:trail.test in the last 15 minutes.',
  notes: [
    'Datadog answers 403 when the key belongs to another site: check the site first.',
    'Datadog drops logs that are more than 18 hours old. An event older than that is filed under the time of its delivery; its true time stays in the attribute occurred_at.',
    'Datadog does not drop repeats: count by the attribute id where that matters.',
  ],
  gzip: true,
  framing: { open: '[', between: ',', close: ']' },

  item({ text, event }, { ddsource, ddtags, hostname, service }, now) {
    // The text of the event goes in as the message: Datadog reads JSON there into attributes of their own.
    return (
      `{"ddsource":${JSON.stringify(ddsource)},"service":${JSON.stringify(event.service ?? service)},` +
      (ddtags === undefined ? '' : `"ddtags":${JSON.stringify(ddtags)},`) +
      (hostname === undefined ? '' : `"hostname":${JSON.stringify(hostname)},`) +
      `"status":"${statuses[event.level]}","timestamp":${filedAt(event.occurred_at, now, reach)},` +
      `"message":${JSON.stringify(text)}}`
    );
  },

  request: (body, { site }, { api_key }) => ({
    method: 'POST',
    url: `https://http-intake.logs.${site}/api/v2/logs`,
    headers: { 'content-type': 'application/json', 'dd-api-key': api_key },
    body,
  }),
});
