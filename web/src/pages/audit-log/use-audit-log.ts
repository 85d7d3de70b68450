import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { output } from 'zod/mini';
import type { Scope } from '../../api/events.ts';
import { defaultRange, resolveRange, type Span, type TimeRange } from '../../ui/time-range.ts';
import type { auditLogSearch } from './search.ts';

const route = getRouteApi('/app/organizations/$orgId/audit-logs');

export type AuditLogSearch = output<typeof auditLogSearch>;

interface ChangeOptions {
  /** Typing replaces the present entry of the history; everything else adds one. */
  readonly replace?: boolean;
}

export interface AuditLogState {
  readonly orgId: string;
  readonly search: AuditLogSearch;
  readonly q: string;
  readonly range: TimeRange;
  /** What the range means, fixed when the question was asked, so that list, bars and facets agree. */
  readonly span: Span;
  readonly scope: Scope;
  readonly change: (patch: Partial<AuditLogSearch>, options?: ChangeOptions) => void;
  /** Asks again: relative times move on. */
  readonly refresh: () => void;
}

export const scopeOf = (q: string, span: Span): Scope => ({
  q,
  from: new Date(span.from).toISOString(),
  to: new Date(span.to).toISOString(),
});

/** The state of the page, all of which is in its address. */
export function useAuditLog(): AuditLogState {
  const { orgId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { q = '', from = defaultRange.from, to = defaultRange.to, live } = search;
  const [asked, setAsked] = useState(() => ({ key: '', now: Date.now() }));
  const key = [q, from, to, live].join('\n');
  if (asked.key !== key) setAsked({ key, now: Date.now() });

  const span = useMemo(
    () => resolveRange({ from, to }, asked.now) ?? (resolveRange(defaultRange, asked.now) as Span),
    [from, to, asked.now],
  );
  const scope = useMemo(() => scopeOf(q, span), [q, span]);
  const change = useCallback(
    (patch: Partial<AuditLogSearch>, { replace = false }: ChangeOptions = {}) => {
      void navigate({ search: (before) => ({ ...before, ...patch }), replace, resetScroll: false });
    },
    [navigate],
  );
  const refresh = useCallback(() => setAsked((before) => ({ ...before, now: Date.now() })), []);
  return { orgId, search, q, range: { from, to }, span, scope, change, refresh };
}
