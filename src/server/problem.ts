import type { FastifyReply } from 'fastify';
import { CairnError, codes } from '../kernel/errors.ts';

/** What Fastify itself throws, by its code. */
const frameworkErrors: Readonly<Record<string, ConstructorParameters<typeof CairnError>[0]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed',
};

/** Any error as one of ours. What is not known becomes `server.failed`; its cause goes to the log only. */
export function asCairnError(err: unknown): CairnError {
  if (err instanceof CairnError) return err;
  const { code } = err as { code?: string };
  const known = code === undefined ? undefined : frameworkErrors[code];
  if (known !== undefined) return new CairnError(known, undefined, { cause: err });
  if (code !== undefined && /^(Z_|ERR_ZLIB)/.test(code))
    return new CairnError('request.malformed', 'The gzip body is broken.', { cause: err });
  return new CairnError('server.failed', undefined, { cause: err });
}

/** The body of an error answer (RFC 9457). A 5xx says no more than its code and the id of the request. */
export function problemOf(err: CairnError, requestId: string) {
  const { status, title } = codes[err.code];
  const shown = status < 500;
  return {
    type: `urn:cairn:error:${err.code}`,
    title,
    status,
    code: err.code,
    ...(shown && err.detail !== undefined ? { detail: err.detail } : {}),
    request_id: requestId,
    ...(shown && err.errors !== undefined ? { errors: err.errors } : {}),
  };
}

export function sendProblem(reply: FastifyReply, err: CairnError, requestId: string): FastifyReply {
  if (err.retryAfter !== undefined) reply.header('retry-after', String(err.retryAfter));
  else if (err.status === 503) reply.header('retry-after', '1');
  if (err.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(err.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(err, requestId)));
}
