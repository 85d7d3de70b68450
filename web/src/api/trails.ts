import { queryOptions } from '@tanstack/react-query';
import { get, type Page } from './http.ts';

export const trailStatuses = ['active', 'paused', 'failing'] as const;
export type TrailStatus = (typeof trailStatuses)[number];

/** A standing delivery of the events that match `rule` to one destination. */
export interface Trail {
  readonly id: string;
  readonly name: string;
  readonly rule: string;
  readonly destination: string;
  readonly status: TrailStatus;
  readonly position: number;
  readonly lag_events: number;
  readonly lag_seconds: number;
  readonly delivered_24h: number;
  readonly failed_24h: number;
  readonly last_delivery_at: string | null;
  readonly last_error:
    | string
    | { readonly message?: string; readonly code?: string; readonly at?: string }
    | null;
  readonly created_at: string;
}

export const trailsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'trails'],
    queryFn: ({ signal }) => get<Page<Trail>>(`/organizations/${orgId}/trails`, { signal }),
    refetchInterval: 30_000,
  });
