import { queryOptions } from '@tanstack/react-query';
import { del, get, type Page, post } from './http.ts';
import type { Role } from './organizations.ts';
import type { MemberRights } from './permissions.ts';
import type { Session } from './session.ts';

/** An open invitation; its link is nowhere but in the hands of who made it. */
export interface Invitation extends MemberRights {
  readonly id: string;
  readonly email: string;
  readonly invited_by: { readonly id: string; readonly name: string };
  readonly created_at: string;
  readonly expires_at: string;
}

/** An invitation at the moment it is made: `url` is never shown again. */
export interface NewInvitation extends Invitation {
  readonly url: string;
  /** Whether the link was mailed too. */
  readonly mail: 'not_configured' | 'sent' | 'failed';
}

export type InvitationInput = MemberRights & { readonly email: string };

export const invitationsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'invitations'],
    queryFn: ({ signal }) => get<Page<Invitation>>(`/organizations/${orgId}/invitations`, { signal }),
  });

/** Invites an address; an earlier invitation of the same address is replaced, and its link ends. */
export const invite = (orgId: string, input: InvitationInput): Promise<NewInvitation> =>
  post(`/organizations/${orgId}/invitations`, input);

export const withdrawInvitation = (orgId: string, invitationId: string): Promise<void> =>
  del(`/organizations/${orgId}/invitations/${invitationId}`);

/** What the holder of a link is offered. */
export interface Offer {
  readonly organization: { readonly id: string; readonly name: string };
  readonly email: string;
  readonly role: Role;
  /** The name of the one who invites. */
  readonly invited_by: string;
  readonly expires_at: string;
  readonly has_account: boolean;
}

export const offerQuery = (token: string) =>
  queryOptions({
    queryKey: ['offer', token],
    queryFn: ({ signal }) => get<Offer>('/invitations/accept', { search: { token }, signal }),
    staleTime: 60_000,
  });

/** Joins without a session: with a new name and password, or with the password that the address has. */
export const acceptOffer = (input: {
  readonly token: string;
  readonly name?: string;
  readonly password: string;
  /** Six digits or a recovery code, where the account has two-factor. */
  readonly totp?: string;
}): Promise<Session> => post('/invitations/accept', input);

/** Joins with the session there is. */
export const joinOffer = (token: string): Promise<Session> => post('/invitations/join', { token });
