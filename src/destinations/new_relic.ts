import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { filedAt } from './filed-at.ts';

const hosts = { us: 'log-api.newrelic.com', eu: 'log-api.eu.newrelic.com' } as const;

const config = z.strictObject({
  region: field(z.enum(['us', 'eu']).default('us'), {
    title: 'Region',
    description: 'eu when your address is one.eu.newrelic.com. A key works in its own region only.',
  }),
  service: field(z.string().trim().min(1).max(255).default('cairn'), {
    title: 'Service',
    description: 'The attribute service.name of events that do not name a service.',
    advanced: true,
  }),
});

const secrets = z.strictObject({
  license_key: secret('License key', 'An ingest key of the type license, from API keys. Not a user key.'),
});

const hour = 3_600_000;
const reach = { pastMs: 48 * hour, futureMs: 24 * hour };

export const newRelic = destination({
  id: 'new_relic',
  name: 'New Relic',
  description: 'Sends events to New Relic Logs, where each field of an event is an attribute.',
  docs: 'https://docs.newrelic.com/docs/logs/log-api/introduction-log-api/',
  config,
  secrets,
  // 1 MB a request; of a value 128,000 bytes are kept and the rest is cut with a 202, so longer events are not sent.
  limits: { events: 1000, bytes: 1_000_000, eventBytes: 128_000, waitMs: 100, maxAgeMs: reach.pastMs },
  formats: ['cairn', 'ocsf', 'ecs'],
  ordered: true,
  lookFor: 'In Logs, search for logtype:cairn action:trail.test in the last 30 minutes.',
  notes: [
    'New Relic may drop logs that are more than 48 hours old. An event older than that is filed under the time of its delivery; its true time stays in the attribute occurred_at.',
    'New Relic answers before it has looked at the events: what it drops later it reports as NrIntegrationError events in your account.',
    'New Relic does not drop repeats: count by the attribute event_id where that matters.',
  ],
  gzip: true,
  framing: { open: '[{"common":{"attributes":{"logtype":"cairn"}},"logs":[', between: ',', close: ']}]' },

  item({ text, event }, { service }, now) {
    const attributes = {
      'service.name': event.service ?? service,
      level: event.level,
      event_id: event.id,
      seq: event.seq,
      organization_id: event.organization_id,
    };
    return `{"timestamp":${filedAt(event.occurred_at, now, reach)},"message":${JSON.stringify(text)},"attributes":${JSON.stringify(attributes)}}`;
  },

  request: (body, { region }, { license_key }) => ({
    method: 'POST',
    url: `https://${hosts[region]}/log/v1`,
    headers: { 'content-type': 'application/json', 'api-key': license_key },
    body,
  }),
});
