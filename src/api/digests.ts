import { z } from 'zod';
import { readDigestKey } from '../trails/digests/trail-digest-key.ts';
import { operation } from './operation.ts';
import { time } from './shapes.ts';
import { trailOf, trailPath } from './trails.ts';

export const digests = [
  operation({
    id: 'trails.digest_key',
    method: 'GET',
    path: `${trailPath}/digest-key`,
    summary:
      'The public key that the digests of a trail into an object store are signed with, and the last digest.',
    access: 'trails:view',
    audit: { none: 'A public key, which is meant to be read.' },
    output: z.object({
      algorithm: z.literal('Ed25519'),
      key_id: z.string(),
      public_key: z.string().meta({ description: 'SubjectPublicKeyInfo in PEM.' }),
      last_digest: z
        .object({
          number: z.number().int(),
          key: z.string(),
          sha256: z.string(),
          through_seq: z
            .number()
            .int()
            .meta({ description: 'The last number that the digests account for.' }),
          hour: time,
        })
        .nullable(),
    }),
    handle: ({ services, organizationId }, { params }) =>
      readDigestKey(services, trailOf(organizationId, params.trail_id)),
  }),
];
