import { z } from 'zod';
import { field } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import { destination, type Outcome } from './destination.ts';
import { serviceAccountSecret } from './signing/google.ts';
import { googleOutcome, projectField, serviceAccountToken } from './signing/google-answers.ts';

const guid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const config = z.strictObject({
  project: projectField,
  region: field(
    z
      .string()
      .trim()
      .regex(/^[a-z]{2,}(-[a-z]+\d+)?$/, 'A region is written like us, eu or europe-west3.'),
    { title: 'Region', description: 'Of your Google SecOps instance.', examples: ['us', 'eu'] },
  ),
  instance: field(z.string().trim().regex(guid, 'An id of 32 hexadecimal digits with dashes.'), {
    title: 'Customer id',
    description: 'From SIEM Settings, Profile.',
    examples: ['11111111-2222-3333-4444-555555555555'],
  }),
  log_type: field(
    z
      .string()
      .trim()
      .regex(/^[A-Z0-9_]{1,100}$/, 'A log type has capital letters, digits and "_".'),
    {
      title: 'Log type',
      description: 'A custom log type with a parser of yours, or one that takes JSON as it is.',
      examples: ['CAIRN_AUDIT'],
    },
  ),
  forwarder: field(z.string().trim().regex(guid, 'An id of 32 hexadecimal digits with dashes.'), {
    title: 'Forwarder id',
    description: 'Of a forwarder made for Cairn under SIEM Settings, Forwarders; logs are counted under it.',
    examples: ['66666666-7777-8888-9999-000000000000'],
  }),
  namespace: field(z.string().trim().min(1).max(250).optional(), {
    title: 'Namespace',
    description: 'Keeps assets apart that have the same name or address.',
    advanced: true,
  }),
  // Google's references and its own tools differ in these three, so they can be set.
  api_version: field(z.enum(['v1alpha', 'v1beta', 'v1']).default('v1alpha'), {
    title: 'API version',
    description: 'Of the Chronicle API.',
    advanced: true,
  }),
  host: field(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.googleapis\.com$/, 'A host name under googleapis.com.')
      .optional(),
    {
      title: 'Host',
      description: 'Absent: <region>-chronicle.googleapis.com.',
      examples: ['chronicle.europe-west12.rep.googleapis.com'],
      advanced: true,
    },
  ),
  max_request_kb: field(z.int().min(500).max(4000).default(1000), {
    title: 'Largest request in kB',
    description:
      'Google says 4 MB for this interface and 1 MB for the one before it; what is refused as too large is halved.',
    advanced: true,
  }),
});

/** The reference tells callers to hold on for five minutes when the burst limit is reached. */
const burstMs = 300_000;

function outcome(answer: Answer, nowMs: number): Outcome {
  const read = googleOutcome(answer, nowMs);
  return answer.status === 429 && read.kind === 'retry' && read.afterMs === undefined
    ? { ...read, afterMs: burstMs }
    : read;
}

export const google_secops = destination({
  id: 'google_secops',
  name: 'Google Security Operations',
  description: 'Imports events as raw logs into Google SecOps (Chronicle) under a log type of your choice.',
  docs: 'https://cloud.google.com/chronicle/docs/reference/ingestion-methods',
  config,
  secrets: z.strictObject({
    service_account: serviceAccountSecret('Chronicle API Editor, or one with chronicle.logs.import'),
  }),
  limits: { events: 1000, bytes: 1_000_000, eventBytes: 1_000_000, waitMs: 1_000 },
  limitsOf: ({ max_request_kb }) => ({ bytes: max_request_kb * 1000 }),
  formats: ['cairn'],
  ordered: true,
  lookFor: 'A raw log search for trail.test within the last 15 minutes finds one log of your log type.',
  notes: [
    'Google counts bursts over five minutes; when it answers 429, the trail waits for five minutes and loses nothing.',
    'Without a parser for the log type, events are found by raw log search only.',
    'Repeats are not promised to be dropped: count by id.',
    'Where a key file names a token_uri, Cairn does not use it: it asks oauth2.googleapis.com.',
  ],
  gzip: true,
  framing: { open: '{"inline_source":{"logs":[', between: ',', close: ']}}' },

  item({ text, event }, { namespace }) {
    const entryTime = event.occurred_at;
    // The time of collection must not be before that of the entry.
    const collected = event.received_at > entryTime ? event.received_at : entryTime;
    return JSON.stringify({
      data: Buffer.from(text).toString('base64'),
      log_entry_time: entryTime,
      collection_time: collected,
      ...(namespace === undefined ? {} : { environment_namespace: namespace }),
    });
  },

  request(body, { project, region, instance, log_type, forwarder, api_version, host }) {
    const parent = `projects/${project}/locations/${region}/instances/${instance}`;
    const named = `{"forwarder":"${parent}/forwarders/${forwarder}",`;
    return {
      method: 'POST',
      url: `https://${host ?? `${region}-chronicle.googleapis.com`}/${api_version}/${parent}/logTypes/${log_type}/logs:import`,
      headers: { 'content-type': 'application/json' },
      body: body.replace('{"inline_source":{', `{"inline_source":${named}`),
    };
  },

  token: serviceAccountToken('https://www.googleapis.com/auth/cloud-platform'),
  outcome,
});
