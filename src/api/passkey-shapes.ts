import { z } from 'zod';
import { type RelyingParty, relyingPartyOf } from '../access/passkeys.ts';
import { CairnError } from '../kernel/errors.ts';
import type { OperationContext } from './context.ts';

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]*$/, 'is not base64url');

/**
 * What a browser answers with (WebAuthn level 3, section 5.1: `RegistrationResponseJSON` and
 * `AuthenticationResponseJSON`). Fields of later levels are let through; what counts is signed.
 */
export const credential = z.looseObject({
  id: base64url.max(2000),
  rawId: base64url.max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: base64url,
    userHandle: base64url.max(200).optional(),
    transports: z.array(z.string().max(50)).max(20).optional(),
  }),
  clientExtensionResults: z.looseObject({}).default({}),
});

/** What a browser is asked with, as WebAuthn's JSON has it; the portal hands it to the browser unread. */
export const options = z.looseObject({ challenge: z.string() });

/** @throws CairnError `resource.conflict` under an address to which no browser gives passkeys */
export function partyOf({ services }: OperationContext): RelyingParty {
  const party = relyingPartyOf(services.publicUrl());
  if (party === null)
    throw new CairnError(
      'resource.conflict',
      'Passkeys need an https address with a name (CAIRN_PUBLIC_URL).',
    );
  return party;
}
