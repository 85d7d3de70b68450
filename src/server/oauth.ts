import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Services } from '../api/context.ts';
import { CairnError } from '../kernel/errors.ts';
import { findLogo } from '../oauth/clients.ts';
import type { Decision } from '../oauth/consent.ts';
import { noteFailure, secondsToWait } from '../oauth/failures.ts';
import { metadataOf } from '../oauth/metadata.ts';
import { makeProvider } from '../oauth/provider.ts';
import { isProof, noteRequest, proofOf } from '../oauth/request.ts';
import { cookieOf, sessionCookie } from './authenticate.ts';
import { originOf } from './router.ts';

const formBytes = 8 * 1024;

/** The form of the consent page, and nothing else, is read here. */
async function readForm(raw: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of raw) {
    bytes += (chunk as Buffer).length;
    if (bytes > formBytes) throw new CairnError('request.too_large');
    chunks.push(chunk as Buffer);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** An error in the form of RFC 6749, section 5.2. */
const sendError = (reply: FastifyReply, status: number, error: string, description: string): FastifyReply =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ error, error_description: description }));

/** Headers that the library does not set; ours go past the hooks of the server. */
function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.setHeader('x-request-id', request.id);
  reply.raw.setHeader('x-content-type-options', 'nosniff');
  reply.raw.setHeader('referrer-policy', 'same-origin');
  reply.raw.setHeader('cache-control', 'no-store');
  reply.raw.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
}

/**
 * What the person answered. A form that was made for another session or another request counts as not answered: he
 * is asked again and sees who he is now. `prompt` has done its work by then.
 */
async function readDecision(request: FastifyRequest, token: string): Promise<Decision> {
  const form = await readForm(request.raw);
  const { raw } = request;
  const url = raw.url ?? '';
  raw.method = 'GET';
  for (const header of ['content-type', 'content-length', 'transfer-encoding']) delete raw.headers[header];
  const decision = form.get('decision');
  if (!isProof(form.get('proof') ?? '', token, url)) return undefined;
  const at = new URL(url, 'http://localhost');
  at.searchParams.delete('prompt');
  raw.url = at.pathname + at.search;
  return decision === 'allow' || decision === 'deny' ? decision : undefined;
}

/** Serves `/oauth2/*` and the metadata. Bodies are left to the provider, which reads forms by itself. */
export async function serveOAuth(
  server: FastifyInstance,
  services: Services,
  ownOrigins: () => readonly string[],
): Promise<void> {
  const { database, principals } = services;
  let made: Provider | undefined;
  // The issuer is known when the server listens.
  const provider = () => {
    made ??= makeProvider(services);
    return made;
  };

  const hand = (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    setHeaders(request, reply);
    reply.hijack();
    return new Promise((resolve) => {
      reply.raw.once('close', resolve);
      provider().callback()(request.raw, reply.raw);
    });
  };

  async function authorize(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const token = cookieOf(request, sessionCookie) ?? '';
    const principal = token === '' ? null : await principals.bySession(token);
    const user = principal?.kind === 'user' ? principal.user : null;
    const url = request.raw.url ?? '';
    const isForm = request.method === 'POST';
    const { origin } = request.headers;
    if (isForm && origin !== undefined && !ownOrigins().includes(origin))
      return sendError(reply, 403, 'access_denied', 'the form came from another site');
    const decision = isForm && user !== null ? await readDecision(request, token) : undefined;
    if (isForm && user === null) return reply.redirect(`/sign-in?next=${encodeURIComponent(url)}`, 303);
    noteRequest(request.raw, {
      user,
      decision,
      origin: originOf(request),
      proof: user === null ? '' : proofOf(token, url),
      ask: null,
    });
    return hand(request, reply);
  }

  /** Where clients show their secret. */
  async function authenticated(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (request.method === 'POST') {
      const wait = await secondsToWait(database, request.ip);
      if (wait > 0) {
        reply.header('retry-after', String(wait));
        return sendError(reply, 429, 'slow_down', `too many refused attempts; try again in ${wait} seconds`);
      }
    }
    noteRequest(request.raw, {
      user: null,
      decision: undefined,
      origin: originOf(request),
      proof: '',
      ask: null,
    });
    await hand(request, reply);
    if (reply.raw.statusCode === 401) await noteFailure(database, request.ip);
    return undefined;
  }

  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.addHook('onRequest', async (request, reply) => {
      const encoding = request.headers['content-encoding'];
      if (encoding === undefined || encoding === 'identity') return undefined;
      return sendError(reply, 415, 'invalid_request', 'the body must not be compressed');
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/oauth2/authorize',
      exposeHeadRoute: false,
      handler: authorize,
    });
    for (const name of ['token', 'revoke', 'introspect'])
      scope.route({ method: ['POST', 'OPTIONS'], url: `/oauth2/${name}`, handler: authenticated });
  });

  server.get('/.well-known/oauth-authorization-server', async (_request, reply) =>
    reply.header('access-control-allow-origin', '*').send(metadataOf(services.publicUrl())),
  );

  server.get('/oauth2/logos/:client_id', async (request, reply) => {
    const logo = await findLogo(database, (request.params as { client_id: string }).client_id);
    if (logo === null) throw new CairnError('resource.not_found');
    return reply
      .type(logo.type)
      .header('cache-control', 'public, max-age=300')
      .header('etag', `"${logo.tag}"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(logo.bytes);
  });
}
