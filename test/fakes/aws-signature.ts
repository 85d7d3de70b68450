import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Received } from './receiver.ts';

/** Keys that are let in, by their id. */
export type KnownKeys = Readonly<Record<string, { readonly secret: string; readonly session?: string }>>;

/** Why a request is not let in, as AWS names it. */
export type SignatureFault =
  | 'MissingAuthenticationToken'
  | 'IncompleteSignature'
  | 'InvalidAccessKeyId'
  | 'InvalidToken'
  | 'RequestTimeTooSkewed'
  | 'WrongScope'
  | 'XAmzContentSHA256Mismatch'
  | 'SignatureDoesNotMatch';

const maxSkewMs = 15 * 60_000;
const hash = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Percent-encoding of the signing process: every byte but the unreserved characters, in capitals. */
const encode = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) =>
      /[A-Za-z0-9._~-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');

/** S3 encodes a path once; every other service encodes the encoded path again. */
function canonicalPath(path: string, service: string): string {
  const segments = path.split('/');
  return service === 's3'
    ? segments.map((part) => encode(decodeURIComponent(part))).join('/')
    : segments.map(encode).join('/');
}

/**
 * Verifies AWS Signature Version 4 of a request, written from
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html and not with the
 * library that signs. Undefined: the request is good.
 */
export function awsSignatureFault(
  request: Pick<Received, 'method' | 'path' | 'headers' | 'raw'>,
  keys: KnownKeys,
  scope: { readonly service: string; readonly region: string; readonly nowMs: number },
): SignatureFault | undefined {
  const { headers } = request;
  const header = (name: string): string => String(headers[name] ?? '');
  const given = header('authorization');
  if (given === '') return 'MissingAuthenticationToken';
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      given,
    );
  if (parts === null) return 'IncompleteSignature';
  const [, id = '', date = '', region = '', service = '', signed = '', signature = ''] = parts;
  const key = keys[id];
  if (key === undefined) return 'InvalidAccessKeyId';
  if ((key.session ?? '') !== header('x-amz-security-token')) return 'InvalidToken';
  const time = header('x-amz-date');
  const iso = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const skew = Math.abs(Date.parse(iso) - scope.nowMs);
  if (!(skew <= maxSkewMs) || !time.startsWith(date)) return 'RequestTimeTooSkewed';
  if (region !== scope.region || service !== scope.service) return 'WrongScope';
  const names = signed.split(';');
  const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (names.join() !== [...names].sort().join() || !needed.every((name) => names.includes(name))) {
    return 'SignatureDoesNotMatch';
  }
  const payload = hash(request.raw);
  if (service === 's3' && header('x-amz-content-sha256') !== payload) return 'XAmzContentSHA256Mismatch';
  const [path = '/', query = ''] = request.path.split('?');
  const sorted = query === '' ? '' : query.split('&').sort().join('&');
  const canonical = [
    request.method,
    canonicalPath(path, service),
    sorted,
    ...names.map((name) => `${name}:${header(name).trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    payload,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, `${date}/${region}/${service}/aws4_request`, hash(canonical)].join(
    '\n',
  );
  const scoped = hmac(hmac(hmac(`AWS4${key.secret}`, date), region), service);
  const signing = hmac(scoped, 'aws4_request');
  const right = hmac(signing, text);
  return timingSafeEqual(right, Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch';
}
