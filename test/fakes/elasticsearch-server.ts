import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

export interface ElasticsearchServer extends Receiver {
  /** Documents of the data stream by id, in the order in which they were created. */
  readonly documents: Map<string, Record<string, unknown>>;
  /** How often a document that was there already was created again. */
  readonly conflicts: number;
  /** Credentials that are let in, as they stand in the header. */
  readonly credentials: Set<string>;
  /** Data streams and indexes that may be written to; others answer 403 for each item. */
  readonly writable: Set<string>;
  readonly pipelines: Set<string>;
  /** So many of the next items are refused with 429, every other one. */
  busy(items: number): void;
}

/** `http.max_content_length`, `index.mapping.total_fields.limit`, and the length of an id. */
const rules = { bytes: 100 * 1024 * 1024, fields: 1000, idBytes: 512 };

/** Paths that the recommended template maps as `flattened`. */
const flattened = /^cairn\.(details|complement|resources|location|actor\.details)(\.|$)/;

const problem = (status: number, type: string, reason: string): Reply => ({
  status,
  body: JSON.stringify({ error: { root_cause: [{ type, reason }], type, reason }, status }),
});

/** The types of a document by path, as dynamic mapping sees them. */
function* typesOf(value: unknown, path: string): Generator<[string, string]> {
  if (flattened.test(path) || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) yield* typesOf(each, path);
  } else if (typeof value === 'object') {
    if (path !== '') yield [path, 'object'];
    for (const [name, each] of Object.entries(value as object)) {
      yield* typesOf(each, path === '' ? name : `${path}.${name}`);
    }
  } else yield [path, typeof value];
}

/** Bulk creation of Elasticsearch (https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk). */
export async function startElasticsearch(): Promise<ElasticsearchServer> {
  const documents = new Map<string, Record<string, unknown>>();
  const mapping = new Map<string, string>();
  const credentials = new Set(['ApiKey es-key']);
  const writable = new Set(['logs-cairn.audit-default']);
  const pipelines = new Set<string>();
  let conflicts = 0;
  let busyItems = 0;
  let seen = 0;

  const create = (index: string, id: string, source: string, pipeline: string | null) => {
    const refused = (status: number, type: string, reason: string) => ({ status, error: { type, reason } });
    if (!writable.has(index)) {
      return refused(
        403,
        'security_exception',
        `action [indices:data/write/bulk[s]] is unauthorized on ${index}`,
      );
    }
    if (pipeline !== null && !pipelines.has(pipeline)) {
      return refused(400, 'illegal_argument_exception', `pipeline with id [${pipeline}] does not exist`);
    }
    if (busyItems > 0 && seen++ % 2 === 0) {
      busyItems -= 1;
      return refused(429, 'es_rejected_execution_exception', 'rejected execution of coordinating operation');
    }
    if (documents.has(id)) {
      conflicts += 1;
      return refused(
        409,
        'version_conflict_engine_exception',
        `[${id}]: version conflict, document already exists`,
      );
    }
    const document = JSON.parse(source) as Record<string, unknown>;
    if (Number.isNaN(Date.parse(String(document['@timestamp'])))) {
      return refused(
        400,
        'document_parsing_exception',
        'data stream timestamp field [@timestamp] is missing',
      );
    }
    const types = [...typesOf(document, '')];
    const clash = types.find(([path, type]) => (mapping.get(path) ?? type) !== type);
    if (clash) return refused(400, 'document_parsing_exception', `failed to parse field [${clash[0]}]`);
    if (types.some(([path]) => path.split('.').includes(''))) {
      return refused(400, 'document_parsing_exception', 'field name cannot be an empty string');
    }
    for (const [path, type] of types) mapping.set(path, type);
    if (mapping.size > rules.fields) {
      return refused(400, 'document_parsing_exception', 'Limit of total fields [1000] has been exceeded');
    }
    documents.set(id, document);
    return { _index: index, _id: id, result: 'created', status: 201 };
  };

  const take = (request: Received): Reply => {
    const url = new URL(request.path, 'http://localhost');
    const index = /^\/([^/]+)\/_bulk$/.exec(url.pathname)?.[1];
    if (index === undefined || request.method !== 'POST')
      return problem(405, 'method_not_allowed', url.pathname);
    if (!credentials.has(request.headers.authorization ?? '')) {
      return problem(401, 'security_exception', 'missing authentication credentials for REST request');
    }
    if (!/^application\/(x-ndjson|json)\b/.test(request.headers['content-type'] ?? '')) {
      return problem(406, 'media_type_header_exception', 'Content-Type header is not supported');
    }
    if (request.bytes > rules.bytes) return problem(413, 'content_too_long_exception', 'too large');
    if (!request.body.endsWith('\n')) {
      return problem(
        400,
        'illegal_argument_exception',
        'The bulk request must be terminated by a newline [\\n]',
      );
    }
    const lines = request.body.slice(0, -1).split('\n');
    const items: { create: { status: number; error?: object } }[] = [];
    for (let at = 0; at < lines.length; at += 2) {
      const action = JSON.parse(lines[at] as string) as { create?: { _id: string } };
      if (action.create === undefined) {
        return problem(
          400,
          'illegal_argument_exception',
          'only write ops with an op_type of create are allowed',
        );
      }
      const { _id: id } = action.create;
      if (Buffer.byteLength(id) > rules.idBytes)
        return problem(400, 'illegal_argument_exception', 'id is too long');
      items.push({ create: create(index, id, lines[at + 1] ?? '', url.searchParams.get('pipeline')) });
    }
    const errors = items.some((item) => item.create.error !== undefined);
    const isFiltered = url.searchParams.get('filter_path')?.includes('items.*.status');
    const shown = items.map((item) => {
      const { status, error } = item.create;
      return isFiltered ? { create: { status, ...(error ? { error } : {}) } } : item;
    });
    return {
      status: 200,
      body: JSON.stringify({ ...(isFiltered ? {} : { took: 3 }), errors, items: shown }),
    };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    documents: { value: documents },
    credentials: { value: credentials },
    writable: { value: writable },
    pipelines: { value: pipelines },
    conflicts: { get: () => conflicts },
    busy: {
      value: (items: number) => {
        busyItems = items;
        seen = 0;
      },
    },
  }) as ElasticsearchServer;
}
