import { createHash } from 'node:crypto';
import aws4 from 'aws4';
import { z } from 'zod';
import { field, secret } from '../../kernel/form.ts';
import type { Outgoing } from '../../kernel/http.ts';

/** Keys of an IAM user, or temporary ones with their session token. */
export interface AwsKeys {
  readonly access_key_id: string;
  readonly secret_access_key: string;
  readonly session_token?: string | undefined;
}

export const awsSecrets = {
  access_key_id: secret(
    'Access key id',
    'Of an IAM user that may do nothing but this. Cairn does not assume roles.',
  ).regex(/^[\x21-\x7e]+$/, 'Printable ASCII without spaces.'),
  secret_access_key: secret('Secret access key', 'Shown once by AWS, when the key is made.'),
  session_token: secret(
    'Session token',
    'Of temporary keys only. They end within hours: the trail then waits for new ones, without loss.',
  ).optional(),
};

export const regionField = field(
  z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{2,40}$/, 'A region is written like eu-central-1.'),
  { title: 'Region', description: 'Where it lives, as AWS writes it.', examples: ['eu-central-1'] },
);

/** Regions of a partition have names under its domain (https://docs.aws.amazon.com/general/latest/gr/rande.html). */
export const awsDomain = (region: string): string =>
  region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';

/** `20261123T100000Z`, the basic form of ISO 8601. */
export const amzDate = (now: Date): string => now.toISOString().replace(/[:-]|\.\d{3}/g, '');

/**
 * The request with an AWS Signature Version 4 over method, path, headers and body
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). A signature holds
 * for 15 minutes around `now`. The header `host` is among the signed ones and is sent as it is, so that a request
 * which an operator leads to another address is still good at AWS.
 * @param outgoing its path encoded as RFC 3986 says, without a query
 */
export function signedForAws(
  outgoing: Outgoing,
  keys: AwsKeys,
  scope: { service: string; region: string; now: Date },
): Outgoing {
  const { host, pathname } = new URL(outgoing.url);
  const body = Buffer.from(outgoing.body as Uint8Array);
  const { headers } = aws4.sign(
    {
      ...{
        host,
        path: pathname,
        method: outgoing.method,
        body,
        service: scope.service,
        region: scope.region,
      },
      doNotModifyHeaders: true,
      headers: {
        ...outgoing.headers,
        host,
        'x-amz-date': amzDate(scope.now),
        'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
        ...(keys.session_token === undefined ? {} : { 'x-amz-security-token': keys.session_token }),
      },
    },
    { accessKeyId: keys.access_key_id, secretAccessKey: keys.secret_access_key },
  );
  const lower = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { ...outgoing, headers: Object.fromEntries(lower) };
}
