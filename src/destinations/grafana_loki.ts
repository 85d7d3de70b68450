import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import { address, basic, below } from './address.ts';
import { certificateFields, certificateOf } from './certificate.ts';
import { destination } from './destination.ts';
import { answered, standardOutcome } from './outcome.ts';

const label = String.raw`[a-zA-Z_][a-zA-Z0-9_]*=[^\s,="][^,="]*`;

const config = z.strictObject({
  url: address({
    title: 'Address',
    description: 'Of Loki, without a path.',
    examples: ['https://logs-prod-012.grafana.net', 'https://loki.example.com'],
  }),
  username: field(z.string().trim().min(1).max(255).optional(), {
    title: 'User',
    description: 'For Grafana Cloud the number that it names User beside the address.',
    examples: ['123456'],
  }),
  labels: field(
    z
      .string()
      .trim()
      .max(1000)
      .regex(
        new RegExp(`^${label}(,${label}){0,9}$`),
        'At most 10 labels, as name=value, separated by commas.',
      )
      .optional(),
    {
      title: 'Labels',
      description:
        'Put on every event, as name=value, separated by commas. service_name=cairn is always there.',
      examples: ['env=prod,team=security'],
    },
  ),
  tenant: field(
    z
      .string()
      .trim()
      .min(1)
      .max(150)
      .regex(/^[\x21-\x7e]+$/, 'Printable ASCII.')
      .optional(),
    {
      title: 'Tenant',
      description: 'X-Scope-OrgID, for a Loki of your own with several tenants.',
      advanced: true,
    },
  ),
  ...certificateFields,
});

const secrets = z.strictObject({
  password: secret(
    'Token or password',
    'For Grafana Cloud an access policy token with logs:write.',
  ).optional(),
});

const hour = 3_600_000;

/** reject_old_samples_max_age and creation_grace_period, as Loki comes. */
const oldestMs = 7 * 24 * hour;
const newestMs = 10 * 60_000;

const labelsOf = (text: string | undefined): [string, string][] =>
  (text === undefined ? [] : text.split(',')).map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });

/**
 * When and in which stream an event stands. Loki refuses what lies more than an hour behind the newest entry of its
 * stream, so an event that comes later than that goes into a stream of the hour in which it happened: at most 168
 * of them, and never behind. What is older than a week, or ahead of time, is filed under now.
 */
function placed(occurredAt: string, now: Date): { ms: number; late?: string } {
  const ms = Date.parse(occurredAt);
  const age = now.getTime() - ms;
  if (age > oldestMs - hour || age < -newestMs) return { ms: now.getTime() };
  // Half an hour of room: an attempt that fails is encoded anew, but the answer to one may take its time.
  return age > hour / 2 ? { ms, late: occurredAt.slice(0, 13) } : { ms };
}

export const grafanaLoki = destination({
  id: 'grafana_loki',
  name: 'Grafana Loki',
  description:
    'Pushes events to Loki, of Grafana Cloud or your own, with few labels and the rest as structured metadata.',
  docs: 'https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs',
  config,
  secrets,
  limits: { events: 1000, bytes: 1_000_000, eventBytes: 900_000, waitMs: 100, maxAgeMs: oldestMs - hour },
  formats: ['cairn', 'ocsf', 'ecs'],
  ordered: true,
  lookFor: 'In Explore, run {service_name="cairn"} | action="trail.test" over the last 15 minutes.',
  notes: [
    'Loki takes events of the last week. An older one is filed under the time of its delivery; its true time stays in occurred_at.',
    'An event that comes more than half an hour after it happened stands in a stream with the label late, of the hour in which it happened: Loki would refuse it among the newer ones.',
    'The same line at the same time is kept once, so repeats of events of the last week are dropped.',
    'Loki refuses lines over 256 KB unless max_line_size is raised; such an event is a dead letter.',
  ],
  gzip: true,
  framing: { open: '{"streams":[', between: ',', close: ']}' },

  item({ text, event }, { labels }, now) {
    const { ms, late } = placed(event.occurred_at, now);
    const stream = Object.fromEntries([
      ['service_name', 'cairn'],
      ...labelsOf(labels),
      ...(late === undefined ? [] : [['late', late]]),
    ]);
    // The number keeps the order of events of one millisecond, and tells apart what else would be one line twice.
    const nanoseconds = `${ms}${String(event.seq % 1_000_000).padStart(6, '0')}`;
    const metadata = {
      event_id: event.id,
      seq: String(event.seq),
      level: event.level === 'information' ? 'info' : event.level === 'warning' ? 'warn' : event.level,
      action: event.action,
      occurred_at: event.occurred_at,
      organization: event.organization_id,
    };
    return `{"stream":${JSON.stringify(stream)},"values":[["${nanoseconds}",${JSON.stringify(text)},${JSON.stringify(metadata)}]]}`;
  },

  request: (body, { url, username, tenant, ...certificate }, { password }) => ({
    method: 'POST',
    ...certificateOf(certificate),
    url: below(url, '/loki/api/v1/push'),
    headers: {
      'content-type': 'application/json',
      ...(tenant === undefined ? {} : { 'x-scope-orgid': tenant }),
      ...(password === undefined
        ? {}
        : { authorization: username === undefined ? `Bearer ${password}` : basic(username, password) }),
    },
    body,
  }),

  outcome(answer, nowMs) {
    // 260 is what Loki says while it is told to take nothing from this tenant: nothing was kept.
    if (answer.status > 204 && answer.status < 300)
      return { kind: 'misconfigured', reason: answered(answer) };
    // 400: some were refused, it does not say which, and the others were kept. Halves find them; repeats are dropped.
    return standardOutcome(answer, nowMs);
  },
});
