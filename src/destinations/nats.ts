import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { decodeMessages, encodeMessage, filled, hasKnownPlaceholders, messageFraming } from './messages.ts';
import { receiptOutcome } from './receipt-outcome.ts';
import { serverFields, userField } from './server-fields.ts';
import { clientKey, tlsFields, tlsOf } from './tls-fields.ts';

const config = z.strictObject({
  ...serverFields('nats.example.com', 4222),
  subject: field(
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^\s.*>]+(\.[^\s.*>]+)*$/, 'Words without spaces, * or >, separated by dots.')
      .refine(hasKnownPlaceholders, { message: 'In braces: organization, action, level, module or actor.' })
      .default('cairn.{organization}.{action}'),
    {
      title: 'Subject',
      description:
        'Where events are published; a stream must take it. {organization}, {action}, {level}, {module} and {actor} are filled in.',
      examples: ['cairn.{organization}.{action}', 'audit.events'],
    },
  ),
  user: userField,
  ...tlsFields,
});

const secrets = z.strictObject({
  password: secret('Password', 'Of the user.').optional(),
  token: secret('Token', 'For servers that ask for a token instead of a user.').optional(),
  credentials: secret(
    'Credentials file',
    'Content of a .creds file with a JWT and a seed, for servers with decentralized accounts.',
  )
    .regex(/-----BEGIN NATS USER JWT-----/, 'The whole content of a .creds file.')
    .optional(),
  key_pem: clientKey,
});

/** A value as tokens of a subject: wildcards and empty tokens would be another subject, or none. */
const tokens = (value: string): string =>
  value
    .replace(/[\s*>\p{Cc}]/gu, '_')
    .split('.')
    .filter((token) => token !== '')
    .join('.');

export const nats = destination({
  id: 'nats',
  name: 'NATS JetStream',
  description: 'Publishes events to a JetStream stream, which acknowledges each and drops repeats by its id.',
  docs: 'https://docs.nats.io/nats-concepts/jetstream',
  config,
  secrets,
  // max_payload is 1 MiB unless the server says otherwise, which the client is told when it connects.
  limits: { events: 500, bytes: 2_000_000, eventBytes: 1_000_000, waitMs: 50 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'The stream holds one message more, whose event has the action trail.test.',
  notes: [
    'A stream whose subjects cover the subject must exist; Cairn does not make one.',
    'Each message carries the event’s id as Nats-Msg-Id. The stream drops repeats within its duplicate window, two minutes unless you set duplicate_window: make it as long as the outages you expect.',
    'A subject that no stream takes stops the trail without loss until there is one.',
  ],
  testedWith: 'nats-server',
  gzip: false,
  framing: messageFraming,
  item: ({ text, event }, { subject }) =>
    encodeMessage({ id: event.id, to: filled(subject, event, tokens), body: text }),

  request(body, settings, { password, token, credentials, key_pem }) {
    const { host, port, user } = settings;
    return {
      kind: 'nats',
      endpoints: [{ host, port, ...tlsOf(settings, key_pem) }],
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      ...(token === undefined ? {} : { token }),
      ...(credentials === undefined ? {} : { credentials }),
      messages: decodeMessages(body),
    };
  },

  // https://github.com/nats-io/nats-server/blob/main/server/errors.json: 10054 message larger than the stream takes.
  outcome: receiptOutcome([
    [/^(AUTHORIZATION|PERMISSION)$/, 'unauthorized'],
    [/^(NO_STREAM|TLS)$/, 'misconfigured'],
    [/^(MAX_PAYLOAD|10054)$/, 'refused'],
  ]),
});
