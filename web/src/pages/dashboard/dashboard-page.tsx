import { SimpleGrid, Stack } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { type ApiToken, apiTokensQuery } from '../../api/api-tokens.ts';
import { type AuditEvent, hasReportedQuery, latestEventsQuery } from '../../api/events.ts';
import type { Page as ListPage } from '../../api/http.ts';
import { type Overview, overviewQuery } from '../../api/overview.ts';
import { type Trail, trailsQuery } from '../../api/trails.ts';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { documentLanguage, loadLater } from '../../text/languages.ts';
import { useText } from '../../text/text.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useNow } from '../../ui/time-text.tsx';
import { attentionItems } from './attention.ts';
import { AttentionPanel } from './attention-panel.tsx';
import { EventsChart } from './events-chart.tsx';
import { GettingStarted } from './getting-started.tsx';
import { LatestEvents } from './latest-events.tsx';
import { Numbers } from './numbers.tsx';

/** Few need it, and its texts are not loaded at the start. */
const WithoutEvents = lazy(async () => {
  const [{ WithoutEvents: content }] = await Promise.all([
    import('./without-events.tsx'),
    loadLater(documentLanguage()),
  ]);
  return { default: content };
});

interface Answers {
  readonly overview: UseQueryResult<Overview>;
  readonly trails: UseQueryResult<ListPage<Trail>>;
  readonly tokens: UseQueryResult<ListPage<ApiToken>>;
  readonly events: UseQueryResult<ListPage<AuditEvent>>;
  readonly reported: UseQueryResult<boolean>;
}

function useAnswers(orgId: string): Answers {
  const seesEvents = useMay('events:view');
  const seesTrails = useMay('trails:view');
  const seesTokens = useMay('api_tokens:manage');
  return {
    overview: useQuery({ ...overviewQuery(orgId), enabled: seesEvents }),
    trails: useQuery({ ...trailsQuery(orgId), enabled: seesTrails }),
    tokens: useQuery({ ...apiTokensQuery(orgId), enabled: seesTokens }),
    events: useQuery({ ...latestEventsQuery(orgId, 8), enabled: seesEvents }),
    reported: useQuery({ ...hasReportedQuery(orgId), enabled: seesEvents && seesTokens }),
  };
}

export function DashboardPage() {
  const t = useText();
  const { orgId } = useParams({ from: '/app/organizations/$orgId/dashboard/$dashboardId' });
  const { organization } = useCurrentOrganization();
  const seesEvents = useMay('events:view');
  const answers = useAnswers(orgId);
  // Everything at once: parts that arrive one by one would push each other around.
  const isReady = Object.values(answers).every(
    ({ isLoading, failureCount }) => !isLoading || failureCount > 0,
  );
  return (
    <Page title={t('dashboard.title')} titleParts={[organization?.name]}>
      {organization === undefined || (seesEvents && !isReady) ? (
        <DashboardSkeleton />
      ) : seesEvents ? (
        <Content orgId={orgId} answers={answers} />
      ) : (
        <Suspense fallback={<DashboardSkeleton />}>
          <WithoutEvents orgId={orgId} />
        </Suspense>
      )}
    </Page>
  );
}

function DashboardSkeleton() {
  const t = useText();
  return (
    <Stack gap="lg">
      <Numbers overview={undefined} slowest={undefined} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Panel flush>
          <ListSkeleton label={t('state.loading')} lines={8} />
        </Panel>
        <Panel flush>
          <ListSkeleton label={t('state.loading')} lines={8} />
        </Panel>
      </SimpleGrid>
    </Stack>
  );
}

function Content({ orgId, answers }: { readonly orgId: string; readonly answers: Answers }) {
  const now = useNow();
  const { overview, trails, tokens, events, reported } = answers;
  const attention = attentionItems({
    now,
    overview: overview.data,
    trails: trails.data?.items ?? [],
    tokens: tokens.data?.items ?? [],
  });
  const hasToken = (tokens.data?.items.length ?? 0) > 0;
  const hasTrail = (trails.data?.items.length ?? 0) > 0;
  const isKnown = reported.data !== undefined && tokens.data !== undefined && trails.data !== undefined;
  const isNew = isKnown && !(reported.data && hasTrail);
  const behind = (trails.data?.items ?? [])
    .filter(({ status, lag_seconds }) => status !== 'paused' && lag_seconds >= 5)
    .toSorted((a, b) => b.lag_seconds - a.lag_seconds);
  return (
    <Stack gap="lg">
      {isNew ? (
        <GettingStarted
          orgId={orgId}
          hasToken={hasToken}
          hasEvent={reported.data ?? false}
          hasTrail={hasTrail}
        />
      ) : null}
      {overview.data === undefined ? (
        <ProblemView
          error={overview.error ?? overview.failureReason}
          onRetry={() => void overview.refetch()}
        />
      ) : (
        <Numbers overview={overview.data} slowest={behind[0]?.name} />
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
        <Stack gap="lg">
          <AttentionPanel orgId={orgId} items={attention} />
          {overview.data === undefined ? null : <EventsChart orgId={orgId} overview={overview.data} />}
        </Stack>
        <LatestEvents
          orgId={orgId}
          events={events.data?.items}
          error={events.error ?? events.failureReason}
        />
      </SimpleGrid>
    </Stack>
  );
}
