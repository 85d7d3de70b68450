import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Database, Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { openChallenge, takeChallenge } from './challenges.ts';
import {
  addPasskey,
  findPasskey,
  listCredentials,
  notePasskeyUse,
  type PasskeyView,
  type RelyingParty,
} from './passkeys.ts';
import type { User } from './users.ts';

type Transports = AuthenticatorTransportFuture[];
type AuthenticatorTransportFuture = NonNullable<RegistrationResponseJSON['response']['transports']>[number];

/**
 * EdDSA, ES256 and RS256 (RFC 9053, RFC 8812), which every authenticator has one of. Without a list the library would
 * also offer ML-DSA, which the runtime calls experimental.
 */
const algorithms = [-8, -7, -257];

/** The user handle: the 16 bytes of the person's id, which say nothing about him. */
const handleOf = (userId: string) => new Uint8Array(Buffer.from(userId.replaceAll('-', ''), 'hex'));

/** What a browser answers a challenge with says which challenge it was. */
function challengeIn(clientDataJSON: string): string {
  try {
    const data = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
    if (typeof data.challenge === 'string') return data.challenge;
  } catch {
    // Whatever it is, it answers no challenge of ours.
  }
  throw new CairnError('auth.passkey_refused');
}

/** Whatever the library finds wrong is the same to the caller; what it was goes to the log. */
async function refuseFaults<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new CairnError('auth.passkey_refused', undefined, { cause });
  }
}

/** What the browser needs to make a passkey for a person who is signed in. */
export async function beginRegistration(
  database: Database,
  party: RelyingParty,
  input: { readonly user: User; readonly address: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { user, address } = input;
  const known = await listCredentials(database, user.id);
  const options = await generateRegistrationOptions({
    rpName: 'Cairn',
    rpID: party.id,
    userName: user.email,
    userDisplayName: user.name,
    userID: handleOf(user.id),
    excludeCredentials: known.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await openChallenge(database, { kind: 'new_passkey', key: options.challenge, userId: user.id, address });
  return options;
}

/**
 * Checks what the browser made. The result is stored in a transaction of the caller.
 * @throws CairnError `auth.passkey_refused`
 */
export async function finishRegistration(
  database: Database,
  party: RelyingParty,
  input: { readonly user: User; readonly name: string; readonly credential: object; readonly nowMs: number },
): Promise<(tx: Queryable) => Promise<PasskeyView>> {
  const response = input.credential as RegistrationResponseJSON;
  const challenge = challengeIn(response.response.clientDataJSON);
  const taken = await takeChallenge(database, {
    kind: 'new_passkey',
    key: challenge,
    userId: input.user.id,
  });
  if (taken === null) throw new CairnError('auth.passkey_refused');
  const { registrationInfo } = await refuseFaults(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (registrationInfo === undefined) throw new CairnError('auth.passkey_refused');
  const { credential, credentialDeviceType } = registrationInfo;
  return (tx) =>
    addPasskey(tx, {
      userId: input.user.id,
      name: input.name,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: (credential.transports ?? []).slice(0, 10).map((transport) => transport.slice(0, 20)),
      synced: credentialDeviceType === 'multiDevice',
      nowMs: input.nowMs,
    });
}

/** What the browser needs to let somebody choose one of his passkeys; nobody is named yet. */
export async function beginAuthentication(
  database: Database,
  party: RelyingParty,
  address: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' });
  await openChallenge(database, { kind: 'passkey', key: options.challenge, address });
  return options;
}

/** Whose passkey answered; `note` stores the use, in the transaction of what it opens. */
export interface PasskeyProof {
  readonly userId: string;
  readonly passkeyId: string;
  note(tx: Queryable): Promise<void>;
}

/**
 * Checks the answer to a challenge. The authenticator has verified its user by finger, face or number: possession
 * and person are two factors.
 * @throws CairnError `auth.passkey_refused`
 */
export async function finishAuthentication(
  database: Database,
  party: RelyingParty,
  credential: object,
): Promise<PasskeyProof> {
  const response = credential as AuthenticationResponseJSON;
  const challenge = challengeIn(response.response.clientDataJSON);
  const taken = await takeChallenge(database, { kind: 'passkey', key: challenge });
  const known = await findPasskey(database, response.id);
  if (taken === null || known === null) throw new CairnError('auth.passkey_refused');
  const { userHandle } = response.response;
  if (userHandle !== undefined && userHandle !== Buffer.from(handleOf(known.user_id)).toString('base64url'))
    throw new CairnError('auth.passkey_refused');
  const { verified, authenticationInfo } = await refuseFaults(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: known.credential_id,
        publicKey: new Uint8Array(known.public_key),
        counter: known.counter,
        transports: known.transports as Transports,
      },
    }),
  );
  if (!verified) throw new CairnError('auth.passkey_refused');
  return {
    userId: known.user_id,
    passkeyId: known.id,
    note: (tx) => notePasskeyUse(tx, known.id, authenticationInfo.newCounter),
  };
}
