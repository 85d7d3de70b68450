import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { decodeMessages, encodeMessage, filled, hasKnownPlaceholders, messageFraming } from './messages.ts';
import { receiptOutcome } from './receipt-outcome.ts';
import { serverFields, userField } from './server-fields.ts';
import { clientKey, tlsFields, tlsOf } from './tls-fields.ts';

const config = z.strictObject({
  ...serverFields('rabbitmq.example.com', 5671),
  vhost: field(z.string().max(127).default('/'), {
    title: 'Virtual host',
    description: 'Where the exchange is.',
    examples: ['/'],
  }),
  exchange: field(z.string().trim().max(127).default(''), {
    title: 'Exchange',
    description:
      'Where events are published; it must exist. Empty: the default one, whose routing key is a queue.',
    examples: ['audit'],
  }),
  routing_key: field(
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .refine(hasKnownPlaceholders, { message: 'In braces: organization, action, level, module or actor.' })
      .default('cairn.{organization}.{action}'),
    {
      title: 'Routing key',
      description: '{organization}, {action}, {level}, {module} and {actor} are filled in.',
      examples: ['cairn.{organization}.{action}', 'audit-queue'],
    },
  ),
  user: userField,
  ...tlsFields,
});

const secrets = z.strictObject({
  password: secret('Password', 'Of the user.').optional(),
  key_pem: clientKey,
});

/** A routing key is a short string: 255 bytes (AMQP 0-9-1, section 4.2.5.3). */
function shortString(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length <= 255
    ? text
    : bytes
        .subarray(0, 255)
        .toString()
        .replace(/\uFFFD+$/u, '');
}

export const rabbitmq = destination({
  id: 'rabbitmq',
  name: 'RabbitMQ',
  description:
    'Publishes events to a RabbitMQ exchange, persistent and confirmed by the server (AMQP 0-9-1).',
  docs: 'https://www.rabbitmq.com/docs/confirms',
  config,
  secrets,
  // max_message_size is 16 MiB in RabbitMQ 4 and 128 MiB before.
  limits: { events: 500, bytes: 2_000_000, eventBytes: 1_000_000, waitMs: 50 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'The queue holds one message more, whose event has the action trail.test.',
  notes: [
    'The exchange and a queue that its routing reaches must exist. A message that no queue takes stops the trail without loss.',
    'A confirm means: on every queue, and on disk where queue and exchange are durable. Quorum queues are advised.',
    'After a lost answer messages are there twice: drop repeats by message_id, which is the event’s id.',
    'The user needs write permission on the exchange, and none to configure or read.',
  ],
  testedWith: 'RabbitMQ',
  gzip: false,
  framing: messageFraming,
  item: ({ text, event }, { routing_key }) =>
    encodeMessage({
      id: event.id,
      to: shortString(filled(routing_key, event, (value) => value)),
      body: text,
    }),

  request(body, settings, { password, key_pem }) {
    const { host, port, user, vhost, exchange } = settings;
    return {
      kind: 'rabbitmq',
      endpoints: [{ host, port, ...tlsOf(settings, key_pem) }],
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      ...{ vhost, exchange },
      messages: decodeMessages(body),
    };
  },

  // 403 access refused, 404 no such exchange, 530 no such virtual host, 406 is what a message too large is closed with.
  outcome: receiptOutcome([
    [/^403$/, 'unauthorized'],
    [/^(404|530|NO_ROUTE)$/, 'misconfigured'],
    [/^(311|406)$/, 'refused'],
  ]),
});
