import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { decodeMessages, encodeMessage, filled, hasKnownPlaceholders, messageFraming } from './messages.ts';
import { receiptOutcome } from './receipt-outcome.ts';
import { serverFields, userField } from './server-fields.ts';
import { clientKey, tlsFields, tlsOf } from './tls-fields.ts';

const config = z.strictObject({
  ...serverFields('redis.example.com', 6379),
  stream: field(
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^\s\p{Cc}]+$/u, 'A key without spaces.')
      .refine(hasKnownPlaceholders, { message: 'In braces: organization, action, level, module or actor.' })
      .default('cairn:{organization}'),
    {
      title: 'Stream',
      description:
        'Key of the stream. {organization}, {action}, {level}, {module} and {actor} are filled in.',
      examples: ['cairn:{organization}', 'audit'],
    },
  ),
  max_length: field(z.int().min(1).max(1_000_000_000).optional(), {
    title: 'Keep at most',
    description: 'About how many entries the stream keeps; older ones go. Empty: all of them.',
    examples: [1_000_000],
  }),
  user: userField,
  database: field(z.int().min(0).max(65_535).default(0), {
    title: 'Database',
    description: 'Number of the database.',
    advanced: true,
  }),
  ...tlsFields,
});

const secrets = z.strictObject({
  password: secret('Password', 'Of the user, or of the server where it has no users.').optional(),
  key_pem: clientKey,
});

export const redisStreams = destination({
  id: 'redis_streams',
  name: 'Redis Streams',
  description: 'Appends events to a Redis stream, an entry with the fields id and event for each.',
  docs: 'https://redis.io/docs/latest/commands/xadd/',
  config,
  secrets,
  // A bulk string may be 512 MB (proto-max-bulk-len); a transaction is held in memory on both sides.
  limits: { events: 500, bytes: 2_000_000, eventBytes: 1_000_000, waitMs: 50 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'XREVRANGE on the stream shows one entry whose event has the action trail.test.',
  notes: [
    'A batch is one transaction, so its entries stand together and in order.',
    'After a lost answer a batch is there twice: drop repeats by the field id.',
    'A Redis that is not set to write to disk (appendonly) may lose what it has acknowledged.',
    'The user needs XADD, MULTI and EXEC on the key, for example: ACL SETUSER cairn on >password ~cairn:* +xadd +multi +exec +client|setinfo +client|setname +select.',
  ],
  testedWith: 'Redis',
  gzip: false,
  framing: messageFraming,
  item: ({ text, event }, { stream }) =>
    encodeMessage({
      id: event.id,
      to: filled(stream, event, (value) => value.replace(/[\s\p{Cc}]/gu, '_')),
      body: text,
    }),

  request(body, settings, { password, key_pem }) {
    const { host, port, user, database, max_length } = settings;
    return {
      kind: 'redis',
      endpoints: [{ host, port, ...tlsOf(settings, key_pem) }],
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      database,
      ...(max_length === undefined ? {} : { maxLength: max_length }),
      messages: decodeMessages(body),
    };
  },

  outcome: receiptOutcome([
    [/^(WRONGPASS|NOAUTH|NOPERM|DENIED)$/, 'unauthorized'],
    [/^(WRONGTYPE|MOVED|ASK|CROSSSLOT|ERR)$/, 'misconfigured'],
  ]),
});
