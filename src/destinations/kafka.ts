import { z } from 'zod';
import { bareHost } from '../kernel/egress.ts';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { decodeMessages, encodeMessage, filled, hasKnownPlaceholders, messageFraming } from './messages.ts';
import { receiptOutcome } from './receipt-outcome.ts';
import { userField } from './server-fields.ts';
import { clientKey, tlsFields, tlsOf } from './tls-fields.ts';

const defaultPort = 9092;

const config = z.strictObject({
  hosts: field(
    z
      .string()
      .trim()
      .max(1_000)
      .regex(
        /^(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?(\s*,\s*(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?)*$/,
        'Hosts, each with its port, separated by commas.',
      ),
    {
      title: 'Bootstrap servers',
      description: `Hosts of the cluster, each with its port (else ${defaultPort}), separated by commas; they name the others.`,
      examples: ['kafka-1.example.com:9093,kafka-2.example.com:9093'],
    },
  ),
  topic: field(
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[A-Za-z0-9._{}-]+$/, 'Letters, digits, ., - and _.')
      .refine(hasKnownPlaceholders, { message: 'In braces: organization, action, level, module or actor.' })
      .default('cairn-events'),
    {
      title: 'Topic',
      description: 'Must exist. {organization}, {action}, {level}, {module} and {actor} are filled in.',
      examples: ['cairn-events'],
    },
  ),
  key: field(z.enum(['organization', 'actor']).default('organization'), {
    title: 'Key',
    description:
      'Events of one key are in one partition and stay in order: all of the organization, or those of each actor.',
  }),
  mechanism: field(z.enum(['none', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).default('none'), {
    title: 'Sign-in',
    description: 'How the cluster asks for user and password (SASL).',
  }),
  user: userField,
  ...tlsFields,
});

const secrets = z.strictObject({
  password: secret('Password', 'Of the user.').optional(),
  key_pem: clientKey,
});

/** `host:port, [::1]:9092` as endpoints; the form has seen to their shape. */
const endpointsOf = (hosts: string) =>
  hosts.split(',').map((text) => {
    const [, host = '', port] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text.trim()) ?? [];
    return { host: bareHost(host), port: Number(port ?? defaultPort) };
  });

export const kafka = destination({
  id: 'kafka',
  name: 'Kafka',
  description:
    'Produces events to a topic of Kafka, Redpanda or what speaks their protocol, acknowledged by all replicas.',
  docs: 'https://kafka.apache.org/documentation/#producerconfigs_acks',
  config,
  secrets,
  // max.message.bytes is 1,048,588 unless the topic says otherwise, for the batch of a partition.
  limits: { events: 500, bytes: 1_500_000, eventBytes: 1_000_000, waitMs: 50 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'The topic holds one message more, whose event has the action trail.test.',
  notes: [
    'The topic must exist; Cairn does not make one. Set min.insync.replicas to 2 or more, or an acknowledgement means one disk.',
    'After a lost answer messages are there twice: drop repeats by the header id.',
    'The brokers that the cluster names are called too, and each must be an address that Cairn may call.',
    'The user needs WRITE and DESCRIBE on the topic.',
  ],
  testedWith: 'protocol of librdkafka’s broker, and a fake for sign-in and TLS, which that has not',
  gzip: false,
  framing: messageFraming,
  item: ({ text, event }, { topic, key }) =>
    encodeMessage({
      id: event.id,
      to: filled(topic, event, (value) => value.replace(/[^A-Za-z0-9._-]/g, '_')).slice(0, 249),
      key: key === 'actor' ? (event.actor?.id ?? '') : event.organization_id,
      body: text,
    }),

  request(body, settings, { password, key_pem }) {
    const { hosts, user, mechanism } = settings;
    const tls = tlsOf(settings, key_pem);
    const [first = { host: '', port: defaultPort }, ...more] = endpointsOf(hosts);
    return {
      kind: 'kafka',
      endpoints: [{ ...first, ...tls }, ...more.map((endpoint) => ({ ...endpoint, ...tls }))],
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      ...(mechanism === 'none' ? {} : { mechanism }),
      messages: decodeMessages(body),
    };
  },

  // https://kafka.apache.org/protocol#protocol_error_codes
  outcome: receiptOutcome([
    [
      /^(SASL|.*AUTHORIZATION_FAILED|SASL_AUTHENTICATION_FAILED|UNSUPPORTED_SASL_MECHANISM|ILLEGAL_SASL_STATE)$/,
      'unauthorized',
    ],
    [
      /^(UNKNOWN_TOPIC_OR_PARTITION|INVALID_TOPIC_EXCEPTION|UNSUPPORTED_VERSION|INVALID_REQUIRED_ACKS)$/,
      'misconfigured',
    ],
    [
      /^(MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE|INVALID_RECORD|INVALID_TIMESTAMP|CORRUPT_MESSAGE|POLICY_VIOLATION)$/,
      'refused',
    ],
  ]),

  faults: ({ mechanism, user }) =>
    mechanism !== 'none' && user === undefined
      ? [{ path: 'config.user', message: 'Is needed where the cluster asks for a sign-in.' }]
      : [],
});
