import { createHmac } from 'node:crypto';
import type { Received } from './receiver.ts';

const maxSkewMs = 15 * 60_000;
const sign = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/**
 * Verifies Shared Key of Azure Storage, written from
 * https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key. Undefined: the request is good.
 */
export function azureStorageFault(
  { method, path, headers }: Pick<Received, 'method' | 'path' | 'headers'>,
  account: { name: string; key: string },
  nowMs: number,
): 'AuthenticationFailed' | 'NoAuthenticationInformation' | undefined {
  const header = (name: string): string => String(headers[name] ?? '');
  if (header('authorization') === '') return 'NoAuthenticationInformation';
  const skew = Math.abs(Date.parse(header('x-ms-date')) - nowMs);
  if (!(skew <= maxSkewMs)) return 'AuthenticationFailed';
  const length = header('content-length');
  const lines = [
    method,
    header('content-encoding'),
    header('content-language'),
    length === '0' ? '' : length,
    header('content-md5'),
    header('content-type'),
    header('date'),
    header('if-modified-since'),
    header('if-match'),
    header('if-none-match'),
    header('if-unmodified-since'),
    header('range'),
    ...Object.keys(headers)
      .filter((name) => name.startsWith('x-ms-'))
      .sort()
      .map((name) => `${name}:${header(name).trim()}`),
  ];
  const [pathname = '', query = ''] = path.split('?');
  const parameters = [...new URLSearchParams(query)]
    .map(([name, value]) => `\n${name.toLowerCase()}:${value}`)
    .sort()
    .join('');
  const text = `${lines.join('\n')}\n/${account.name}${pathname}${parameters}`;
  const right = `SharedKey ${account.name}:${sign(Buffer.from(account.key, 'base64'), text)}`;
  return header('authorization') === right ? undefined : 'AuthenticationFailed';
}

/**
 * Verifies a shared access signature of Event Hubs
 * (https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature).
 */
export function azureBusFault(
  authorization: string,
  asked: { readonly host: string; readonly path: string },
  { rule, nowMs }: { rule: { name: string; key: string }; nowMs: number },
): 'MissingToken' | 'MalformedToken' | 'ExpiredToken' | 'InvalidAudience' | 'InvalidSignature' | undefined {
  if (authorization === '') return 'MissingToken';
  if (!authorization.startsWith('SharedAccessSignature ')) return 'MalformedToken';
  const fields = new Map(
    authorization
      .slice('SharedAccessSignature '.length)
      .split('&')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const [resource, signature, expiry, name] = ['sr', 'sig', 'se', 'skn'].map((key) => fields.get(key));
  if (!resource || !signature || !expiry || !name) return 'MalformedToken';
  const right = sign(Buffer.from(rule.key), `${resource}\n${expiry}`);
  if (decodeURIComponent(signature) !== right || decodeURIComponent(name) !== rule.name)
    return 'InvalidSignature';
  if (Number(expiry) * 1000 <= nowMs) return 'ExpiredToken';
  const audience = new URL(decodeURIComponent(resource));
  const isFor = audience.host === asked.host && `${asked.path}/`.startsWith(`${audience.pathname}/`);
  return isFor ? undefined : 'InvalidAudience';
}
