import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { awsKeys } from './aws-service.ts';
import { awsSignatureFault, type KnownKeys } from './aws-signature.ts';
import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

export interface KeptObject {
  readonly body: Buffer;
  readonly headers: Received['headers'];
  /** How often it was written. */
  readonly versions: number;
}

/** A bucket that holds what was put into it. */
export interface Bucket extends Receiver {
  readonly objects: Map<string, KeptObject>;
  /** Events of all objects but tests and digests, in the order of their keys. */
  readonly events: { id: string; seq: number; action: string }[];
}

/** Events in the objects of a store, digests and tests left out. */
export function eventsOf(
  objects: ReadonlyMap<string, KeptObject>,
): { id: string; seq: number; action: string }[] {
  return [...objects]
    .filter(([key]) => key.endsWith('.jsonl.gz') && !key.includes('/tests/'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { body }]) => gunzipSync(body).toString().trimEnd().split('\n'))
    .map((line) => JSON.parse(line));
}

/** Keeps an object in a store. */
export function keepObject(objects: Map<string, KeptObject>, key: string, { raw, headers }: Received): void {
  objects.set(key, { body: raw, headers, versions: (objects.get(key)?.versions ?? 0) + 1 });
}

export interface S3Options {
  readonly bucket: string;
  readonly region?: string;
  readonly keys?: KnownKeys;
  /** As a bucket with Object Lock does, asks for Content-MD5. */
  readonly needsMd5?: boolean;
}

const refuse = (status: number, code: string): Reply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

const encryptions = ['AES256', 'aws:kms', 'aws:kms:dsse'];

/** PutObject (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html) by path and by host name. */
export async function startS3Bucket({
  bucket,
  region = 'eu-central-1',
  keys = awsKeys,
  needsMd5 = true,
}: S3Options): Promise<Bucket> {
  const objects = new Map<string, KeptObject>();

  const take = (request: Received): Reply => {
    const { headers } = request;
    const fault = awsSignatureFault(request, keys, { service: 's3', region, nowMs: Date.now() });
    if (fault === 'XAmzContentSHA256Mismatch') return refuse(400, fault);
    if (fault === 'InvalidToken') return refuse(400, fault);
    if (fault === 'WrongScope') return refuse(400, 'AuthorizationHeaderMalformed');
    if (fault) return refuse(403, fault);
    if (request.method !== 'PUT') return refuse(405, 'MethodNotAllowed');
    const named = /^([^.]+)\./.exec(String(headers.host))?.[1];
    const path = decodeURIComponent(request.path.slice(1));
    const isByHost = named === bucket;
    if (!isByHost && !path.startsWith(`${bucket}/`)) return refuse(404, 'NoSuchBucket');
    const key = isByHost ? path : path.slice(bucket.length + 1);
    if (key === '' || Buffer.byteLength(key) > 1024) return refuse(400, 'KeyTooLongError');
    const md5 = createHash('md5').update(request.raw).digest('base64');
    if (needsMd5 && headers['content-md5'] === undefined) return refuse(400, 'InvalidRequest');
    if (headers['content-md5'] !== undefined && headers['content-md5'] !== md5)
      return refuse(400, 'BadDigest');
    const encryption = headers['x-amz-server-side-encryption'];
    if (encryption !== undefined && !encryptions.includes(String(encryption)))
      return refuse(400, 'InvalidArgument');
    const kmsKey = headers['x-amz-server-side-encryption-aws-kms-key-id'];
    if (kmsKey !== undefined && !String(encryption).startsWith('aws:kms'))
      return refuse(400, 'InvalidArgument');
    if (headers['if-none-match'] !== undefined) {
      if (headers['if-none-match'] !== '*') return refuse(501, 'NotImplemented');
      if (objects.has(key)) return refuse(412, 'PreconditionFailed');
    }
    keepObject(objects, key, request);
    return { status: 200, headers: { etag: `"${md5}"` }, body: '' };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    objects: { value: objects },
    events: { get: () => eventsOf(objects) },
  }) as Bucket;
}
