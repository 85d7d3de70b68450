import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { useDisclosure, useElementSize, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { AuditEvent } from '../../api/events.ts';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { ListSkeleton, useIsNarrow } from '../../ui/data-list.tsx';
import { EmptyState, NoMatch } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import classes from './audit-log-page.module.css';
import { type ColumnKey, readColumns, usualColumns } from './columns.tsx';
import { EventTable } from './event-table.tsx';
import { FacetRail } from './facet-rail.tsx';
import { Histogram } from './histogram.tsx';
import { LiveBar } from './live-bar.tsx';
import { useLiveTail } from './live-tail.ts';
import { PageActions } from './page-actions.tsx';
import { Toolbar } from './toolbar.tsx';
import { type AuditLogState, scopeOf, useAuditLog } from './use-audit-log.ts';
import { type FoundEvents, useFoundEvents } from './use-found-events.ts';

const EventDrawer = lazy(async () => ({ default: (await import('./event-drawer.tsx')).EventDrawer }));

const SideDrawer = lazy(async () => ({ default: (await import('../../ui/side-drawer.tsx')).SideDrawer }));
const ColumnsMenu = lazy(async () => ({ default: (await import('./columns-menu.tsx')).ColumnsMenu }));

/** How far down a reader has gone who does not want the rows to move. */
const scrolledPx = 240;
/** How often the bars take in what has arrived while live. */
const barsEveryMs = 5000;

function useIsScrolled(): boolean {
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    const onScroll = () => setScrolled(window.scrollY > scrolledPx);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, []);
  return isScrolled;
}

/** The stream, and the page's events with what it brought in front of them. */
function useLive(state: AuditLogState, found: FoundEvents) {
  const isScrolled = useIsScrolled();
  const [isHovered, setHovered] = useState(false);
  const [span, setSpan] = useState(state.span);
  const isLive = state.search.live === '1';
  const paused = isScrolled || isHovered || state.search.event !== undefined;
  const tail = useLiveTail({
    orgId: state.orgId,
    q: found.shown.q,
    active: isLive && found.events !== undefined && found.fault === undefined,
    paused,
    after: found.events?.[0]?.seq,
  });
  useEffect(() => {
    setSpan(state.span);
    if (!isLive) return;
    const length = state.span.to - state.span.from;
    const timer = setInterval(() => {
      const to = Date.now();
      setSpan({ from: to - length, to });
    }, barsEveryMs);
    return () => clearInterval(timer);
  }, [isLive, state.span]);
  const events = useMemo(() => {
    if (found.events === undefined || tail.events.length === 0) return found.events;
    const fresh = new Set(tail.events.map(({ id }) => id));
    return [...tail.events, ...found.events.filter(({ id }) => !fresh.has(id))];
  }, [found.events, tail.events]);
  return { isLive, paused, tail, events, span, setHovered };
}

export function AuditLogPage() {
  const t = useText();
  const { organization } = useCurrentOrganization();
  const state = useAuditLog();
  const found = useFoundEvents(state.orgId, state.scope);
  const live = useLive(state, found);
  const barsScope = useMemo(() => scopeOf(found.shown.q, live.span), [found.shown.q, live.span]);
  const { change } = state;
  const zoom = useCallback(
    (from: number, to: number) =>
      change({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), live: undefined }),
    [change],
  );
  const events = live.events ?? [];
  return (
    <div className={classes.wide}>
      <Page
        title={t('nav.auditLog')}
        titleParts={[state.q, organization?.name]}
        actions={<PageActions state={state} />}
      >
        <Toolbar state={state} fault={found.fault} isUpdating={found.isUpdating} />
        <div className={classes.stack}>
          <Histogram orgId={state.orgId} scope={barsScope} span={live.span} onZoom={zoom} />
          <Results state={state} found={found} live={live} />
        </div>
        <Suspense fallback={null}>
          {state.search.event === undefined ? null : <EventDrawer state={state} events={events} />}
        </Suspense>
      </Page>
    </div>
  );
}

interface ResultsProps {
  readonly state: AuditLogState;
  readonly found: FoundEvents;
  readonly live: ReturnType<typeof useLive>;
}

/** Facets and list; the facets become a drawer where there is no room beside the list. */
function Results({ state, found, live }: ResultsProps) {
  const t = useText();
  // Beside the facets a table needs some 750 pixels.
  const narrow = useMediaQuery('(max-width: 74em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const isPhone = useIsNarrow();
  const [drawer, { open, close }] = useDisclosure(false);
  const [rail, setRail] = useLocalStorage({
    key: 'cairn.facets',
    defaultValue: 'open',
    getInitialValueInEffect: false,
  });
  const [kept, setKept] = useLocalStorage({
    key: 'cairn.columns',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  const { ref, width } = useElementSize();
  const chosen = readColumns(state.search.cols ?? kept);
  const columns = chosen ?? usualColumns(width);
  const hasRail = !narrow && rail === 'open';
  const setColumns = (next: readonly ColumnKey[] | null) => {
    setKept(next?.join(',') ?? '');
    state.change({ cols: next?.join(',') }, { replace: true });
  };
  const facets = (
    <FacetRail
      orgId={state.orgId}
      scope={found.shown}
      events={live.events ?? []}
      onQuery={(q) => state.change({ q: q === '' ? undefined : q })}
    />
  );
  const toggle = narrow ? t('log.filters') : hasRail ? t('log.filters.hide') : t('log.filters.show');
  return (
    <div className={classes.results} data-rail={hasRail}>
      {hasRail ? <aside className={classes.rail}>{facets}</aside> : null}
      <div className={classes.listPanel} data-live={live.isLive}>
        <Group className={classes.listHead ?? ''} justify="space-between" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<Icon name="filter" size={15} />}
            onClick={() => (narrow ? open() : setRail(hasRail ? 'closed' : 'open'))}
          >
            {toggle}
          </Button>
          <Group gap={2} wrap="nowrap">
            {state.q === '' ? null : (
              <Tooltip label={t('action.clearFilters')}>
                <ActionIcon
                  size={32}
                  aria-label={t('action.clearFilters')}
                  onClick={() => state.change({ q: undefined })}
                >
                  <Icon name="filterOff" size={17} />
                </ActionIcon>
              </Tooltip>
            )}
            {isPhone ? null : (
              <Suspense fallback={null}>
                <ColumnsMenu columns={columns} isChosen={chosen !== null} onChange={setColumns} />
              </Suspense>
            )}
          </Group>
        </Group>
        {live.isLive ? (
          <LiveBar
            tail={live.tail}
            paused={live.paused}
            onJump={() => {
              window.scrollTo({ top: 0 });
              live.tail.flush();
            }}
          />
        ) : null}
        <div ref={ref} className={classes.list} data-updating={found.isUpdating}>
          <List state={state} found={found} live={live} chosen={chosen} />
        </div>
      </div>
      {drawer && narrow ? (
        <Suspense fallback={null}>
          <SideDrawer title={t('log.filters')} onClose={close} position="bottom" size="80%">
            {facets}
          </SideDrawer>
        </Suspense>
      ) : null}
    </div>
  );
}

function List({
  state,
  found,
  live,
  chosen,
}: ResultsProps & { readonly chosen: readonly ColumnKey[] | null }) {
  const t = useText();
  const events: readonly AuditEvent[] | undefined = live.events;
  const { hasMore, isLoadingMore, loadMore } = found;
  const looksFurther = events?.length === 0 && hasMore && !isLoadingMore;
  // A page may be empty and still have a next one: rare words are looked for step by step.
  useEffect(() => {
    if (looksFurther) loadMore();
  });
  if (found.error !== null) {
    return (
      <div className={classes.problem}>
        <ProblemView error={found.error} onRetry={found.retry} />
      </div>
    );
  }
  if (events === undefined && found.fault !== undefined) {
    return <EmptyState icon="search" title={t('query.fault.title')} body={t('query.fault.body')} />;
  }
  if (events === undefined || (events.length === 0 && (hasMore || found.isUpdating))) {
    return <ListSkeleton label={t('state.loading')} lines={12} />;
  }
  if (events.length === 0) return <Nothing state={state} isLive={live.isLive} />;
  return (
    <EventTable
      events={events}
      fresh={live.tail.events.length}
      chosen={chosen}
      openId={state.search.event}
      hasMore={hasMore}
      isLoadingMore={isLoadingMore}
      onLoadMore={loadMore}
      onHover={live.setHovered}
    />
  );
}

function Nothing({ state, isLive }: { readonly state: AuditLogState; readonly isLive: boolean }) {
  const t = useText();
  if (isLive) return <EmptyState icon="live" title={t('live.empty')} body={t('live.empty.body')} />;
  const widen = (
    <Button variant="default" onClick={() => state.change({ from: 'now-7d', to: 'now' })}>
      {t('log.widen')}
    </Button>
  );
  if (state.q === '') {
    return <EmptyState icon="log" title={t('log.empty.title')} body={t('log.empty.body')} action={widen} />;
  }
  return (
    <NoMatch
      filters={<code className="mono">{state.q}</code>}
      onClear={() => state.change({ q: undefined })}
      more={widen}
    />
  );
}
