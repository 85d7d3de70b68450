import { queryOptions } from '@tanstack/react-query';
import type { Scope } from './api-tokens.ts';
import { del, get, type Page, patch, post } from './http.ts';

export interface ClientSecret {
  readonly id: string;
  readonly prefix: string;
  readonly created_at: string;
  /** Of the former secret: when it ends. */
  readonly expires_at: string | null;
}

export interface OAuthClient {
  readonly client_id: string;
  readonly name: string;
  readonly redirect_uris: readonly string[];
  readonly scopes: readonly Scope[];
  readonly logo_url: string | null;
  readonly enabled: boolean;
  readonly permitted: { readonly everyone: boolean; readonly members: number };
  readonly secrets: readonly ClientSecret[];
  readonly last_used_at: string | null;
}

/** A client at the moment a secret is made: `client_secret` is never shown again. */
export interface ClientWithSecret extends OAuthClient {
  readonly client_secret: string;
}

export interface ClientInput {
  readonly name: string;
  readonly redirect_uris: readonly string[];
  readonly scopes: readonly Scope[];
  /** A `data:` address; null takes the logo away, absent leaves it. */
  readonly logo?: string | null;
}

/** What one application may do in the name of one member. */
export interface Authorization {
  readonly id: string;
  readonly client: { readonly id: string; readonly name: string; readonly logo_url: string | null };
  readonly organization: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly scopes: readonly Scope[];
  readonly authorized_at: string;
  readonly last_used_at: string | null;
}

const base = (orgId: string) => `/organizations/${orgId}/oauth-clients`;

export const oauthClientsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'oauth-clients'],
    queryFn: ({ signal }) => get<Page<OAuthClient>>(base(orgId), { signal }),
  });

export const clientAuthorizationsQuery = (orgId: string, clientId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'oauth-clients', clientId, 'authorizations'],
    queryFn: ({ signal }) =>
      get<Page<Authorization>>(`${base(orgId)}/${clientId}/authorizations`, { signal }),
  });

export const createClient = (orgId: string, input: ClientInput): Promise<ClientWithSecret> =>
  post(base(orgId), input);

export const updateClient = (orgId: string, clientId: string, input: ClientInput): Promise<OAuthClient> =>
  patch(`${base(orgId)}/${clientId}`, input);

export const switchClient = (orgId: string, clientId: string, enabled: boolean): Promise<OAuthClient> =>
  post(`${base(orgId)}/${clientId}/${enabled ? 'enable' : 'disable'}`);

export const rotateSecret = (
  orgId: string,
  clientId: string,
  overlapSeconds: number,
): Promise<ClientWithSecret> =>
  post(`${base(orgId)}/${clientId}/rotate-secret`, { overlap_seconds: overlapSeconds });

export const endFormerSecret = (orgId: string, clientId: string): Promise<void> =>
  del(`${base(orgId)}/${clientId}/former-secret`);

export const deleteClient = (orgId: string, clientId: string, confirm: string): Promise<void> =>
  del(`${base(orgId)}/${clientId}`, { confirm });

export const ownAuthorizationsQuery = queryOptions({
  queryKey: ['account', 'authorizations'],
  queryFn: ({ signal }) => get<Page<Authorization>>('/account/authorizations', { signal }),
});

export const revokeAuthorization = (clientId: string): Promise<void> =>
  del(`/account/authorizations/${clientId}`);
