import { queryOptions } from '@tanstack/react-query';
import type { operations } from '../client.gen.ts';
import { get } from './http.ts';

/** Events of the last twelve months, oldest first (`2026-11`, UTC), and what is kept. */
export type Usage = operations['usage.get']['responses'][200]['content']['application/json'];

export const usageQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'usage'],
    queryFn: ({ signal }) => get<Usage>(`/organizations/${orgId}/usage`, { signal }),
  });
