import { queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';

/** The dashboard's numbers, counted by the server. */
export interface Overview {
  readonly events_24h: number;
  readonly events_by_hour: readonly { readonly at: string; readonly events: number }[];
  readonly trails: { readonly active: number; readonly paused: number; readonly failing: number };
  readonly dead_letters: number;
  /** The largest lag of any trail that is not paused. */
  readonly lag_seconds: number;
  readonly storage_bytes: number;
}

export const overviewQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'overview'],
    queryFn: ({ signal }) => get<Overview>(`/organizations/${orgId}/overview`, { signal }),
    refetchInterval: 30_000,
  });
