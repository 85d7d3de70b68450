import { queryOptions } from '@tanstack/react-query';
import { del, get, type Page, post } from './http.ts';

/** What a token may do, least first. The first two do what an application that reports events needs. */
export const scopes = [
  'events:write',
  'events:read',
  'trails:read',
  'trails:write',
  'integrations:read',
  'integrations:write',
  'cases:read',
  'cases:write',
  'members:read',
  'admin',
] as const;
export type Scope = (typeof scopes)[number];

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  /** The first characters, enough to recognise it: `cairn_Ab3d`. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly created_at: string;
  readonly created_by: { readonly id: string; readonly name: string } | null;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly last_used_address: string | null;
  /** Addresses and CIDR ranges that it may be used from; null: everywhere. */
  readonly allowed_addresses: readonly string[] | null;
}

/** A token at the moment it is made: `token` is never shown again. */
export interface NewApiToken extends ApiToken {
  readonly token: string;
}

export interface ApiTokenInput {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expires_at: string | null;
  readonly allowed_addresses: readonly string[];
}

export const apiTokensQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'api-tokens'],
    queryFn: ({ signal }) =>
      get<Page<ApiToken>>(`/organizations/${orgId}/api-tokens`, { search: { limit: 1000 }, signal }),
  });

export const createApiToken = (orgId: string, input: ApiTokenInput): Promise<NewApiToken> =>
  post(`/organizations/${orgId}/api-tokens`, input);

export const deleteApiToken = (orgId: string, tokenId: string): Promise<void> =>
  del(`/organizations/${orgId}/api-tokens/${tokenId}`);
