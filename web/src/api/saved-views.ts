import { queryOptions } from '@tanstack/react-query';
import { del, get, type Page, post } from './http.ts';

/** A query that was given a name, for everybody in the organization. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly q: string;
  readonly created_at: string;
}

export const savedViewsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'saved-views'],
    queryFn: ({ signal }) => get<Page<SavedView>>(`/organizations/${orgId}/saved-views`, { signal }),
    staleTime: 60_000,
  });

export const createSavedView = (orgId: string, input: { name: string; q: string }): Promise<SavedView> =>
  post(`/organizations/${orgId}/saved-views`, input);

export const deleteSavedView = (orgId: string, viewId: string): Promise<void> =>
  del(`/organizations/${orgId}/saved-views/${viewId}`);
