import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from './api/http.ts';
import { sessionQuery } from './api/session.ts';

/** A 4xx will not change by asking again; no answer, and a 5xx, may. */
const mayHelp = (failures: number, error: unknown): boolean =>
  isProblem(error) && (error.status === 0 || error.status >= 500) && failures < 3;

/** @param onSignedOut called when any query learns that the session has ended. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (!isProblem(error) || error.status !== 401) return;
        client.setQueryData(sessionQuery.queryKey, null);
        onSignedOut();
      },
    }),
    defaultOptions: {
      queries: { retry: mayHelp, staleTime: 5000, refetchOnWindowFocus: true, throwOnError: false },
    },
  });
  return client;
}
