import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { User } from '../access/users.ts';
import type { Context } from '../event/event.ts';
import type { Consent, Decision } from './consent.ts';

/** What is known of a request before the provider sees it, and what it leaves for the answer. */
export interface OAuthRequest {
  readonly user: User | null;
  readonly origin: Context;
  readonly decision: Decision;
  /** For the form of the consent page. */
  readonly proof: string;
  /** Set when a person is to be asked. */
  ask: Consent | null;
}

const requests = new WeakMap<IncomingMessage, OAuthRequest>();

export const noteRequest = (raw: IncomingMessage, request: OAuthRequest): void => {
  requests.set(raw, request);
};

/** @throws Error for a request that did not come through `noteRequest` */
export function requestOf(raw: IncomingMessage): OAuthRequest {
  const found = requests.get(raw);
  if (found === undefined) throw new Error('an OAuth request came past the server');
  return found;
}

/**
 * What the consent page's form carries besides the decision: made from the session's token, which other sites cannot
 * read, and from the request, so that it is good for this person and this request only.
 */
export const proofOf = (sessionToken: string, url: string): string =>
  createHmac('sha256', sessionToken).update(`consent ${url}`).digest('base64url');

export function isProof(given: string, sessionToken: string, url: string): boolean {
  const expected = Buffer.from(proofOf(sessionToken, url));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
