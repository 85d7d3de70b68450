import { isUtf8 } from 'node:buffer';
import { createGunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseBackslashKeys } from '../ingest/backslash-keys.ts';
import { NdjsonBody } from '../ingest/ndjson.ts';
import { CairnError } from '../kernel/errors.ts';

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new CairnError('request.malformed', 'The body is not valid UTF-8.');
  return bytes.toString('utf8');
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    const text = decode(bytes);
    refuseBackslashKeys(text);
    return JSON.parse(text);
  } catch (err) {
    if (err instanceof CairnError) throw err;
    throw new CairnError(
      'request.malformed',
      `The body is not JSON: ${(err as Error).message.slice(0, 200)}`,
    );
  }
}

/**
 * How bodies are read: JSON, newline-delimited JSON where the operation takes it, each also in gzip. The limit
 * of a route holds for the bytes after decompression, so that a small bomb is stopped where it grows.
 */
export function readBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, bytes: Buffer) => parseJson(bytes),
  );
  server.addContentTypeParser(
    'application/x-ndjson',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => {
      if (request.routeOptions.config.takesNdjson !== true)
        throw new CairnError('request.unsupported_type', 'Send application/json.');
      const text = decode(bytes);
      refuseBackslashKeys(text);
      return new NdjsonBody(text);
    },
  );
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return done(null, payload);
    if (encoding !== 'gzip') {
      return done(new CairnError('request.unsupported_type', 'Only gzip is taken as content encoding.'));
    }
    const gunzip = Object.assign(createGunzip(), { receivedEncodedLength: 0 });
    payload.on('data', (chunk: Buffer) => {
      gunzip.receivedEncodedLength += chunk.length;
    });
    payload.on('error', (err) => gunzip.destroy(err));
    return done(null, payload.pipe(gunzip));
  });
}
