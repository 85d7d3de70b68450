import { queryOptions } from '@tanstack/react-query';
import { get, put } from './http.ts';

/** The least and the most days that events may be kept; the server refuses others. */
export const retentionLimits = { least: 42, most: 3653 } as const;

export interface Retention {
  readonly days: number;
  readonly events: number;
  readonly oldest_received_at: string | null;
}

export const retentionQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'retention'],
    queryFn: ({ signal }) => get<Retention>(`/organizations/${orgId}/retention`, { signal }),
  });

/** How many events a number of days would delete now. */
export const retentionPreviewQuery = (orgId: string, days: number) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'retention', 'preview', days],
    queryFn: ({ signal }) =>
      get<{ deletes: number }>(`/organizations/${orgId}/retention/preview`, { search: { days }, signal }),
  });

export const setRetention = (orgId: string, days: number): Promise<Retention> =>
  put(`/organizations/${orgId}/retention`, { days });
