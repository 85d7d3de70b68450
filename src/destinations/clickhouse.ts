import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import { address, below } from './address.ts';
import { certificateFields, certificateOf } from './certificate.ts';
import { destination, type Outcome } from './destination.ts';
import { answered, standardOutcome } from './outcome.ts';

const identifier = z
  .string()
  .trim()
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'Letters, digits and underscores.');

const config = z.strictObject({
  url: address({
    title: 'Address',
    description: 'Of the HTTP interface; 8443 is its port with TLS.',
    examples: ['https://clickhouse.example.com:8443'],
  }),
  database: field(identifier.default('default'), { title: 'Database', description: 'Where the table is.' }),
  table: field(identifier.default('cairn_events'), {
    title: 'Table',
    description: 'Made once, with the statement of the docs page.',
  }),
  username: field(
    z
      .string()
      .trim()
      .min(1)
      .max(255)
      .regex(/^[\x21-\x7e]+$/, 'Printable ASCII.')
      .default('default'),
    {
      title: 'User',
      description: 'One that may insert into the table is enough.',
    },
  ),
  async_insert: field(z.boolean().default(false), {
    title: 'Collect inserts on the server',
    description: 'For clusters with very many writers. Cairn still waits until the events are stored.',
    advanced: true,
  }),
  ...certificateFields,
});

const secrets = z.strictObject({
  password: secret('Password', 'Of the user.')
    .regex(/^[\x20-\x7e]+$/, 'A header takes printable ASCII only.')
    .optional(),
});

/** Codes of src/Common/ErrorCodes.cpp: who may. */
const credential = new Set([192, 193, 194, 497, 516]);

/** The table, its columns, a setting or the statement: whatever the events are. */
const place = new Set([16, 36, 47, 48, 60, 62, 73, 81, 115, 164, 284, 392]);

/** An event cannot be read as a row. */
const row = new Set([
  6, 25, 26, 27, 32, 33, 38, 41, 43, 53, 69, 70, 72, 117, 130, 131, 349, 376, 441, 467, 469, 651, 675, 676,
]);

/** The code of an exception, which may come after a 200: from the header, else from the text. */
function exceptionCode({ headers, body }: Answer): number | undefined {
  const found = headers['x-clickhouse-exception-code'] ?? /\bCode: (\d+)\. DB::/.exec(body)?.[1];
  return found === undefined ? undefined : Number(found);
}

function outcome(answer: Answer, nowMs: number): Outcome {
  const code = exceptionCode(answer);
  const reason = answered(answer);
  if (code === undefined) return standardOutcome(answer, nowMs);
  if (credential.has(code)) return { kind: 'unauthorized', reason };
  if (place.has(code)) return { kind: 'misconfigured', reason };
  return { kind: row.has(code) ? 'split' : 'retry', reason };
}

export const clickhouse = destination({
  id: 'clickhouse',
  name: 'ClickHouse',
  description: 'Inserts events into a table of ClickHouse, a batch at once or not at all.',
  docs: 'https://clickhouse.com/docs/interfaces/http',
  config,
  secrets,
  limits: { events: 5000, bytes: 5_000_000, eventBytes: 1_000_000, waitMs: 500 },
  formats: ['cairn', 'ocsf', 'ecs'],
  ordered: true,
  lookFor: "Run: select * from cairn_events where action = 'trail.test' order by occurred_at desc limit 1.",
  notes: [
    'A batch that is sent again carries the same deduplication token, which the table remembers (see the statement): it is stored once.',
    'The engine of the table drops what is left of repeats when parts merge; until then, select … final shows each event once.',
    'A table, column or right that is missing stops the trail without loss until it is there.',
  ],
  setup: {
    text: 'Run this once, as a user that may create tables.',
    code: `CREATE TABLE cairn_events
(
    organization_id UUID,
    seq             UInt64,
    id              String,
    occurred_at     DateTime64(3, 'UTC'),
    received_at     DateTime64(3, 'UTC'),
    action          LowCardinality(String),
    level           LowCardinality(String),
    result          LowCardinality(String),
    module          LowCardinality(String),
    service         LowCardinality(String),
    error_code      String,
    customer_id     String,
    actor_type      LowCardinality(String),
    actor_id        String,
    actor_name      String,
    source_ip       String,
    resource_ids    Array(String),
    event           String
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(occurred_at)
ORDER BY (organization_id, seq)
SETTINGS non_replicated_deduplication_window = 1000`,
  },
  testedWith: "ClickHouse's own engine behind its HTTP interface",
  gzip: true,
  framing: { open: '', between: '\n', close: '\n' },

  item: ({ text, event }) =>
    JSON.stringify({
      organization_id: event.organization_id,
      seq: event.seq,
      id: event.id,
      occurred_at: event.occurred_at,
      received_at: event.received_at,
      action: event.action,
      level: event.level,
      result: event.result,
      module: event.module ?? '',
      service: event.service ?? '',
      error_code: event.error_code ?? '',
      customer_id: event.customer_id ?? '',
      actor_type: event.actor?.type ?? '',
      actor_id: event.actor?.id ?? '',
      actor_name: event.actor?.name ?? '',
      source_ip: event.context?.source_ip ?? '',
      resource_ids: (event.resources ?? []).map(({ id }) => id),
      event: text,
    }),

  request(body, config, { password }, { batchId }) {
    const { url, database, table, username, async_insert } = config;
    const query = new URLSearchParams({
      query: `INSERT INTO "${database}"."${table}" FORMAT JSONEachRow`,
      date_time_input_format: 'best_effort',
      input_format_skip_unknown_fields: '1',
      insert_deduplication_token: batchId,
      // Else the head of the answer, with its 200, is sent before the rows are stored.
      wait_end_of_query: '1',
      ...(async_insert
        ? { async_insert: '1', wait_for_async_insert: '1', async_insert_deduplicate: '1' }
        : { async_insert: '0' }),
    });
    return {
      method: 'POST',
      ...certificateOf(config),
      url: below(url, `/?${query}`),
      headers: {
        'content-type': 'application/x-ndjson',
        'x-clickhouse-user': username,
        ...(password === undefined ? {} : { 'x-clickhouse-key': password }),
      },
      body,
    };
  },

  outcome,
});
