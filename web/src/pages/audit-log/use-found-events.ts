import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type AuditEvent, eventsQuery, type QueryFault, queryFaultOf, type Scope } from '../../api/events.ts';

export interface FoundEvents {
  /** Undefined until the first answer. */
  readonly events: readonly AuditEvent[] | undefined;
  readonly fault: QueryFault | undefined;
  /** Any other error. */
  readonly error: Error | null;
  /** What is shown: the scope asked for, else the last one without a mistake, else the one without a query. */
  readonly shown: Scope;
  readonly isUpdating: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** The events of a scope by pages. A mistake in the query leaves the last good result standing. */
export function useFoundEvents(orgId: string, scope: Scope): FoundEvents {
  const [good, setGood] = useState<Scope>();
  const asked = useInfiniteQuery(eventsQuery(orgId, scope));
  const fault = queryFaultOf(asked.error);
  if (asked.isSuccess && !asked.isPlaceholderData && good !== scope) setGood(scope);
  const shown = useMemo(
    () => (fault === undefined ? scope : (good ?? { ...scope, q: '' })),
    [fault, scope, good],
  );
  const query = useInfiniteQuery({
    ...eventsQuery(orgId, shown),
    enabled: fault === undefined || good !== undefined,
  });
  const pages = query.data?.pages;
  const events = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  return {
    events,
    fault,
    error: fault === undefined ? asked.error : null,
    shown,
    isUpdating: asked.isFetching && !asked.isFetchingNextPage,
    hasMore: query.hasNextPage && !query.isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (!query.isFetching) void query.fetchNextPage();
    },
    retry: () => void asked.refetch(),
  };
}
