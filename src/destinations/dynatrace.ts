import { z } from 'zod';
import type { Level } from '../event/event.ts';
import { secret } from '../kernel/form.ts';
import { address, below } from './address.ts';
import { destination } from './destination.ts';
import { filedAt } from './filed-at.ts';
import { answered, standardOutcome } from './outcome.ts';

const config = z.strictObject({
  url: address({
    title: 'Address',
    description: 'Of the environment, or of an ActiveGate with /e/ and the id of the environment.',
    examples: ['https://abc12345.live.dynatrace.com', 'https://activegate.example.com:9999/e/abc12345'],
  }),
});

const secrets = z.strictObject({
  api_token: secret('API token', 'An access token with the scope logs.ingest.'),
});

/** Values of the attribute loglevel. */
const levels: Readonly<Record<Level, string>> = {
  information: 'INFO',
  notice: 'NOTICE',
  warning: 'WARN',
  error: 'ERROR',
};

const hour = 3_600_000;
const reach = { pastMs: 24 * hour, futureMs: 10 * 60_000 };

export const dynatrace = destination({
  id: 'dynatrace',
  name: 'Dynatrace',
  description: 'Sends events to Dynatrace as logs.',
  docs: 'https://docs.dynatrace.com/docs/discover-dynatrace/references/dynatrace-api/environment-api/log-monitoring-v2/post-ingest-logs',
  config,
  secrets,
  // 10 MB and 50,000 records a request; of the content 65,536 bytes are kept and the rest is cut.
  limits: { events: 5000, bytes: 5_000_000, eventBytes: 65_536, waitMs: 100, maxAgeMs: reach.pastMs },
  formats: ['cairn', 'ocsf', 'ecs'],
  ordered: true,
  lookFor: 'In Logs, filter by log.source = "cairn" and content "trail.test" over the last 30 minutes.',
  notes: [
    'Dynatrace refuses logs that are more than 24 hours old. An event older than that is filed under the time of its delivery; its true time stays in the attribute cairn.occurred_at.',
    'Dynatrace cuts contents over 64 KB: such an event is a dead letter instead.',
    'When Dynatrace takes only a part of a batch it does not say which: Cairn halves the batch until it knows, so that some events arrive twice. The attribute cairn.event_id tells them apart.',
  ],
  gzip: true,
  framing: { open: '[', between: ',', close: ']' },

  item: ({ text, event }, _, now) =>
    JSON.stringify({
      timestamp: filedAt(event.occurred_at, now, reach),
      loglevel: levels[event.level],
      content: text,
      'log.source': 'cairn',
      'service.name': event.service ?? 'cairn',
      'cairn.event_id': event.id,
      'cairn.seq': String(event.seq),
      'cairn.action': event.action,
      'cairn.occurred_at': event.occurred_at,
      'cairn.organization_id': event.organization_id,
    }),

  request: (body, { url }, { api_token }) => ({
    method: 'POST',
    url: below(url, '/api/v2/logs/ingest'),
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Api-Token ${api_token}` },
    body,
  }),

  // 204 is all of it, 200 a part.
  outcome: (answer, nowMs) =>
    answer.status === 200 ? { kind: 'split', reason: answered(answer) } : standardOutcome(answer, nowMs),
});
