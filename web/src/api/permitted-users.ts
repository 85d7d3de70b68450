import { queryOptions } from '@tanstack/react-query';
import { get, type Page, put } from './http.ts';
import type { Role } from './organizations.ts';

/** A member who may be permitted. */
export interface Candidate {
  readonly id: string;
  readonly role: Role;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
}

export interface PermittedUsers {
  readonly everyone: boolean;
  readonly member_ids: readonly string[];
}

export const candidatesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'permitted-users', 'candidates'],
    queryFn: ({ signal }) => get<Page<Candidate>>(`/organizations/${orgId}/members`, { signal }),
  });

export const permittedUsersQuery = (orgId: string, target: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'permitted-users', target],
    queryFn: ({ signal }) =>
      get<PermittedUsers>(`/organizations/${orgId}/permitted-users/${target}`, { signal }),
  });

export const permitUsers = (
  orgId: string,
  target: string,
  choice: { everyone: true } | { member_ids: readonly string[] },
): Promise<PermittedUsers> => put(`/organizations/${orgId}/permitted-users/${target}`, choice);
