import { createHmac } from 'node:crypto';
import { azureStorageFault } from './azure-signature.ts';
import { type Received, type Reply, startReceiver } from './receiver.ts';
import { type Bucket, eventsOf, type KeptObject, keepObject } from './s3-bucket.ts';
import type { TokenServer } from './token-server.ts';

export interface ContainerOptions {
  readonly account: { readonly name: string; readonly key: string };
  readonly container: string;
  readonly tokens?: TokenServer;
}

const refuse = (status: number, code: string): Reply => ({
  status,
  headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`,
});

const sasVersion = '2021-08-06';

/** String-to-sign of a service SAS (https://learn.microsoft.com/rest/api/storageservices/create-service-sas). */
function sasSignature(
  account: ContainerOptions['account'],
  container: string,
  fields: URLSearchParams,
): string {
  const field = (name: string): string => fields.get(name) ?? '';
  const text = [
    ...[
      field('sp'),
      field('st'),
      field('se'),
      `/blob/${account.name}/${container}`,
      field('si'),
      field('sip'),
    ],
    ...[field('spr'), field('sv'), field('sr'), '', '', '', '', '', '', ''],
  ].join('\n');
  return createHmac('sha256', Buffer.from(account.key, 'base64')).update(text).digest('base64');
}

/** A shared access signature of the container, as the portal of Azure makes one. */
export function containerSas(
  { account, container }: ContainerOptions,
  rights = 'cw',
  validMs = 3_600_000,
): string {
  const fields = new URLSearchParams({
    ...{ sp: rights, se: `${new Date(Date.now() + validMs).toISOString().slice(0, 19)}Z` },
    ...{ spr: 'https', sv: sasVersion, sr: 'c' },
  });
  fields.set('sig', sasSignature(account, container, fields));
  return fields.toString();
}

/** Put Blob for block blobs (https://learn.microsoft.com/rest/api/storageservices/put-blob). */
export async function startAzureContainer(options: ContainerOptions): Promise<Bucket> {
  const { account, container, tokens } = options;
  const objects = new Map<string, KeptObject>();

  const unauthorized = (request: Received, query: URLSearchParams): Reply | undefined => {
    if (query.has('sig')) {
      if (query.get('sig') !== sasSignature(account, container, query))
        return refuse(403, 'AuthenticationFailed');
      if (!(Date.parse(query.get('se') ?? '') > Date.now())) return refuse(403, 'AuthenticationFailed');
      return /c/.test(query.get('sp') ?? '') && /w/.test(query.get('sp') ?? '')
        ? undefined
        : refuse(403, 'AuthorizationPermissionMismatch');
    }
    const given = request.headers.authorization ?? '';
    if (given.startsWith('Bearer ')) {
      return tokens?.lets(request, 'https://storage.azure.com/.default')
        ? undefined
        : refuse(401, 'InvalidAuthenticationInfo');
    }
    const fault = azureStorageFault(request, account, Date.now());
    return fault === undefined
      ? undefined
      : refuse(fault === 'NoAuthenticationInformation' ? 401 : 403, fault);
  };

  const take = (request: Received): Reply => {
    const { headers } = request;
    const [path = '', query = ''] = request.path.split('?');
    const refused = unauthorized(request, new URLSearchParams(query));
    if (refused) return refused;
    if (request.method !== 'PUT') return refuse(405, 'UnsupportedHttpVerb');
    if (!/^20\d\d-\d\d-\d\d$/.test(String(headers['x-ms-version'] ?? '')))
      return refuse(400, 'MissingRequiredHeader');
    if (headers['x-ms-blob-type'] !== 'BlockBlob') return refuse(400, 'InvalidHeaderValue');
    const [, named, ...rest] = decodeURIComponent(path).split('/');
    if (named !== container) return refuse(404, 'ContainerNotFound');
    const key = rest.join('/');
    if (key === '' || key.length > 1024) return refuse(400, 'InvalidUri');
    if (headers['if-none-match'] === '*' && objects.has(key)) return refuse(409, 'BlobAlreadyExists');
    keepObject(objects, key, request);
    return { status: 201, body: '' };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    objects: { value: objects },
    events: { get: () => eventsOf(objects) },
  }) as Bucket;
}
