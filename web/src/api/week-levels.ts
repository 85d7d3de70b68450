import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Histogram, type Level, levels } from './events.ts';
import { get } from './http.ts';

const weekMs = 7 * 86_400_000;

/** Events of the last 7 days by level. */
export interface WeekLevels {
  readonly counts: Readonly<Record<Level, number>>;
  /** Whether the counts are estimates. */
  readonly sampled: boolean;
}

/** How many events of each level the query found in the last 7 days: what a setting would have sent. */
export const weekLevelsQuery = (orgId: string, q: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'events', 'week-levels', q],
    queryFn: async ({ signal }): Promise<WeekLevels> => {
      const now = Date.now();
      const from = new Date(now - weekMs).toISOString();
      const search = { q, from, to: new Date(now).toISOString(), step: '1d' };
      const { points, sampled } = await get<Histogram>(`/organizations/${orgId}/events/histogram`, {
        search,
        signal,
      });
      const sum = (level: Level) => points.reduce((total, point) => total + point.levels[level], 0);
      const counts = Object.fromEntries(levels.map((level) => [level, sum(level)])) as Record<Level, number>;
      return { counts, sampled: sampled === true };
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
