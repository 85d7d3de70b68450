import { z } from 'zod';
import { codes } from '../kernel/errors.ts';
import type { AnyOperation } from './operation.ts';

type Schema = Record<string, unknown>;

/** Schemas with a name of their own, gathered while the document is written. */
type Named = Map<string, Schema>;

const definitions = '#/$defs/';
const components = '#/components/schemas/';

function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: Named): Schema {
  const json = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    reused: 'inline',
  });
  const {
    $schema: _,
    $defs,
    ...rest
  } = JSON.parse(JSON.stringify(json).replaceAll(definitions, components)) as Schema;
  for (const [id, definition] of Object.entries(($defs ?? {}) as Record<string, Schema>)) {
    const { $schema: __, id: ___, ...plain } = definition;
    named.set(id, plain);
  }
  return rest;
}

const problem: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'request_id'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(codes) },
    detail: { type: 'string' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

function parameters({ path, query }: AnyOperation, named: Named): Schema[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  if (query === undefined) return inPath;
  const { properties = {}, required = [] } = schemaOf(query, 'input', named) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  return [...inPath, ...inQuery];
}

function body(operation: AnyOperation, named: Named): Schema {
  if (operation.body === undefined) return {};
  const content: Record<string, Schema> = {
    'application/json': { schema: schemaOf(operation.body, 'input', named) },
  };
  if (operation.takesNdjson === true)
    content['application/x-ndjson'] = { schema: { type: 'string', description: 'One event a line.' } };
  return { requestBody: { required: true, content } };
}

function answers(operation: AnyOperation, named: Named): Schema {
  const { output, status = 200, contentType } = operation;
  const good: Schema = { description: 'Done.' };
  if (contentType !== undefined) good.content = { [contentType]: { schema: { type: 'string' } } };
  else if (output !== undefined)
    good.content = { 'application/json': { schema: schemaOf(output, 'output', named) } };
  const failures = {
    description: 'An error.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return { [status]: good, default: failures };
}

function describe(operation: AnyOperation, named: Named): Schema {
  const { access, audit } = operation;
  const needs =
    access === 'public'
      ? 'Open to everybody.'
      : access === 'signed_in'
        ? 'Needs a session or a token.'
        : `Needs the permission \`${access}\`.`;
  const records = typeof audit === 'string' ? `Records \`${audit}\`.` : `Records nothing: ${audit.none}`;
  const errors = [
    ...(operation.errors ?? []),
    ...(operation.reauthenticate === true ? ['auth.reauthentication_required'] : []),
  ];
  const special = errors.length === 0 ? '' : ` Can answer ${errors.map((code) => `\`${code}\``).join(', ')}.`;
  return {
    operationId: operation.id,
    tags: [operation.id.split('.')[0]],
    summary: operation.summary,
    description: `${needs} ${records}${special}`,
    parameters: parameters(operation, named),
    ...(access === 'public' ? { security: [] } : {}),
    ...body(operation, named),
    responses: answers(operation, named),
  };
}

/** The OpenAPI 3.1 document of the registry. */
export function openapiOf(operations: readonly AnyOperation[], version: string): object {
  const named: Named = new Map();
  const paths: Record<string, Record<string, Schema>> = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, named) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cairn',
      version,
      description:
        'Integrations and audit-log hub. Errors are RFC 9457 problem details; lists are paged by cursor.',
    },
    security: [{ session: [] }, { bearer: [] }],
    paths,
    components: {
      schemas: { ...Object.fromEntries(named), Problem: problem },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'cairn_session' },
        bearer: { type: 'http', scheme: 'bearer', description: 'An API token.' },
      },
    },
  };
}
