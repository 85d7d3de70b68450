import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiTokensQuery } from '../../api/api-tokens.ts';
import { hasReportedQuery, latestEventsQuery } from '../../api/events.ts';
import { overviewQuery } from '../../api/overview.ts';
import { trailsQuery } from '../../api/trails.ts';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useNow } from '../../ui/time-text.tsx';
import { attentionItems } from './attention.ts';
import { AttentionPanel } from './attention-panel.tsx';
import { EventsChart } from './events-chart.tsx';
import { GettingStarted } from './getting-started.tsx';
import { LatestEvents } from './latest-events.tsx';
import { Numbers } from './numbers.tsx';

export function DashboardPage() {
  const t = useText();
  const now = useNow();
  const { orgId } = useParams({ from: '/app/organizations/$orgId/dashboard/$dashboardId' });
  const { organization } = useCurrentOrganization();
  const [seesEvents, seesTrails, seesTokens] = [
    useMay('events:view'),
    useMay('trails:view'),
    useMay('api_tokens:manage'),
  ];
  const overview = useQuery(overviewQuery(orgId));
  const trails = useQuery({ ...trailsQuery(orgId), enabled: seesTrails });
  const tokens = useQuery({ ...apiTokensQuery(orgId), enabled: seesTokens });
  const reported = useQuery({ ...hasReportedQuery(orgId), enabled: seesEvents && seesTokens });
  const events = useQuery({ ...latestEventsQuery(orgId, 8), enabled: seesEvents });

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
  const behind = [...(trails.data?.items ?? [])]
    .filter(({ status, lag_seconds }) => status !== 'paused' && lag_seconds >= 5)
    .sort((a, b) => b.lag_seconds - a.lag_seconds);
  return (
    <Page title={t('dashboard.title')} titleParts={[organization?.name]}>
      <Stack gap="lg">
        {isNew ? (
          <GettingStarted
            orgId={orgId}
            hasToken={hasToken}
            hasEvent={reported.data ?? false}
            hasTrail={hasTrail}
          />
        ) : null}
        {overview.error !== null && overview.data === undefined ? (
          <ProblemView error={overview.error} onRetry={() => void overview.refetch()} />
        ) : (
          <Numbers overview={overview.data} slowest={behind[0]?.name} />
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
          <Stack gap="lg">
            <AttentionPanel orgId={orgId} items={overview.isPending ? undefined : attention} />
            {overview.data === undefined ? null : (
              <EventsChart orgId={orgId} overview={overview.data} canOpen={seesEvents} />
            )}
          </Stack>
          {seesEvents ? (
            <LatestEvents orgId={orgId} events={events.data?.items} error={events.error} />
          ) : null}
        </SimpleGrid>
      </Stack>
    </Page>
  );
}
