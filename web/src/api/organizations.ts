import { queryOptions } from '@tanstack/react-query';
import { del, get, type Page, patch, post } from './http.ts';

export const roles = ['OWNER', 'MEMBER', 'READER', 'BILLING'] as const;
export type Role = (typeof roles)[number];

export interface OrganizationSummary {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly created_at: string;
}

/** One organization, with what the person asking may do in it. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly role: Role;
  /** One's own membership. */
  readonly member_id: string | null;
  readonly permissions: readonly string[];
}

export const organizationsQuery = queryOptions({
  queryKey: ['organizations'],
  queryFn: ({ signal }) => get<Page<OrganizationSummary>>('/organizations', { signal }),
});

export const organizationQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId],
    queryFn: ({ signal }) => get<Organization>(`/organizations/${orgId}`, { signal }),
    staleTime: 60_000,
  });

export const createOrganization = (input: { name: string }): Promise<OrganizationSummary> =>
  post('/organizations', input);

export const renameOrganization = (orgId: string, name: string): Promise<Organization> =>
  patch(`/organizations/${orgId}`, { name });

/** `confirm` is the organization's name, as it was typed. */
export const deleteOrganization = (orgId: string, confirm: string): Promise<void> =>
  del(`/organizations/${orgId}`, { confirm });
