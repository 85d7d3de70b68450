import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { CairnError } from '../kernel/errors.ts';
import { sendProblem } from './problem.ts';

const yearSeconds = 365 * 24 * 60 * 60;

const missing =
  '<!doctype html><title>Cairn</title><p>The portal has not been built. Run <code>npm start</code>.';

/**
 * Serves the built portal: hashed files for a year, the page itself never from a cache, and that page for every
 * path that is neither a file nor the API's.
 */
export async function servePortal(server: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/assets/') ? `public, max-age=${yearSeconds}, immutable` : 'no-cache',
        );
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/oauth2/');
    if (!page) return sendProblem(reply, new CairnError('resource.not_found'), request.id);
    if (!built) return reply.code(503).type('text/html; charset=utf-8').send(missing);
    return reply.header('cache-control', 'no-store').sendFile('index.html');
  });
}
