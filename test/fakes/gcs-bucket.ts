import { awsSignatureFault, type KnownKeys } from './aws-signature.ts';
import { type Received, type Reply, startReceiver } from './receiver.ts';
import { type Bucket, eventsOf, type KeptObject, keepObject } from './s3-bucket.ts';
import type { TokenServer } from './token-server.ts';

export interface GcsOptions {
  readonly bucket: string;
  readonly tokens?: TokenServer;
  /** HMAC keys of the S3 interface. */
  readonly keys?: KnownKeys;
  /** What the account may do: the role Storage Object Creator writes new objects only. */
  readonly role?: 'creator' | 'user';
}

const scope = 'https://www.googleapis.com/auth/devstorage.read_write';

const refuse = (status: number, message: string): Reply => ({
  status,
  body: JSON.stringify({ error: { code: status, message, errors: [{ message, domain: 'global' }] } }),
});

/** Simple uploads of the JSON API and PUTs of the S3 interface (https://cloud.google.com/storage/docs/json_api/v1/objects/insert). */
export async function startGcsBucket({
  bucket,
  tokens,
  keys = {},
  role = 'creator',
}: GcsOptions): Promise<Bucket> {
  const objects = new Map<string, KeptObject>();

  const keep = (key: string, request: Received): Reply => {
    if (key === '' || Buffer.byteLength(key) > 1024 || /[\r\n]/.test(key))
      return refuse(400, 'Invalid object name');
    if (objects.has(key) && role === 'creator') {
      return refuse(403, 'account does not have storage.objects.delete access to the object.');
    }
    keepObject(objects, key, request);
    return { status: 200, body: JSON.stringify({ kind: 'storage#object', name: key, bucket }) };
  };

  const upload = (request: Received): Reply => {
    if (tokens?.lets(request, scope) !== true) return refuse(401, 'Invalid Credentials');
    const url = new URL(request.path, 'https://storage.googleapis.com');
    const named = /^\/upload\/storage\/v1\/b\/([^/]+)\/o$/.exec(url.pathname)?.[1];
    if (named !== bucket) return refuse(404, 'The specified bucket does not exist.');
    if (url.searchParams.get('uploadType') !== 'media') return refuse(400, 'Unknown uploadType');
    const key = url.searchParams.get('name') ?? '';
    const generation = url.searchParams.get('ifGenerationMatch');
    if (generation !== null && generation !== '0') return refuse(400, 'Invalid ifGenerationMatch');
    if (generation === '0' && objects.has(key))
      return refuse(412, 'At least one of the pre-conditions did not hold.');
    return keep(key, request);
  };

  const put = (request: Received): Reply => {
    const fault = awsSignatureFault(request, keys, { service: 's3', region: 'auto', nowMs: Date.now() });
    if (fault) return { status: 403, body: `<Error><Code>${fault}</Code></Error>` };
    const path = decodeURIComponent(request.path.slice(1));
    return path.startsWith(`${bucket}/`)
      ? keep(path.slice(bucket.length + 1), request)
      : { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' };
  };

  const receiver = await startReceiver((request) => {
    if (request.headers.host !== undefined && request.method === 'PUT') return put(request);
    return request.method === 'POST' ? upload(request) : refuse(405, 'Method Not Allowed');
  });
  return Object.defineProperties(receiver, {
    objects: { value: objects },
    events: { get: () => eventsOf(objects) },
  }) as Bucket;
}
