import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Agent, buildConnector, type Dispatcher, errors, request } from 'undici';
import { bareHost, checkLiteral, createEgress, type Egress, guardedLookup } from './egress.ts';
import { CairnError } from './errors.ts';

/** One request, ready to send: plain data, so that it can be stored, shown and compared. */
export interface Outgoing {
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** How to treat the receiver's certificate; absent: the system's authorities, verified. */
  readonly tls?: { readonly verify: boolean; readonly ca?: string };
}

/** What came back. Header names are in lower case; `body` is the head of the answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why there is no answer. All of these may pass, but the last three only after somebody changes something. */
export type FailureKind =
  | 'timeout'
  | 'unresolved'
  | 'refused'
  | 'closed'
  | 'aborted'
  /** The authorization server has no token to give now, so nothing was sent. */
  | 'unavailable'
  | 'tls'
  | 'forbidden'
  /** The authorization server refused the credential, so nothing was sent. */
  | 'unauthorized';

/** No answer came. `reason` is a sentence that may be shown to the organization. */
export interface Failure {
  readonly failure: FailureKind;
  readonly reason: string;
}

export interface SendOptions {
  /** For the whole exchange, from name look-up to the last byte that is read. */
  readonly timeoutMs: number;
  /** What is read of the answer's body; the rest is not waited for. */
  readonly maxAnswerBytes: number;
  readonly signal?: AbortSignal;
  /** The address was set by the operator, not by an organization: private ones are fine then. */
  readonly trusted?: boolean;
}

export interface Http {
  /** Sends once: no redirect is followed, no proxy of the environment used, nothing tried again. */
  send(outgoing: Outgoing, options: SendOptions): Promise<Answer | Failure>;
  /** Ends the kept connections, at once. */
  close(): Promise<void>;
}

export const isFailure = (result: Answer | Failure): result is Failure => 'failure' in result;

/** Long enough for a slow receiver's TLS, short against the time of a whole exchange. */
const connectTimeoutMs = 10_000;

/** Headers of an answer beyond this are an error, not kept. */
const maxHeaderBytes = 32_768;

/** The client for everything Cairn calls; the address really dialled is held against the egress rule. */
export function openHttp(egress: Egress): Http {
  const guarded = openAgents(egress);
  const trusting = openAgents(createEgress(['*']));
  return {
    send: (outgoing, options) =>
      exchange(outgoing, options, (options.trusted ? trusting : guarded).agentFor(outgoing.tls)),
    close: async () => {
      await Promise.all([guarded.destroy(), trusting.destroy()]);
    },
  };
}

/** Ways of treating certificates that are kept connected at a time; one more ends the oldest. */
const maxAgents = 64;

/** An agent for each way of treating certificates, so that no connection is shared between two of them. */
function openAgents(egress: Egress) {
  const agents = new Map<string, Agent>();
  return {
    agentFor(tls: Outgoing['tls']): Agent {
      const key = JSON.stringify(tls ?? null);
      const found = agents.get(key);
      if (found) return found;
      const [oldest] = agents;
      if (oldest && agents.size >= maxAgents) {
        agents.delete(oldest[0]);
        void oldest[1].close(); // what is under way on it ends first
      }
      const agent = openAgent(egress, tls);
      agents.set(key, agent);
      return agent;
    },
    destroy: () => Promise.all([...agents.values()].map((agent) => agent.destroy())),
  };
}

function openAgent(egress: Egress, tls: Outgoing['tls']): Agent {
  // What is not encrypted goes only where the operator said so: the public internet reads along.
  const plain = connector(egress.isListed, undefined);
  const encrypted = connector(egress.permits, tls);
  return new Agent({
    connect: (options, callback) => (options.protocol === 'https:' ? encrypted : plain)(options, callback),
    connections: 16,
    maxHeaderSize: maxHeaderBytes,
  });
}

function connector(permits: (address: string) => boolean, tls: Outgoing['tls']): buildConnector.connector {
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    lookup: guardedLookup(permits),
    ...(tls === undefined ? {} : { rejectUnauthorized: tls.verify }),
    ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
  });
  return (options, callback) => {
    try {
      checkLiteral(bareHost(options.hostname), permits);
    } catch (err) {
      return callback(err as Error, null);
    }
    connect(options, callback);
  };
}

async function exchange(outgoing: Outgoing, options: SendOptions, agent: Agent): Promise<Answer | Failure> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const response = await request(outgoing.url, {
      dispatcher: agent,
      method: outgoing.method,
      headers: outgoing.headers,
      ...(outgoing.method === 'GET' ? {} : { body: outgoing.body }),
      signal,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
    });
    const body = await readHead(response.body, options.maxAnswerBytes);
    return { status: response.statusCode, headers: flat(response.headers), body };
  } catch (err) {
    return describe(err, new URL(outgoing.url), options);
  }
}

/** Reads at most `max` bytes; leaving the loop destroys the rest with its connection. */
async function readHead(body: Dispatcher.ResponseData['body'], max: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    parts.push(part);
    size += part.length;
    if (size >= max) break;
  }
  return Buffer.concat(parts).subarray(0, max).toString();
}

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

/** Error codes of Node and undici, as the few cases that anybody acts upon. */
const kinds: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
};

const sentences: Readonly<Record<FailureKind, (host: string) => string>> = {
  timeout: (host) => `${host} did not answer in time`,
  unresolved: (host) => `the name ${host} was not found`,
  refused: (host) => `${host} refused the connection`,
  closed: (host) => `${host} closed the connection before it answered`,
  aborted: () => 'the request was given up because this process is stopping or the trail was changed',
  unavailable: (host) => `${host} has no access token to give now`,
  unauthorized: (host) => `${host} refused to give an access token`,
  tls: (host) => `the certificate of ${host} was not accepted`,
  forbidden: (host) => `${host} is not an address that Cairn may call`,
};

/** Any error of a connection as a `Failure`; what is not about the connection is thrown again. */
export function describe(err: unknown, url: URL, options: { signal?: AbortSignal | undefined }): Failure {
  const host = url.host;
  const make = (failure: FailureKind, more = ''): Failure => ({
    failure,
    reason: sentences[failure](host) + more,
  });
  if (options.signal?.aborted) return make('aborted');
  if (err instanceof DOMException && err.name === 'TimeoutError') return make('timeout');
  if (err instanceof CairnError && err.code === 'address.forbidden') {
    return make('forbidden', url.protocol === 'http:' && isIP(host) === 0 ? ' without TLS' : '');
  }
  const code = codeOf(err);
  if (code === undefined) throw err;
  if (kinds[code]) return make(kinds[code]);
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return make('tls', ` (${code})`);
  return make('closed', ` (${code})`);
}

/** The code of an error, or of the first one in a group (several addresses tried) or in its causes. */
function codeOf(err: unknown): string | undefined {
  if (!(err instanceof Error)) return undefined;
  if ('code' in err && typeof err.code === 'string') return err.code;
  if (err instanceof AggregateError) return codeOf(err.errors[0]);
  if (err instanceof errors.UndiciError) return err.code;
  return codeOf(err.cause);
}

const deflate = promisify(gzip);

/** The bytes in gzip, level 1; the same bytes for the same data, since no time is written into them. */
export const gzipped = (data: string | Uint8Array): Promise<Buffer> => deflate(data, { level: 1 });

/** The same request with its body compressed. Level 1: 3 times faster than 6, and text is still a sixth. */
export async function compressed(outgoing: Outgoing): Promise<Outgoing> {
  const body = await gzipped(outgoing.body);
  return { ...outgoing, headers: { ...outgoing.headers, 'content-encoding': 'gzip' }, body };
}

/**
 * The same request to another scheme, host and port; path and query stay. What is no HTTP keeps its scheme, and
 * its port where the base names none.
 */
export function rebased(outgoing: Outgoing, baseUrl: string): Outgoing {
  const url = new URL(outgoing.url);
  const base = new URL(baseUrl);
  const isHttp = /^https?:$/.test(url.protocol);
  const origin = isHttp
    ? `${base.protocol}//${base.host}`
    : `${url.protocol}//${base.hostname}:${base.port || url.port}`;
  return { ...outgoing, url: `${origin}${url.pathname}${url.search}` };
}
