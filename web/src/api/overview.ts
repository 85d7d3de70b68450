import { queryOptions } from '@tanstack/react-query';
import type { operations } from '../client.gen.ts';
import { get } from './http.ts';

/** The dashboard's numbers, counted by the server; `lag_seconds` is the largest of any trail that is not paused. */
export type Overview = operations['overview.get']['responses'][200]['content']['application/json'];

export const overviewQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'overview'],
    queryFn: ({ signal }) => get<Overview>(`/organizations/${orgId}/overview`, { signal }),
    refetchInterval: 30_000,
  });
