import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';

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
  url: field(
    z
      .url({ protocol: /^https?$/, error: 'An address starts with https://.' })
      .max(2048)
      .refine(
        (text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).password === '',
        {
          message: 'An address does not hold a name or password; use the Authorization header.',
        },
      ),
    {
      title: 'Address',
      description:
        'Where events are posted to. http:// is taken only for addresses that the operator has allowed.',
      examples: ['https://hooks.example.com/cairn'],
    },
  ),
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
});

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
  formats: ['cairn'],
  ordered: true,
  lookFor:
    'The receiver gets one POST whose body is {"events": [...]} with one event, its action trail.test.',
  notes: [
    'Verify the signature over webhook-id, webhook-timestamp and the raw body with any Standard Webhooks library before you trust a delivery.',
    'webhook-id is the same over all attempts of one delivery, and each event has an id: use either to drop repeats.',
    'Answer 2xx within 30 seconds. Redirects are not followed. 401, 403, 404 and 410 stop the trail without loss until it is set right; 400, 413 and 422 make Cairn look for the event that is at fault.',
  ],
  testedWith: 'verifier of Standard Webhooks',
  gzip: false,
  framing: { open: '{"events":[', between: ',', close: ']}' },
  item: ({ text }) => text,

  request(body, { url }, { secret, previous_secret, authorization }, { batchId, now }) {
    const timestamp = Math.floor(now.getTime() / 1000);
    return {
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
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
