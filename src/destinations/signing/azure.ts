import { createHmac } from 'node:crypto';
import type { Outgoing } from '../../kernel/http.ts';

const hmac = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/** Headers that a Shared Key signature names by their place, in this order; `Date` stays empty beside x-ms-date. */
const standardHeaders = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
] as const;

/**
 * The request signed with a storage account's key, "Shared Key", version 2015-02-21 and later
 * (https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key).
 * @param outgoing headers in lower case, `x-ms-date` and `x-ms-version` among them; no query
 * @param key base64
 */
export function signedForStorage(outgoing: Outgoing, account: { name: string; key: string }): Outgoing {
  const { headers, method, url, body } = outgoing;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  const known: Record<string, string | undefined> = {
    ...headers,
    'content-length': length === 0 ? '' : String(length),
  };
  const named = Object.keys(headers)
    .filter((name) => name.startsWith('x-ms-'))
    .sort()
    .map((name) => `${name}:${headers[name]}\n`);
  const text =
    `${[method, ...standardHeaders.map((name) => known[name] ?? '')].join('\n')}\n` +
    `${named.join('')}/${account.name}${new URL(url).pathname}`;
  const signature = hmac(Buffer.from(account.key, 'base64'), text);
  return { ...outgoing, headers: { ...headers, authorization: `SharedKey ${account.name}:${signature}` } };
}

/**
 * A shared access signature of Event Hubs and Service Bus, as the value of `authorization`
 * (https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature).
 * @param rule name and key of an access policy with the claim Send; the key is used as text
 */
export function sharedAccessSignature(
  resource: string,
  rule: { name: string; key: string },
  expiresAt: Date,
): string {
  const encoded = encodeURIComponent(resource);
  const seconds = Math.floor(expiresAt.getTime() / 1000);
  const signature = hmac(Buffer.from(rule.key), `${encoded}\n${seconds}`);
  return (
    `SharedAccessSignature sr=${encoded}&sig=${encodeURIComponent(signature)}` +
    `&se=${seconds}&skn=${encodeURIComponent(rule.name)}`
  );
}
