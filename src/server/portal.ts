import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
    await server.register(fastifyStatic, { root: folder, serve: false });
    server.get('/assets/*', (request, reply) => {
      reply.header('cache-control', `public, max-age=${yearSeconds}, immutable`);
      return reply.sendFile(`assets/${(request.params as Record<string, string>)['*']}`, {
        cacheControl: false,
      });
    });
    for (const file of rootFiles(folder)) {
      server.get(`/${file}`, (_request, reply) => reply.sendFile(file, { maxAge: '1h' }));
    }
  }
  server.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !/^\/(api|oauth2|assets)\//.test(request.url);
    if (!page) return notFound(request, reply);
    if (!built) return reply.code(503).type('text/html; charset=utf-8').send(missing);
    return reply.header('cache-control', 'no-store').sendFile('index.html', { cacheControl: false });
  });
}

/** Icons and the like, which have no hash in their names. */
const rootFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'index.html')
    .map(({ name }) => name);

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('cache-control', 'no-store');
  return sendProblem(reply, new CairnError('resource.not_found'), request.id);
}
