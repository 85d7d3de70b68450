import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip, createInflate } from 'node:zlib';

/** A request as a receiver got it, its body decompressed. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body, decompressed where a content encoding says so. */
  readonly raw: Buffer;
  /** Bytes of the body before it was compressed. */
  readonly bytes: number;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * A fault to play instead of an answer. `hang` never answers; `close` drops the connection before taking anything;
 * `take-and-close` takes everything and then drops the connection, so that the sender must send again; a `Reply`
 * answers without taking anything.
 */
export type Fault = 'hang' | 'close' | 'take-and-close' | Reply;

export interface Receiver {
  readonly port: number;
  readonly url: string;
  /** Number of requests that arrived, faulty ones included. */
  readonly requests: number;
  /** Plays these faults, one a request, before it behaves again. */
  fail(...faults: Fault[]): void;
  /** Plays what the function says for each request, until it is called without one; undefined behaves. */
  failWhen(decide?: (request: Received) => Fault | undefined): void;
  close(): Promise<void>;
}

/** Thrown by a decoder for a body that cannot be read. */
class Unreadable extends Error {}

/**
 * An HTTP server that can misbehave. `take` is the honest behaviour: it keeps what it was sent and answers; it is
 * not called for a request that a fault takes the place of. `see` is told of every request that could be read.
 */
export async function startReceiver(
  take: (request: Received) => Reply,
  { port = 0, see }: { port?: number; see?: (request: Received) => void } = {},
): Promise<Receiver> {
  const faults: Fault[] = [];
  let decide: ((request: Received) => Fault | undefined) | undefined;
  let requests = 0;
  const server = createServer(async (incoming, response) => {
    requests += 1;
    const headers = incoming.headers;
    const base = { method: incoming.method ?? '', path: incoming.url ?? '', headers };
    let read: { body: string; raw: Buffer; bytes: number };
    try {
      read = await readBody(incoming, headers['content-encoding']);
    } catch (err) {
      if (!(err instanceof Unreadable)) return response.destroy();
      return answer(response, { status: 400, body: '{"errors":[{"status":"400","title":"Bad Request"}]}' });
    }
    const request: Received = { ...base, ...read };
    see?.(request);
    const fault = faults.shift() ?? decide?.(request);
    if (fault === 'hang') return;
    if (fault === 'close') return response.destroy();
    if (fault === 'take-and-close') {
      take(request);
      return response.destroy();
    }
    answer(response, fault ?? take(request));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    get requests() {
      return requests;
    },
    fail: (...more) => void faults.push(...more),
    failWhen: (next) => {
      decide = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body ?? '{}');
}

async function readBody(
  incoming: AsyncIterable<Buffer> & NodeJS.ReadableStream,
  encoding: string | undefined,
) {
  const parts: Buffer[] = [];
  if (encoding === undefined || encoding === 'identity') {
    for await (const part of incoming) parts.push(part);
  } else {
    if (encoding !== 'gzip' && encoding !== 'deflate') throw new Unreadable(encoding);
    const decoder = encoding === 'gzip' ? createGunzip() : createInflate();
    incoming.pipe(decoder);
    try {
      for await (const part of decoder) parts.push(part);
    } catch (err) {
      throw new Unreadable('the body could not be decompressed', { cause: err });
    }
  }
  const whole = Buffer.concat(parts);
  return { body: whole.toString(), raw: whole, bytes: whole.length };
}
