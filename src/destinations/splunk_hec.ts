import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import { address, below } from './address.ts';
import { certificateFields, certificateOf } from './certificate.ts';
import { destination, type Outcome, type StoredEvent } from './destination.ts';
import { answered, standardOutcome } from './outcome.ts';
import { jsonOf } from './per-item.ts';

const word = (max: number) => z.string().trim().min(1).max(max);

const config = z.strictObject({
  url: address({
    title: 'Address',
    description: 'Of the HTTP Event Collector, with its port and without a path.',
    examples: ['https://splunk.example.com:8088', 'https://http-inputs-example.splunkcloud.com:443'],
  }),
  index: field(word(80).optional(), {
    title: 'Index',
    description: 'One that the token may write to; empty: the default index of the token.',
    examples: ['audit'],
  }),
  source: field(word(255).default('cairn'), {
    title: 'Source',
    description: 'The field source of the events.',
    advanced: true,
  }),
  sourcetype: field(word(255).default('_json'), {
    title: 'Source type',
    description: 'How Splunk reads the events; _json fits all formats that are JSON.',
    examples: ['_json', 'cef'],
    advanced: true,
  }),
  host: field(word(255).optional(), {
    title: 'Host',
    description: 'The field host of the events; empty: what Splunk puts there.',
    advanced: true,
  }),
  acknowledge: field(z.boolean().default(false), {
    title: 'Wait for indexer acknowledgement',
    description:
      'Counts a batch as delivered only when Splunk has it on disk. The token must have it switched on; Splunk Cloud does not offer it.',
    advanced: true,
  }),
  ...certificateFields,
});

const secrets = z.strictObject({
  token: secret('Token', 'Of the HTTP Event Collector: Settings, Data Inputs, HTTP Event Collector.'),
});

/** Codes that are about the token's settings or the request as a whole: another batch would fare no better. */
const settings = new Set([7, 10, 11, 14, 16]);

/** An event is at fault, and `invalid-event-number` says which one: those before it were indexed. */
const oneAtFault = new Set([5, 6, 12, 13, 15]);

function outcome(answer: Answer, nowMs: number, { length: events }: readonly StoredEvent[]): Outcome {
  const said = jsonOf(answer.body);
  const code = said?.code;
  if (answer.status === 200) {
    return code === 0 ? { kind: 'delivered' } : { kind: 'misconfigured', reason: answered(answer) };
  }
  if (typeof code === 'number' && settings.has(code))
    return { kind: 'misconfigured', reason: answered(answer) };
  const at = said?.['invalid-event-number'];
  if (typeof code === 'number' && oneAtFault.has(code) && Number.isInteger(at)) {
    const index = at as number;
    if (index >= 0 && index < events) {
      const retry = Array.from({ length: events - index - 1 }, (_, each) => index + 1 + each);
      return { kind: 'partial', retry, rejected: [{ index, reason: answered(answer) }] };
    }
  }
  return standardOutcome(answer, nowMs);
}

/** Splunk indexes within seconds, small batches within two minutes. */
const askEveryMs = 1_000;
const askTimes = 300;

export const splunkHec = destination({
  id: 'splunk_hec',
  name: 'Splunk',
  description: 'Sends events to the HTTP Event Collector of Splunk, or of what takes the same requests.',
  docs: 'https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTinput',
  config,
  secrets,
  // max_content_length of limits.conf was 1 MB for years and is higher now; 1 MB is taken by all.
  limits: { events: 1000, bytes: 1_000_000, eventBytes: 900_000, waitMs: 100 },
  formats: ['cairn', 'ocsf', 'ecs', 'cef'],
  ordered: true,
  lookFor: 'Search for source=cairn (or your own source) action=trail.test in the last 15 minutes.',
  notes: [
    'Without indexer acknowledgement, Splunk answers when it has read and queued the events: what it queued is lost when it crashes then.',
    'Splunk does not drop repeats. The indexed field event_id tells them apart: | dedup event_id.',
    'An index that the token may not write to stops the trail without loss until one of both is changed.',
  ],
  gzip: true,
  framing: { open: '', between: '\n', close: '' },

  item({ text, event, format }, { index, source, sourcetype, host }) {
    const about = {
      time: Date.parse(event.occurred_at) / 1000,
      ...(host === undefined ? {} : { host }),
      source,
      sourcetype,
      ...(index === undefined ? {} : { index }),
      fields: { event_id: event.id, seq: String(event.seq), organization: event.organization_id },
    };
    const body = format === 'cef' ? JSON.stringify(text) : text;
    return `${JSON.stringify(about).slice(0, -1)},"event":${body}}`;
  },

  request: (body, { url, acknowledge, ...certificate }, { token }, { trailId }) => ({
    method: 'POST',
    ...certificateOf(certificate),
    url: below(url, '/services/collector/event'),
    headers: {
      'content-type': 'application/json',
      authorization: `Splunk ${token}`,
      ...(acknowledge ? { 'x-splunk-request-channel': trailId } : {}),
    },
    body,
  }),

  outcome,

  confirmation(answer, { url, acknowledge, ...certificate }, { token }, { trailId }) {
    if (!acknowledge) return null;
    // A token without acknowledgement gives no number; asking for one then answers why.
    const ackId = jsonOf(answer.body)?.ackId ?? 0;
    return {
      request: {
        method: 'POST',
        ...certificateOf(certificate),
        url: below(url, `/services/collector/ack?channel=${trailId}`),
        headers: {
          'content-type': 'application/json',
          authorization: `Splunk ${token}`,
          'x-splunk-request-channel': trailId,
        },
        body: JSON.stringify({ acks: [ackId] }),
      },
      everyMs: askEveryMs,
      times: askTimes,
      read(reply, nowMs) {
        const acks = jsonOf(reply.body)?.acks as Readonly<Record<string, unknown>> | undefined;
        if (acks?.[String(ackId)] === true) return { kind: 'delivered' };
        if (reply.status === 200) return undefined;
        const meant = outcome(reply, nowMs, []);
        if (meant.kind === 'retry') return undefined;
        return {
          kind: meant.kind === 'unauthorized' ? 'unauthorized' : 'misconfigured',
          reason: answered(reply),
        };
      },
    };
  },
});
