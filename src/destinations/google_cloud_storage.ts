import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Fault } from '../kernel/errors.ts';
import { field, secret } from '../kernel/form.ts';
import { keyPath, objectFields, objectOutcome, objectStore } from './object-store.ts';
import { signedForAws } from './signing/aws.ts';
import { serviceAccountSecret } from './signing/google.ts';
import { serviceAccountToken } from './signing/google-answers.ts';

const config = z.strictObject({
  /** https://cloud.google.com/storage/docs/buckets#naming */
  bucket: field(
    z
      .string()
      .trim()
      .regex(
        /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/,
        'A bucket has lower-case letters, digits, "-", "_" and ".".',
      ),
    { title: 'Bucket', description: 'It must exist.', examples: ['acme-audit'] },
  ),
  ...objectFields,
});

const secrets = z.strictObject({
  service_account: serviceAccountSecret('Storage Object Creator on the bucket').optional(),
  hmac_access_id: secret(
    'HMAC access id',
    'In place of a service account key: from Settings, Interoperability. Begins with GOOG.',
  )
    .regex(/^[\x21-\x7e]+$/, 'Printable ASCII without spaces.')
    .optional(),
  hmac_secret: secret('HMAC secret', 'Shown once, when the HMAC key is made.').optional(),
});

const host = 'https://storage.googleapis.com';

function faults(_config: unknown, given: z.output<typeof secrets>): Fault[] {
  const { service_account, hmac_access_id, hmac_secret } = given;
  if (service_account !== undefined) {
    return hmac_access_id === undefined && hmac_secret === undefined
      ? []
      : [{ path: 'secrets.hmac_access_id', message: 'Give a service account key or an HMAC key, not both.' }];
  }
  if (hmac_access_id === undefined && hmac_secret === undefined) {
    return [{ path: 'secrets.service_account', message: 'Give a service account key, or an HMAC key.' }];
  }
  const missing = hmac_access_id === undefined ? 'hmac_access_id' : 'hmac_secret';
  return hmac_access_id !== undefined && hmac_secret !== undefined
    ? []
    : [{ path: `secrets.${missing}`, message: 'An HMAC key is an access id and a secret.' }];
}

export const google_cloud_storage = objectStore({
  id: 'google_cloud_storage',
  name: 'Google Cloud Storage',
  description:
    'Writes events as gzipped JSON Lines into a bucket of Google Cloud Storage, with a signed digest for each hour.',
  docs: 'https://cloud.google.com/storage/docs/json_api/v1/objects/insert',
  config,
  secrets,
  lookFor: 'The folder tests/ under the prefix holds one new object with one event, its action trail.test.',
  notes: [
    'The role Storage Object Creator is enough: with a service account key a repeat is refused by its name (ifGenerationMatch=0) and counts as delivered. An HMAC key needs Storage Object User, because its repeats overwrite.',
    'Objects are named {prefix}/org={organization}/trail={trail}/dt={day}/hour={hour}/{trail}-{first}-{last}.jsonl.gz, after the UTC time at which Cairn received the first event, and the numbers of the first and the last.',
    'Each hour in which objects were written gets a signed digest under {prefix}/digests/, so that "verify-digests" can tell whether anything is missing.',
    'Where a key file names a token_uri, Cairn does not use it: it asks oauth2.googleapis.com.',
  ],

  // Without a key file this is the S3 interface of the store (https://cloud.google.com/storage/docs/interoperability).
  put({ key, body, contentType }, { bucket }, { hmac_access_id, hmac_secret }, { now }) {
    if (hmac_access_id === undefined || hmac_secret === undefined) {
      return {
        method: 'POST',
        url: `${host}/upload/storage/v1/b/${bucket}/o?uploadType=media&ifGenerationMatch=0&name=${encodeURIComponent(key)}`,
        headers: { 'content-type': contentType },
        body,
      };
    }
    const headers = {
      'content-type': contentType,
      'content-md5': createHash('md5').update(body).digest('base64'),
    };
    return signedForAws(
      { method: 'PUT', url: `${host}/${bucket}/${keyPath(key)}`, headers, body },
      { access_key_id: hmac_access_id, secret_access_key: hmac_secret },
      { service: 's3', region: 'auto', now },
    );
  },

  token: serviceAccountToken('https://www.googleapis.com/auth/devstorage.read_write'),
  outcome: (answer, nowMs) => objectOutcome(answer, nowMs, 412),
  faults,
});
