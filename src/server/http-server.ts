import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Services } from '../api/context.ts';
import type { AnyOperation } from '../api/operation.ts';
import { codes } from '../kernel/errors.ts';
import { readBodies } from './bodies.ts';
import { serveDocs } from './docs.ts';
import { serveHealth } from './health.ts';
import { serveOAuth } from './oauth.ts';
import { servePortal } from './portal.ts';
import { asCairnError, sendProblem } from './problem.ts';
import { route } from './router.ts';
import { addSecurityHeaders } from './security-headers.ts';

export interface HttpServerOptions {
  readonly services: Services;
  readonly operations: readonly AnyOperation[];
  readonly metrics: Registry;
  readonly stopping: AbortSignal;
  readonly ownOrigins: () => readonly string[];
  /** Folder of the built portal. */
  readonly portal: string;
  /** The document of `GET /openapi.json`. */
  readonly openapi: object;
  readonly trustProxy: boolean;
}

const requestIdShape = /^[A-Za-z0-9_.:-]{1,128}$/;

/** Builds the HTTP server: API, health, documents and portal. It does not listen yet. */
export async function buildHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { services, stopping } = options;
  const server = Fastify({
    trustProxy: options.trustProxy,
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && requestIdShape.test(given) ? given : randomUUID();
    },
    // A path parameter may be an event id of 128 characters, each of which may be percent-encoded.
    routerOptions: { maxParamLength: 400 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  readBodies(server);
  addSecurityHeaders(server);
  server.setErrorHandler((err, request, reply) => {
    const known = asCairnError(err);
    if (codes[known.code].status >= 500) {
      services.log.error(
        {
          err: known.cause ?? known,
          code: known.code,
          requestId: request.id,
          method: request.method,
          url: request.url.split('?')[0],
        },
        'request failed',
      );
    }
    return sendProblem(reply, known, request.id);
  });
  serveHealth(server, {
    ping: async () => void (await services.database.query('select 1')),
    stopping,
    metrics: options.metrics,
  });
  await serveDocs(server, options.openapi);
  route(server, options.operations, { services, ownOrigins: options.ownOrigins, stopping });
  await serveOAuth(server, services, options.ownOrigins);
  await servePortal(server, options.portal);
  return server;
}
