import type { Vault } from '../vault/vault.ts';

/** Where the secrets of a trail stand. */
export interface SealedSecrets {
  readonly organizationId: string;
  readonly trailId: string;
  readonly sealed: Buffer | null;
}

const placeOf = (trailId: string): string => `trails/${trailId}/secrets`;

/** The secrets of a trail by name. Throws when they were sealed elsewhere or changed. */
export async function openSecrets(
  vault: Vault,
  { organizationId, trailId, sealed }: SealedSecrets,
): Promise<Record<string, string>> {
  if (sealed === null) return {};
  return JSON.parse(await vault.open(organizationId, placeOf(trailId), sealed));
}

/** One sealed value for all secrets of a trail, so that they change together. */
export const sealSecrets = (
  vault: Vault,
  organizationId: string,
  trailId: string,
  secrets: Readonly<Record<string, unknown>>,
): Promise<Buffer> => vault.seal(organizationId, placeOf(trailId), JSON.stringify(secrets));
