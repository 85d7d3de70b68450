import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type Session, sessionQuery } from '../../api/session.ts';

/** Goes to the organization that was joined, with the session that came of it. */
export function useArrival(orgId: string): (session: Session) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  return async (session) => {
    queryClient.setQueryData(sessionQuery.queryKey, session);
    queryClient.removeQueries({ queryKey: ['organizations'] });
    await router.invalidate();
    await navigate({ to: '/organizations/$orgId', params: { orgId } });
  };
}
