import { queryOptions } from '@tanstack/react-query';
import { get, type Page, post } from './http.ts';

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
