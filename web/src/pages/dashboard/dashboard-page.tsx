import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiTokensQuery } from '../../api/api-tokens.ts';
import { latestEventsQuery } from '../../api/events.ts';
import { overviewQuery } from '../../api/overview.ts';
import { trailsQuery } from '../../api/trails.ts';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useNow } from '../../ui/time-text.tsx';
import { attentionItems } from './attention.ts';
import { AttentionPanel } from './attention-panel.tsx';
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
  const events = useQuery({ ...latestEventsQuery(orgId, 8), enabled: seesEvents });

  const attention = attentionItems({
    now,
    overview: overview.data,
    trails: trails.data?.items ?? [],
    tokens: tokens.data?.items ?? [],
  });
  // Cairn records its own actions: the first events of an organization are never the sender's.
  const hasToken = (tokens.data?.items.length ?? 0) > 0;
  const hasEvent =
    events.data?.items.some(({ service }) => service !== undefined && service !== 'cairn') ?? true;
  const hasTrail = (trails.data?.items.length ?? 1) > 0;
  const isNew =
    seesTokens && events.data !== undefined && tokens.data !== undefined && !(hasEvent && hasTrail);
  return (
    <Page title={t('dashboard.title')} titleParts={[organization?.name]}>
      <Stack gap="lg">
        {isNew ? (
          <GettingStarted orgId={orgId} hasToken={hasToken} hasEvent={hasEvent} hasTrail={hasTrail} />
        ) : null}
        {overview.error !== null && overview.data === undefined ? (
          <ProblemView error={overview.error} onRetry={() => void overview.refetch()} />
        ) : (
          <Numbers overview={overview.data} />
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
          <AttentionPanel orgId={orgId} items={overview.data === undefined ? undefined : attention} />
          {seesEvents ? (
            <LatestEvents orgId={orgId} events={events.data?.items} error={events.error} />
          ) : null}
        </SimpleGrid>
      </Stack>
    </Page>
  );
}
