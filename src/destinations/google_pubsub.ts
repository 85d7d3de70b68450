import { z } from 'zod';
import { field } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { serviceAccountSecret } from './signing/google.ts';
import { googleOutcome, projectField, serviceAccountToken } from './signing/google-answers.ts';

const config = z.strictObject({
  project: projectField,
  topic: field(
    z
      .string()
      .trim()
      .regex(
        /^(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/,
        'A topic has 3 to 255 letters, digits and "-._~+%", begins with a letter and not with goog.',
      ),
    { title: 'Topic', description: 'Its id, without projects/…/topics/.', examples: ['audit-events'] },
  ),
  ordering: field(z.enum(['none', 'organization']).default('none'), {
    title: 'Ordering key',
    description:
      'organization gives every message the same key: subscriptions with message ordering then hand them out in order, at most 1 MB a second.',
  }),
  location: field(
    z
      .string()
      .trim()
      .regex(/^[a-z]+-[a-z]+\d+$/, 'A location is written like europe-west1.')
      .optional(),
    {
      title: 'Location',
      description: 'Publishes in this region, which ordering needs where publishers sit in several.',
      examples: ['europe-west1'],
      advanced: true,
    },
  ),
});

/** An attribute takes 1,024 bytes; what is longer stands whole in the data. */
function attribute(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= 1024) return text;
  return bytes
    .subarray(0, 1021)
    .toString()
    .replace(/\ufffd+$/, '');
}

export const google_pubsub = destination({
  id: 'google_pubsub',
  name: 'Google Cloud Pub/Sub',
  description:
    'Publishes each event as a message to a topic, with id, number, action and level as attributes.',
  docs: 'https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics/publish',
  config,
  secrets: z.strictObject({ service_account: serviceAccountSecret('Pub/Sub Publisher on the topic') }),
  // 1,000 messages and 10 MB a request (https://cloud.google.com/pubsub/quotas), counted here with base64.
  limits: { events: 1000, bytes: 9_500_000, eventBytes: 9_000_000, waitMs: 100 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'A subscription of the topic hands out one message with the attribute action=trail.test.',
  notes: [
    'A request is taken as a whole or not at all. Pub/Sub does not know repeats at publishing: count by the attribute id.',
    'Without an ordering key a subscription hands messages out in any order: sort by the attribute seq.',
    'A topic with a schema must take the event as JSON; what it refuses becomes a dead letter.',
    'Where a key file names a token_uri, Cairn does not use it: it asks oauth2.googleapis.com.',
  ],
  gzip: false,
  framing: { open: '{"messages":[', between: ',', close: ']}' },

  item({ seq, text, event }, { ordering }) {
    const attributes = {
      ...{ id: event.id, seq: String(seq), action: attribute(event.action), level: event.level },
      organization: event.organization_id,
    };
    const key = ordering === 'none' ? '' : `,"orderingKey":"${event.organization_id}"`;
    return `{"data":"${Buffer.from(text).toString('base64')}","attributes":${JSON.stringify(attributes)}${key}}`;
  },

  request: (body, { project, topic, location }) => ({
    method: 'POST',
    url:
      `https://${location === undefined ? '' : `${location}-`}pubsub.googleapis.com` +
      `/v1/projects/${project}/topics/${encodeURIComponent(topic)}:publish`,
    headers: { 'content-type': 'application/json' },
    body,
  }),

  token: serviceAccountToken('https://www.googleapis.com/auth/pubsub'),
  outcome: googleOutcome,
});
