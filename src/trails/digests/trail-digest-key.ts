import type { Database } from '../../db/database.ts';
import { findDestination } from '../../destinations/index.ts';
import { CairnError } from '../../kernel/errors.ts';
import type { Vault } from '../../vault/vault.ts';
import { getTrail } from '../trail-view.ts';
import { publicDigestKey } from './digest-key.ts';
import { lastDigest } from './digest-rows.ts';

/** What is needed to check a trail's digests without Cairn. */
export interface DigestKeyView {
  readonly algorithm: 'Ed25519';
  readonly key_id: string;
  readonly public_key: string;
  readonly last_digest: {
    readonly number: number;
    readonly key: string;
    readonly sha256: string;
    readonly through_seq: number;
    readonly hour: Date;
  } | null;
}

/** @throws CairnError `resource.not_found` when there is no such trail, or it writes no digests */
export async function readDigestKey(
  { database, vault }: { database: Database; vault: Vault },
  { organizationId, trailId }: { organizationId: string; trailId: string },
): Promise<DigestKeyView> {
  const trail = await getTrail(database, organizationId, trailId);
  if (findDestination(trail.destination)?.objects === undefined) {
    throw new CairnError(
      'resource.not_found',
      'The destination of this trail keeps no objects, so it has no digests.',
    );
  }
  const { id, publicKey } = await publicDigestKey({ database, vault }, organizationId);
  const last = await lastDigest(database, { organizationId, trailId });
  return {
    algorithm: 'Ed25519',
    ...{ key_id: id, public_key: publicKey },
    last_digest:
      last === null
        ? null
        : {
            ...{ number: last.number, key: last.key, sha256: last.sha256 },
            ...{ through_seq: last.through_seq, hour: last.at },
          },
  };
}
