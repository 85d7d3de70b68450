import { createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { secret } from '../../kernel/form.ts';
import type { Outgoing } from '../../kernel/http.ts';
import { tokenRequest } from './oauth-token.ts';

/** What is used of a service account's key file. Its `token_uri` is not: it would send the proof wherever it says. */
export interface ServiceAccount {
  readonly client_email: string;
  readonly private_key: string;
  readonly private_key_id?: string;
}

const tokenUrl = 'https://oauth2.googleapis.com/token';

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function keyOf(account: ServiceAccount): KeyObject | undefined {
  try {
    const key = createPrivateKey(account.private_key);
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined; // no PEM, or one with a passphrase
  }
}

/** The account of a key file; undefined when the text is none. */
export function serviceAccountOf(text: string): ServiceAccount | undefined {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const { type, client_email, private_key, private_key_id } = value ?? {};
  if (type !== 'service_account' || typeof client_email !== 'string' || typeof private_key !== 'string') {
    return undefined;
  }
  const account = { client_email, private_key };
  if (keyOf(account) === undefined) return undefined;
  return typeof private_key_id === 'string' ? { ...account, private_key_id } : account;
}

export const serviceAccountSecret = (role: string) =>
  secret(
    'Service account key',
    `The whole JSON file of a key of a service account with the role ${role}.`,
  ).refine((text) => serviceAccountOf(text) !== undefined, {
    message: 'Paste the whole key file in JSON, with "type": "service_account" and its private key.',
  });

/**
 * Asks Google for an access token with a signed assertion (RFC 7523;
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest). It holds for an hour.
 */
export function googleTokenRequest(file: string, scope: string, now: Date): Outgoing | undefined {
  const account = serviceAccountOf(file);
  const key = account && keyOf(account);
  if (account === undefined || key === undefined) return undefined;
  const seconds = Math.floor(now.getTime() / 1000);
  const kid = account.private_key_id === undefined ? {} : { kid: account.private_key_id };
  const claims = { iss: account.client_email, scope, aud: tokenUrl, iat: seconds, exp: seconds + 3600 };
  const signed = `${base64url({ alg: 'RS256', typ: 'JWT', ...kid })}.${base64url(claims)}`;
  const signature = createSign('sha256').update(signed).sign(key).toString('base64url');
  return tokenRequest(tokenUrl, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: `${signed}.${signature}`,
  });
}
