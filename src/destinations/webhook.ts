import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Format } from '../event/format/format.ts';
import { field, secret } from '../kernel/form.ts';
import { address } from './address.ts';
import { destination, type Framing } from './destination.ts';
import { headerLines, headersOf } from './header-lines.ts';

const prefix = 'whsec_';

/** The key's bytes; undefined when the text is not `whsec_` and base64 of 24 to 64 bytes. */
function keyOf(text: string): Buffer | undefined {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const key = Buffer.from(text.slice(prefix.length), 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

const signingSecret = (title: string, description: string) =>
  secret(title, description).refine((text) => keyOf(text) !== undefined, {
    message: 'A signing secret is whsec_ followed by 24 to 64 bytes in base64.',
  });

const config = z.strictObject({
  url: address({
    title: 'Address',
    description:
      'Where events are posted to. http:// is taken only for addresses that the operator has allowed.',
    examples: ['https://hooks.example.com/cairn'],
  }),
  body: field(z.enum(['object', 'array', 'lines']).default('object'), {
    title: 'Body',
    description:
      'object is {"events": [...]}, array is [...], lines is one event a line. CloudEvents always go as an array.',
    advanced: true,
  }),
});

const secrets = z.strictObject({
  secret: signingSecret(
    'Signing secret',
    'Signs each delivery. Leave it empty and Cairn makes one, which it shows once.',
  ),
  previous_secret: signingSecret(
    'Previous signing secret',
    'While you change over, deliveries carry a signature of each. Set to the old secret when a new one is set; remove it when the receiver knows the new one.',
  ).optional(),
  authorization: secret(
    'Authorization header',
    'Sent as is with each delivery, for receivers that ask for one.',
  )
    .regex(/^[\x20-\x7e]+$/, 'A header takes printable ASCII only.')
    .optional(),
  headers: headerLines(),
});

type Body = z.output<typeof config>['body'];

const framings: Readonly<Record<Body, Framing>> = {
  object: { open: '{"events":[', between: ',', close: ']}' },
  array: { open: '[', between: ',', close: ']' },
  lines: { open: '', between: '\n', close: '\n' },
};

/** A batch of CloudEvents is an array (HTTP protocol binding, section 3.3), whatever else is asked for. */
const bodyOf = (body: Body, format: Format): Body => (format === 'cloudevents' ? 'array' : body);

function contentType(body: Body, format: Format): string {
  if (format === 'cloudevents') return 'application/cloudevents-batch+json';
  return body === 'lines' ? 'application/x-ndjson' : 'application/json';
}

/** `v1,…` for each valid secret (https://www.standardwebhooks.com, "Signature scheme"). */
function signatures(keys: readonly (string | undefined)[], signed: string): string {
  return keys
    .map((text) => (text === undefined ? undefined : keyOf(text)))
    .filter((key) => key !== undefined)
    .map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
    .join(' ');
}

export const webhook = destination({
  id: 'webhook',
  name: 'Webhook',
  description: 'Posts events to an HTTPS address of yours, signed as Standard Webhooks say.',
  docs: 'https://www.standardwebhooks.com',
  config,
  secrets,
  // Receivers with small body limits are common (1 MB in nginx), and one event may be 256 KiB.
  limits: { events: 100, bytes: 1_000_000, eventBytes: 500_000, waitMs: 100 },
  formats: ['cairn', 'cloudevents', 'ocsf', 'ecs'],
  ordered: true,
  lookFor: 'The receiver gets one POST that holds one event, its action trail.test.',
  notes: [
    'Verify the signature over webhook-id, webhook-timestamp and the raw body with any Standard Webhooks library before you trust a delivery.',
    'webhook-id is the same over all attempts of one delivery, and each event has an id: use either to drop repeats.',
    'Answer 2xx within 30 seconds. Redirects are not followed. 401, 403, 404 and 410 stop the trail without loss until it is set right; 400, 413 and 422 make Cairn look for the event that is at fault.',
  ],
  testedWith: 'verifier of Standard Webhooks',
  gzip: false,
  framing: ({ body }, format) => framings[bodyOf(body, format)],
  item: ({ text }) => text,

  request(body, config, { secret, previous_secret, authorization, headers }, { batchId, format, now }) {
    const timestamp = Math.floor(now.getTime() / 1000);
    return {
      method: 'POST',
      url: config.url,
      headers: {
        ...headersOf(headers),
        'content-type': contentType(bodyOf(config.body, format), format),
        'user-agent': 'Cairn',
        'webhook-id': batchId,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatures([secret, previous_secret], `${batchId}.${timestamp}.${body}`),
        ...(authorization === undefined ? {} : { authorization }),
      },
      body,
    };
  },

  makeSecrets: () => ({ secret: prefix + randomBytes(32).toString('base64') }),

  rotateSecrets: (present, given) =>
    given.secret !== undefined && given.secret !== present.secret && given.previous_secret === undefined
      ? { ...given, previous_secret: present.secret }
      : given,
});
