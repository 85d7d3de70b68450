import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import { address, basic, below } from './address.ts';
import { certificateFields, certificateOf } from './certificate.ts';
import { destination, type Outcome, type StoredEvent } from './destination.ts';
import { standardOutcome } from './outcome.ts';
import { type Fate, itemized, jsonOf } from './per-item.ts';

const config = z.strictObject({
  url: address({
    title: 'Address',
    description: 'Of the cluster, with its port.',
    examples: [
      'https://elastic.example.com:9200',
      'https://my-deployment.es.eu-central-1.aws.elastic-cloud.com',
    ],
  }),
  index: field(
    z
      .string()
      .trim()
      .max(255)
      .regex(/^[a-z0-9][a-z0-9._-]*$/, 'Lower-case letters, digits, dots, hyphens and underscores.')
      .default('logs-cairn.audit-default'),
    {
      title: 'Index or data stream',
      description: 'Names that begin with logs- make a data stream by themselves.',
      examples: ['logs-cairn.audit-default'],
    },
  ),
  username: field(z.string().trim().min(1).max(255).optional(), {
    title: 'User name',
    description: 'For OpenSearch, or where there is no API key.',
  }),
  pipeline: field(z.string().trim().min(1).max(255).optional(), {
    title: 'Ingest pipeline',
    description: 'Run on each event before it is indexed.',
    advanced: true,
  }),
  ...certificateFields,
});

const secrets = z.strictObject({
  api_key: secret(
    'API key',
    'The encoded form, as Kibana shows it. It needs create_doc and auto_configure on the index.',
  ).optional(),
  password: secret('Password', 'Of the user, where there is no API key.').optional(),
});

interface Item {
  readonly status?: number;
  readonly error?: { readonly type?: string; readonly reason?: string };
}

const reasonOf = ({ status, error }: Item): string =>
  `${status} ${error?.type ?? ''}: ${error?.reason ?? ''}`.slice(0, 500);

/** Refusals that meet every event alike, and so are no event's fault. */
const isAboutTheIndex = ({ status, error }: Item): boolean =>
  status === 404 || /^pipeline with id/.test(error?.reason ?? '');

function fateOf(item: Item): Fate {
  const { status = 0 } = item;
  // 409: an event of this id is there already, from an attempt whose answer was lost.
  if ((status >= 200 && status < 300) || status === 409) return { kind: 'taken' };
  return { kind: status === 429 || status >= 500 ? 'again' : 'rejected', reason: reasonOf(item) };
}

function outcome(answer: Answer, nowMs: number, { length: events }: readonly StoredEvent[]): Outcome {
  if (answer.status !== 200) return standardOutcome(answer, nowMs);
  const items = jsonOf(answer.body)?.items;
  if (!Array.isArray(items) || items.length !== events) {
    return { kind: 'retry', reason: 'answered 200 with something that is no answer to a bulk request' };
  }
  const results = (items as { create?: Item }[]).map(({ create }) => create ?? {});
  const barred = results.find(({ status }) => status === 401 || status === 403);
  if (barred) return { kind: 'unauthorized', reason: reasonOf(barred) };
  const elsewhere = results.find(isAboutTheIndex);
  if (elsewhere) return { kind: 'misconfigured', reason: reasonOf(elsewhere) };
  return itemized(results.map(fateOf));
}

/** What the answer must tell of each event; all of it would be ten times as long. */
const filter = 'errors,items.*.status,items.*.error.type,items.*.error.reason';

function authorization(
  username: string | undefined,
  apiKey: string | undefined,
  password: string | undefined,
) {
  if (apiKey !== undefined) return { authorization: `ApiKey ${apiKey}` };
  return username === undefined ? {} : { authorization: basic(username, password ?? '') };
}

export const elasticsearch = destination({
  id: 'elasticsearch',
  name: 'Elasticsearch, OpenSearch',
  description:
    'Indexes events in Elasticsearch or OpenSearch, each under its own id, so that repeats are dropped.',
  docs: 'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk',
  config,
  secrets,
  // A request may have 100 MB; 5 to 15 MB are what clusters digest best.
  limits: { events: 500, bytes: 5_000_000, eventBytes: 1_000_000, waitMs: 200 },
  formats: ['ecs', 'cairn', 'ocsf'],
  ordered: true,
  lookFor:
    'In Discover, search the index for event.action : "trail.test" (format ecs) or action : "trail.test".',
  notes: [
    'Each event is created under its id: what arrives twice is kept once, as long as the data stream has not rolled over to a new backing index in between.',
    'An event that the mapping refuses is a dead letter with the reason; the others of its batch are kept.',
    'Details of events are free, so map them as flattened (see the template), else each of their keys becomes a field until the index takes no more.',
  ],
  setup: {
    text: 'Run this once in Kibana, Dev Tools, so that free data does not become fields without end (OpenSearch: flat_object instead of flattened, without ignore_above).',
    code: `PUT _component_template/logs@custom
{
  "template": {
    "mappings": {
      "properties": {
        "cairn": {
          "properties": {
            "details": { "type": "flattened", "ignore_above": 8191 },
            "complement": { "type": "flattened", "ignore_above": 8191 },
            "actor": { "properties": { "details": { "type": "flattened", "ignore_above": 8191 } } },
            "resources": { "type": "flattened", "ignore_above": 8191 },
            "location": { "type": "flattened", "ignore_above": 8191 }
          }
        }
      }
    }
  }
}`,
  },
  gzip: true,
  framing: { open: '', between: '\n', close: '\n' },

  item({ text, event, format }) {
    // A data stream asks for @timestamp, which only ECS has.
    const document = format === 'ecs' ? text : `{"@timestamp":"${event.occurred_at}",${text.slice(1)}`;
    return `{"create":{"_id":${JSON.stringify(event.id)}}}\n${document}`;
  },

  request(body, { url, index, username, pipeline, ...certificate }, { api_key, password }) {
    const query = new URLSearchParams({
      filter_path: filter,
      ...(pipeline === undefined ? {} : { pipeline }),
    });
    return {
      method: 'POST',
      ...certificateOf(certificate),
      url: below(url, `/${index}/_bulk?${query}`),
      headers: { 'content-type': 'application/x-ndjson', ...authorization(username, api_key, password) },
      body,
    };
  },

  outcome,
});
