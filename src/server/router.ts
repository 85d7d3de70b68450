import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sessionLife } from '../access/sessions.ts';
import { actorOf } from '../api/actor.ts';
import { RawAnswer } from '../api/answer.ts';
import type { Entry, OperationContext, Services } from '../api/context.ts';
import type { AnyOperation } from '../api/operation.ts';
import type { Context } from '../event/event.ts';
import { NdjsonBody } from '../ingest/ndjson.ts';
import type { Recorded } from '../ingest/record.ts';
import { CairnError, type Fault } from '../kernel/errors.ts';
import { authenticate, authorize, type Caller, cookieOf, sessionCookie } from './authenticate.ts';
import { withIdempotency } from './idempotency.ts';
import { asCairnError } from './problem.ts';

/** What the router needs besides the operations. */
export interface RouterOptions {
  readonly services: Services;
  /** Origins from which the portal is served; the first is the public one. */
  readonly ownOrigins: () => readonly string[];
  /** Ends when the server stops. */
  readonly stopping: AbortSignal;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: AnyOperation;
    takesNdjson?: boolean;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

const defaultMaxBytes = 1024 * 1024;

/** Registers every operation under `/api/v1`. */
export function route(
  server: FastifyInstance,
  operations: readonly AnyOperation[],
  options: RouterOptions,
): void {
  server.decorateRequest('caller', null);
  for (const operation of operations) {
    server.route({
      method: operation.method,
      url: `/api/v1${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      bodyLimit: operation.maxBytes ?? defaultMaxBytes,
      config: { operation, takesNdjson: operation.takesNdjson === true },
      onRequest: async (request) => {
        request.caller = await authenticate(request, operation, options.services, options.ownOrigins());
        try {
          authorize(request.caller, operation);
        } catch (err) {
          await recordRefusal(request, operation, options.services, err);
          throw err;
        }
      },
      handler: (request, reply) => handle(request, reply, operation, options),
    });
  }
}

/** Where a request came from, for the record. Texts of the caller are cut to what an event takes. */
export function originOf(request: FastifyRequest): Context {
  const agent = request.headers['user-agent']?.slice(0, 1000);
  return {
    source_ip: request.ip,
    request_id: request.id,
    ...(agent === undefined || agent === '' ? {} : { user_agent: agent }),
  };
}

async function recordRefusal(
  request: FastifyRequest,
  operation: AnyOperation,
  services: Services,
  err: unknown,
): Promise<void> {
  const { caller } = request;
  if (
    caller === null ||
    caller.principal === null ||
    caller.organizationId === '' ||
    !(err instanceof CairnError)
  )
    return;
  await services.record({
    organizationId: caller.organizationId,
    action: 'access.refused',
    actor: actorOf(caller.principal),
    result: 'failed',
    error_code: err.code,
    complement: { operation: operation.id, permission: String(operation.access) },
    context: originOf(request),
  });
}

function parse(operation: AnyOperation, part: 'query' | 'body', value: unknown): unknown {
  const schema = operation[part];
  // The events of a batch are checked one by one where they are accepted; see `events.write`.
  if (schema === undefined || operation.takesNdjson === true) return value;
  if (value instanceof NdjsonBody) throw new CairnError('request.unsupported_type', 'Send application/json.');
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue): Fault[] => {
    const path = issue.path.reduce<string>(
      (text, key) =>
        typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
      '',
    );
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        message: 'is not a known field',
      }));
    return [{ path, message: issue.message }];
  });
  throw new CairnError(
    'request.invalid',
    errors
      .map(({ path, message }) => `${path}: ${message}`)
      .join('; ')
      .slice(0, 500),
    { errors },
  );
}

/** What an operation sees of a request. Parts that few operations ask for are made when they are asked for. */
class RequestContext implements OperationContext {
  readonly services: Services;
  readonly principal: Caller['principal'];
  readonly organizationId: string;
  readonly rights: Caller['rights'];
  readonly sessionToken: string | null;
  readonly now: Date;
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  readonly #operation: AnyOperation;
  readonly #stopping: AbortSignal;

  constructor(request: FastifyRequest, reply: FastifyReply, operation: AnyOperation, options: RouterOptions) {
    const caller = request.caller as Caller;
    this.services = options.services;
    this.principal = caller.principal;
    this.organizationId = caller.organizationId;
    this.rights = caller.rights;
    this.sessionToken = caller.sessionToken;
    this.now = new Date(options.services.clock.now());
    this.#request = request;
    this.#reply = reply;
    this.#operation = operation;
    this.#stopping = options.stopping;
  }

  get origin(): Context {
    return originOf(this.#request);
  }

  get lastEventId(): string | undefined {
    return this.#request.headers['last-event-id'] as string | undefined;
  }

  get signal(): AbortSignal {
    const hungUp = new AbortController();
    this.#reply.raw.once('close', () => hungUp.abort());
    return AbortSignal.any([hungUp.signal, this.#stopping]);
  }

  readonly setSession = (token: string | null): void =>
    this.setCookie(sessionCookie, token ?? '', { seconds: token === null ? 0 : sessionLife.seconds });

  readonly cookie = (name: string): string | null => cookieOf(this.#request, name);

  readonly setCookie: OperationContext['setCookie'] = (name, value, { seconds, path = '/' }) => {
    const secure = this.services.publicUrl().startsWith('https:') ? '; Secure' : '';
    const cookie = `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
    this.#reply.header('set-cookie', cookie);
  };

  readonly record: OperationContext['record'] = (...entry) => this.services.record(this.recorded(...entry));

  readonly change: OperationContext['change'] = (work) =>
    this.services.change((tx, record) => work(tx, (...entry) => record(this.recorded(...entry))));

  private recorded(entry: Entry, organizationId = this.organizationId, principal = this.principal): Recorded {
    const { audit, id } = this.#operation;
    if (typeof audit !== 'string' || principal === null)
      throw new Error(`${id} declares no action to record`);
    return { organizationId, action: audit, actor: actorOf(principal), context: this.origin, ...entry };
  }
}

/** Bad input to an operation that is recorded is recorded too, as VALIDATION ERROR is in the field’s catalogues. */
async function recordInvalid(
  request: FastifyRequest,
  operation: AnyOperation,
  services: Services,
  err: CairnError,
): Promise<void> {
  const { caller } = request;
  if (
    typeof operation.audit !== 'string' ||
    caller === null ||
    caller.principal === null ||
    caller.organizationId === ''
  )
    return;
  if (err.status >= 500 || err.status === 404) return;
  await services.record({
    organizationId: caller.organizationId,
    action: operation.audit,
    actor: actorOf(caller.principal),
    result: err.status === 400 ? 'validation_error' : 'failed',
    error_code: err.code,
    details: { faults: (err.errors ?? []).slice(0, 20).map(({ path }) => path.slice(0, 200)) },
    context: originOf(request),
  });
}

async function handle(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: AnyOperation,
  options: RouterOptions,
): Promise<unknown> {
  const context = new RequestContext(request, reply, operation, options);
  try {
    const input = {
      params: request.params,
      query: parse(operation, 'query', request.query),
      body: parse(operation, 'body', request.body),
    };
    // Only the operation needs the body from here on; see `Ingest.batch`.
    if (operation.takesNdjson === true) request.body = undefined;
    const run = () => operation.handle(context, input);
    const output =
      operation.idempotent === true ? await withIdempotency(request, operation, context, run) : await run();
    return await answer(reply, operation, output);
  } catch (err) {
    const known = asCairnError(err);
    await recordInvalid(request, operation, options.services, known);
    throw known === err ? err : Object.assign(known, { cause: err });
  }
}

function answer(reply: FastifyReply, operation: AnyOperation, output: unknown): FastifyReply {
  if (output instanceof RawAnswer) {
    reply.code(output.status).headers(output.headers);
    const { body } = output;
    return reply.send(
      typeof body === 'string' || Buffer.isBuffer(body) ? body : Readable.from(body, { objectMode: false }),
    );
  }
  const status = operation.status ?? 200;
  if (status === 204 || output === undefined) return reply.code(204).send();
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(output));
}
