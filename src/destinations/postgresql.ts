import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { decodeMessages, encodeMessage, messageFraming } from './messages.ts';
import { receiptOutcome } from './receipt-outcome.ts';
import { serverFields } from './server-fields.ts';
import { clientKey, tlsFields, tlsOf } from './tls-fields.ts';

/** Names are at most 63 bytes (NAMEDATALEN). */
const name = z
  .string()
  .trim()
  .min(1)
  .max(63)
  .regex(/^[^\p{Cc}]+$/u, 'A name without line breaks.');

const config = z.strictObject({
  ...serverFields('postgresql.example.com', 5432),
  database: field(name, { title: 'Database', description: 'Where the table is.', examples: ['audit'] }),
  user: field(name, { title: 'User', description: 'Whom Cairn signs in as.', examples: ['cairn'] }),
  schema: field(name.default('public'), {
    title: 'Schema',
    description: 'Where the table is within the database.',
    advanced: true,
  }),
  table: field(name.default('cairn_events'), {
    title: 'Table',
    description:
      'Has the columns organization_id uuid, id text, seq bigint, occurred_at timestamptz, action text, level text and event jsonb, with primary key (organization_id, id).',
    examples: ['cairn_events'],
  }),
  create_table: field(z.boolean().default(false), {
    title: 'Create the table',
    description: 'Cairn creates the table when it is not there. The user then needs CREATE on the schema.',
  }),
  ...tlsFields,
});

const secrets = z.strictObject({
  password: secret('Password', 'Of the user.').optional(),
  key_pem: clientKey,
});

export const postgresql = destination({
  id: 'postgresql',
  name: 'PostgreSQL',
  description: 'Inserts events into a table of a PostgreSQL database, each once however often it is sent.',
  docs: 'https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT',
  config,
  secrets,
  limits: { events: 1_000, bytes: 5_000_000, eventBytes: 1_000_000, waitMs: 50 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'The table holds one row more, whose action is trail.test.',
  notes: [
    'create table cairn_events (organization_id uuid, id text, seq bigint not null, occurred_at timestamptz not null, action text not null, level text not null, event jsonb not null, primary key (organization_id, id)) makes the table; grant insert on it is all that the user needs.',
    'Repeats are dropped by the primary key. A row that you delete comes back when its event is sent again.',
    'A character U+0000 in an event becomes U+FFFD, because jsonb does not hold it.',
    'A batch is one statement: a row that the table refuses, by a constraint of yours for example, becomes a dead letter, and the others are stored.',
  ],
  testedWith: 'PostgreSQL',
  gzip: false,
  framing: messageFraming,
  item: ({ text, event }) => encodeMessage({ id: event.id, to: event.organization_id, body: text }),

  request(body, settings, { password, key_pem }) {
    const { host, port, user, database, schema, table, create_table } = settings;
    return {
      kind: 'postgresql',
      endpoints: [{ host, port, ...tlsOf(settings, key_pem) }],
      user,
      ...(password === undefined ? {} : { password }),
      ...{ database, schema, table, createTable: create_table },
      messages: decodeMessages(body),
    };
  },

  // Classes of SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).
  outcome: receiptOutcome([
    [/^(28...|42501)$/, 'unauthorized'],
    [/^(3D000|3F000|42...|0A000)$/, 'misconfigured'],
    [/^(22...|23...|54...)$/, 'refused'],
  ]),
});
