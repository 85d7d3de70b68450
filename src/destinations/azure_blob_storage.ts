import { z } from 'zod';
import type { Fault } from '../kernel/errors.ts';
import { field, secret } from '../kernel/form.ts';
import { keyPath, objectFields, objectOutcome, objectStore } from './object-store.ts';
import { signedForStorage } from './signing/azure.ts';
import {
  azureClouds,
  clientField,
  clientSecret,
  cloudField,
  entraTokenRequest,
  tenantField,
} from './signing/entra.ts';
import { readToken } from './signing/oauth-token.ts';

const config = z.strictObject({
  account: field(
    z
      .string()
      .trim()
      .regex(/^[a-z0-9]{3,24}$/, 'A storage account has 3 to 24 lower-case letters and digits.'),
    { title: 'Storage account', description: 'Its name.', examples: ['acmeaudit'] },
  ),
  container: field(
    z
      .string()
      .trim()
      .regex(
        /^[a-z0-9](-?[a-z0-9]){2,62}$/,
        'A container has 3 to 63 lower-case letters, digits and single dashes.',
      ),
    { title: 'Container', description: 'It must exist.', examples: ['audit'] },
  ),
  ...objectFields,
  tenant_id: tenantField.optional(),
  client_id: clientField.optional(),
  access_tier: field(z.enum(['Hot', 'Cool', 'Cold', 'Archive']).optional(), {
    title: 'Access tier',
    description: 'Absent: as the account says.',
    advanced: true,
  }),
  overwrite: field(z.boolean().default(true), {
    title: 'Overwrite repeats',
    description:
      'A repeat has the same name and overwrites itself. Switched off, Azure is told to refuse it (If-None-Match), which counts as delivered and suits containers that may not be changed.',
    advanced: true,
  }),
  cloud: cloudField,
});

const secrets = z.strictObject({
  sas_token: secret(
    'Shared access signature',
    'Of the container, with the rights Create and Write. The part after the question mark of its URL.',
  )
    .transform((text) => text.replace(/^\?/, ''))
    .refine((text) => new URLSearchParams(text).has('sig') && /^[\x21-\x7e]+$/.test(text), {
      message: 'A shared access signature is a query with sig=, such as sv=…&sp=cw&sig=….',
    })
    .optional(),
  account_key: secret('Account key', 'Opens the whole account: prefer one of the other two.')
    .regex(/^[A-Za-z0-9+/]{20,}={0,2}$/, 'An account key is base64.')
    .optional(),
  client_secret: clientSecret.optional(),
});

type Config = z.output<typeof config>;
type Secrets = z.output<typeof secrets>;

function faults({ tenant_id, client_id }: Config, given: Secrets): Fault[] {
  const set = (['sas_token', 'account_key', 'client_secret'] as const).filter(
    (name) => given[name] !== undefined,
  );
  const message = 'Give exactly one of a shared access signature, an account key and a client secret.';
  if (set.length !== 1) return [{ path: `secrets.${set[1] ?? 'sas_token'}`, message }];
  if (given.client_secret === undefined) return [];
  return Object.entries({ tenant_id, client_id })
    .filter(([, value]) => value === undefined)
    .map(([name]) => ({ path: `config.${name}`, message: 'A client secret needs tenant id and client id.' }));
}

/** Of the REST interface: the first with all that is used here is 2019-12-12; this one all clouds have. */
const version = '2021-08-06';

export const azure_blob_storage = objectStore({
  id: 'azure_blob_storage',
  name: 'Azure Blob Storage',
  description:
    'Writes events as gzipped JSON Lines into a container of Azure Blob Storage, as block blobs, with a signed digest for each hour.',
  docs: 'https://learn.microsoft.com/rest/api/storageservices/put-blob',
  config,
  secrets,
  lookFor: 'The folder tests/ under the prefix holds one new blob with one event, its action trail.test.',
  notes: [
    'A shared access signature ends on a day of its own: the trail then waits for a new one, without loss. A client secret needs the role Storage Blob Data Contributor on the container.',
    'Blobs are named {prefix}/org={organization}/trail={trail}/dt={day}/hour={hour}/{trail}-{first}-{last}.jsonl.gz, after the UTC time at which Cairn received the first event, and the numbers of the first and the last.',
    'Each hour in which blobs were written gets a signed digest under {prefix}/digests/, so that "verify-digests" can tell whether anything is missing.',
    'Append blobs are not used: a repeat would be appended a second time.',
  ],

  put({ key, body, contentType }, settings, { sas_token, account_key }, { now }) {
    const { account, container, access_tier, overwrite, cloud } = settings;
    const base = `https://${account}.blob.${azureClouds[cloud].storage}/${container}/${keyPath(key)}`;
    const outgoing = {
      method: 'PUT' as const,
      url: sas_token === undefined ? base : `${base}?${sas_token}`,
      headers: {
        'content-type': contentType,
        'x-ms-blob-type': 'BlockBlob',
        'x-ms-date': now.toUTCString(),
        'x-ms-version': version,
        ...(access_tier === undefined ? {} : { 'x-ms-access-tier': access_tier }),
        ...(overwrite ? {} : { 'if-none-match': '*' }),
      },
      body,
    };
    return account_key === undefined
      ? outgoing
      : signedForStorage(outgoing, { name: account, key: account_key });
  },

  token: {
    ask: ({ tenant_id, client_id, cloud }, { client_secret }) =>
      tenant_id === undefined || client_id === undefined || client_secret === undefined
        ? undefined
        : entraTokenRequest(
            { tenant_id, client_id, client_secret, cloud },
            'https://storage.azure.com/.default',
          ),
    read: readToken,
  },

  // Where overwriting is ruled out, 409 BlobAlreadyExists is the answer to a repeat.
  outcome: (answer, nowMs) =>
    answer.status === 409 && /BlobAlreadyExists/.test(answer.headers['x-ms-error-code'] ?? answer.body)
      ? { kind: 'delivered' }
      : objectOutcome(answer, nowMs, 412),

  faults,
});
