import { createHash } from 'node:crypto';
import { z } from 'zod';
import { field } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import type { Outcome } from './destination.ts';
import { keyPath, objectFields, objectOutcome, objectStore } from './object-store.ts';
import { answered } from './outcome.ts';
import { awsDomain, awsSecrets, regionField, signedForAws } from './signing/aws.ts';
import { awsMeaning } from './signing/aws-answers.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and what old buckets may have. */
const bucketName = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'A bucket has 3 to 63 lower-case letters, digits, "." and "-".',
  );

const config = z.strictObject({
  bucket: field(bucketName, { title: 'Bucket', description: 'It must exist.', examples: ['acme-audit'] }),
  region: regionField,
  ...objectFields,
  endpoint: field(
    z
      .url({ protocol: /^https?$/, error: 'An address starts with https://.' })
      .max(500)
      .refine((text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''), {
        message: 'An endpoint is a scheme, a host and a port, without path, name or password.',
      })
      .optional(),
    {
      title: 'Endpoint',
      description:
        'Of a store that speaks S3 (MinIO, Ceph, Cloudflare R2, Wasabi …); empty for AWS. http:// is taken only for addresses that the operator has allowed.',
      examples: ['https://s3.example.com'],
      advanced: true,
    },
  ),
  path_style: field(z.boolean().default(false), {
    title: 'Bucket in the path',
    description:
      'https://endpoint/bucket/… in place of https://bucket.endpoint/…, as many stores besides AWS want it.',
    advanced: true,
  }),
  overwrite: field(z.boolean().default(true), {
    title: 'Overwrite repeats',
    description:
      'A repeat has the same name and overwrites itself. Switched off, S3 is told to refuse it (If-None-Match), which needs a store that knows conditional writes.',
    advanced: true,
  }),
  encryption: field(z.enum(['bucket', 'AES256', 'aws:kms', 'aws:kms:dsse']).default('bucket'), {
    title: 'Encryption',
    description: 'bucket leaves it to the setting of the bucket, which encrypts in any case.',
    advanced: true,
  }),
  kms_key_id: field(
    z
      .string()
      .trim()
      .min(1)
      .max(2048)
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    {
      title: 'KMS key',
      description: 'Id or ARN; empty takes the key of the account. Needs kms:GenerateDataKey.',
      advanced: true,
    },
  ),
  storage_class: field(
    z
      .enum([
        'STANDARD',
        'INTELLIGENT_TIERING',
        'STANDARD_IA',
        'ONEZONE_IA',
        'GLACIER_IR',
        'GLACIER',
        'DEEP_ARCHIVE',
      ])
      .default('STANDARD'),
    { title: 'Storage class', description: 'Of AWS; other stores may know STANDARD only.', advanced: true },
  ),
});

type Config = z.output<typeof config>;

/** Names with dots have no certificate as a host name, so they go into the path. */
function addressOf({ bucket, region, endpoint, path_style }: Config, key: string): string {
  const base = new URL(endpoint ?? `https://s3.${region}.${awsDomain(region)}`);
  return path_style || bucket.includes('.')
    ? `${base.origin}/${bucket}/${keyPath(key)}`
    : `${base.protocol}//${bucket}.${base.host}/${keyPath(key)}`;
}

const codeOf = (answer: Answer): string => /<Code>([A-Za-z.]+)<\/Code>/.exec(answer.body)?.[1] ?? '';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; many codes come with 400. */
function outcome(answer: Answer, nowMs: number): Outcome {
  const code = codeOf(answer);
  if (answer.status === 400 && code === 'EntityTooLarge') return { kind: 'split', reason: answered(answer) };
  const kind = answer.status === 400 ? awsMeaning(code) : undefined;
  return kind === undefined ? objectOutcome(answer, nowMs, 412) : { kind, reason: answered(answer) };
}

export const amazon_s3 = objectStore({
  id: 'amazon_s3',
  name: 'Amazon S3',
  description:
    'Writes events as gzipped JSON Lines into a bucket of Amazon S3, or of any store that speaks S3, with a signed digest for each hour.',
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
  config,
  secrets: z.strictObject(awsSecrets),
  lookFor: 'The folder tests/ under the prefix holds one new object with one event, its action trail.test.',
  notes: [
    'The key needs s3:PutObject on the prefix and nothing else.',
    'Objects are named {prefix}/org={organization}/trail={trail}/dt={day}/hour={hour}/{trail}-{first}-{last}.jsonl.gz, after the UTC time at which Cairn received the first event, and the numbers of the first and the last.',
    'Each hour in which objects were written gets a signed digest under {prefix}/digests/, so that "verify-digests" can tell whether anything is missing.',
    'Keep objects from being changed with versioning or Object Lock: Cairn sends the Content-MD5 that Object Lock asks for.',
  ],

  put({ key, body, contentType }, settings, secrets, { now }) {
    const { encryption, kms_key_id, storage_class, overwrite, region } = settings;
    const isKms = encryption.startsWith('aws:kms') && kms_key_id !== undefined;
    return signedForAws(
      {
        method: 'PUT',
        url: addressOf(settings, key),
        headers: {
          'content-type': contentType,
          'content-md5': createHash('md5').update(body).digest('base64'),
          ...(overwrite ? {} : { 'if-none-match': '*' }),
          ...(encryption === 'bucket' ? {} : { 'x-amz-server-side-encryption': encryption }),
          ...(isKms ? { 'x-amz-server-side-encryption-aws-kms-key-id': kms_key_id } : {}),
          ...(storage_class === 'STANDARD' ? {} : { 'x-amz-storage-class': storage_class }),
        },
        body,
      },
      secrets,
      { service: 's3', region, now },
    );
  },

  outcome,

  faults: ({ encryption, kms_key_id }) =>
    kms_key_id !== undefined && !encryption.startsWith('aws:kms')
      ? [{ path: 'config.kms_key_id', message: 'A KMS key is used with the encryption aws:kms only.' }]
      : [],
});
