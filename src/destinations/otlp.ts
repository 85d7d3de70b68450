import { z } from 'zod';
import type { Event, Level } from '../event/event.ts';
import { field, secret } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import { address, below } from './address.ts';
import { certificateFields, certificateOf } from './certificate.ts';
import { destination, type Outcome, type StoredEvent } from './destination.ts';
import { headerLines, headersOf } from './header-lines.ts';
import { answered, standardOutcome } from './outcome.ts';
import { jsonOf } from './per-item.ts';

const config = z.strictObject({
  url: address({
    title: 'Address',
    description: 'Of the receiver. /v1/logs is put behind it unless it has a path already.',
    examples: ['https://otel.example.com:4318', 'https://api.axiom.co/v1/logs'],
  }),
  service_name: field(z.string().trim().min(1).max(255).default('cairn'), {
    title: 'Service',
    description: 'The resource attribute service.name.',
    advanced: true,
  }),
  ...certificateFields,
});

const secrets = z.strictObject({
  authorization: secret(
    'Authorization header',
    'As the receiver asks for it, for example Bearer and a token.',
  )
    .regex(/^[\x20-\x7e]+$/, 'A header takes printable ASCII only.')
    .optional(),
  headers: headerLines(),
});

/** INFO, INFO2, WARN and ERROR (OpenTelemetry, Logs Data Model, "Severity Fields"). */
const severities: Readonly<Record<Level, readonly [number, string]>> = {
  information: [9, 'INFO'],
  notice: [10, 'INFO2'],
  warning: [13, 'WARN'],
  error: [17, 'ERROR'],
};

/** In JSON, 64-bit integers are text (OTLP, "JSON Protobuf Encoding"). */
const nanoseconds = (instant: string): string => `${Date.parse(instant)}000000`;

const text = (key: string, value: string | undefined) =>
  value === undefined || value === '' ? [] : [{ key, value: { stringValue: value } }];

/** Names of the semantic conventions where there is one. */
const attributesOf = (event: Event) => [
  ...text('cairn.event.id', event.id),
  { key: 'cairn.event.seq', value: { intValue: String(event.seq) } },
  ...text('cairn.organization.id', event.organization_id),
  ...text('cairn.action', event.action),
  ...text('cairn.result', event.result),
  ...text('cairn.module', event.module),
  ...text('cairn.service', event.service),
  ...text('error.type', event.error_code),
  ...text('user.id', event.actor?.id),
  ...text('user.name', event.actor?.name),
  ...text('cairn.actor.type', event.actor?.type),
  ...text('client.address', event.context?.source_ip),
  ...text('user_agent.original', event.context?.user_agent),
  ...text('session.id', event.context?.session_id),
];

/** What a client may send again (OTLP/HTTP, "Retryable Response Codes"). */
const retryable = new Set([429, 502, 503, 504]);

function outcome(answer: Answer, nowMs: number, { length: events }: readonly StoredEvent[]): Outcome {
  const reason = answered(answer);
  if (answer.status >= 500 && !retryable.has(answer.status)) return { kind: 'misconfigured', reason };
  if (answer.status < 200 || answer.status >= 300) return standardOutcome(answer, nowMs);
  // A page for people is no answer of a receiver.
  if (/^text\/html\b/.test(answer.headers['content-type'] ?? '')) return { kind: 'misconfigured', reason };
  const partial = jsonOf(answer.body)?.partialSuccess as
    | { rejectedLogRecords?: string | number; errorMessage?: string }
    | undefined;
  const rejected = Number(partial?.rejectedLogRecords ?? 0);
  if (!(rejected > 0)) return { kind: 'delivered' };
  const why = `${rejected} of ${events} log records were rejected: ${partial?.errorMessage ?? 'no reason given'}`;
  if (rejected < events) return { kind: 'split', reason: why };
  const all = Array.from({ length: events }, (_, index) => ({ index, reason: why }));
  return { kind: 'partial', retry: [], rejected: all };
}

export const otlp = destination({
  id: 'otlp',
  name: 'OpenTelemetry (OTLP)',
  description: 'Sends events as log records over OTLP/HTTP, which collectors and most vendors take.',
  docs: 'https://opentelemetry.io/docs/specs/otlp/#otlphttp',
  config,
  secrets,
  // Receivers take 2 to 64 MiB; 512 records and 1 MB are what OpenTelemetry's own exporters send.
  limits: { events: 512, bytes: 1_000_000, eventBytes: 900_000, waitMs: 100 },
  formats: ['cairn', 'ocsf', 'ecs'],
  ordered: true,
  lookFor: 'Look for a log record whose attribute cairn.action is trail.test.',
  notes: [
    'A receiver that rejects some records of a batch only says how many. Cairn sends the halves to find them, so that the others arrive twice; cairn.event.id tells repeats apart.',
    'Only 429, 502, 503 and 504 are tried again quickly, as OTLP says. After any other 5xx the trail waits longer, and loses nothing.',
  ],
  gzip: true,
  framing({ service_name }) {
    const resource = { attributes: text('service.name', service_name) };
    return {
      open: `{"resourceLogs":[{"resource":${JSON.stringify(resource)},"scopeLogs":[{"scope":{"name":"cairn"},"logRecords":[`,
      between: ',',
      close: ']}]}]}',
    };
  },

  item({ text: body, event }) {
    const [severityNumber, severityText] = severities[event.level];
    return JSON.stringify({
      timeUnixNano: nanoseconds(event.occurred_at),
      observedTimeUnixNano: nanoseconds(event.received_at),
      severityNumber,
      severityText,
      eventName: event.action,
      body: { stringValue: body },
      attributes: attributesOf(event),
    });
  },

  request: (body, { url, ...certificate }, { authorization, headers }) => ({
    method: 'POST',
    ...certificateOf(certificate),
    url: new URL(url).pathname === '/' ? below(url, '/v1/logs') : url,
    headers: {
      'content-type': 'application/json',
      ...headersOf(headers),
      ...(authorization === undefined ? {} : { authorization }),
    },
    body,
  }),

  outcome,
});
