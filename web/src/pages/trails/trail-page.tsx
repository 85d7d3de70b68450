import { ActionIcon, Alert, Badge, Button, Group, Menu, Skeleton, Tabs, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { destinationsQuery, pauseTrail, resumeTrail, type Trail, trailQuery } from '../../api/trails.ts';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { StatusBadge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icons.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemPage, ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { type TrailTab, trailTabs } from './search.ts';

const OverviewTab = lazy(async () => ({ default: (await import('./overview-tab.tsx')).OverviewTab }));
const DeliveriesTab = lazy(async () => ({ default: (await import('./deliveries-tab.tsx')).DeliveriesTab }));
const DeadLettersTab = lazy(async () => ({
  default: (await import('./dead-letters-tab.tsx')).DeadLettersTab,
}));
const RuleTab = lazy(async () => ({ default: (await import('./rule-tab.tsx')).RuleTab }));
const SettingsTab = lazy(async () => ({ default: (await import('./settings-tab.tsx')).SettingsTab }));
const DeliveryDrawer = lazy(async () => ({
  default: (await import('./delivery-drawer.tsx')).DeliveryDrawer,
}));
const ConfirmDialog = lazy(async () => ({
  default: (await import('../../ui/confirm-dialog.tsx')).ConfirmDialog,
}));

const route = getRouteApi('/app/organizations/$orgId/trails/$trailId');

export const errorText = ({ last_error: error }: Trail): string | undefined =>
  typeof error === 'string' ? error : (error?.message ?? undefined);

/** One trail: how it goes, what it sent, what was refused, and its settings. */
export function TrailPage() {
  const t = useText();
  const { orgId, trailId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { organization } = useCurrentOrganization();
  const mayManage = useMay('trails:manage');
  const { data: trail, error, refetch } = useQuery(trailQuery(orgId, trailId));
  const { data: catalogue } = useQuery(destinationsQuery);
  if (trail === undefined) {
    return error === null ? (
      <Page title={t('nav.trails')}>
        <Skeleton height={320} radius="lg" />
      </Page>
    ) : (
      <ProblemPage error={error} onRetry={() => void refetch()} />
    );
  }
  const destination = catalogue?.items.find(({ id }) => id === trail.destination);
  const tab = search.tab ?? 'overview';
  const props = { orgId, trail, mayManage };
  const openDelivery = (delivery: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, delivery }), resetScroll: false });
  return (
    <Page
      title={trail.name}
      titleParts={[t('nav.trails'), organization?.name]}
      actions={<Actions {...props} onSettings={() => void navigate({ search: { tab: 'settings' } })} />}
    >
      <Group gap="sm" mt={-14} mb="md">
        <TextLink to="/organizations/$orgId/trails" params={{ orgId }} size="sm">
          {t('nav.trails')}
        </TextLink>
        <StatusBadge status={trail.status} />
        <Text size="sm" c="dimmed">
          {destination?.name ?? trail.destination}
        </Text>
      </Group>
      <Notice trail={trail} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => void navigate({ search: next === 'overview' ? {} : { tab: next as TrailTab } })}
      >
        <Tabs.List mb="md" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {trailTabs.map((each) => (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                each === 'dead-letters' && (trail.dead_letters ?? 0) > 0 ? (
                  <Badge size="sm" color="red.9" variant="filled">
                    {trail.dead_letters}
                  </Badge>
                ) : null
              }
            >
              {t(`trail.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<Skeleton height={420} radius="lg" />}>
          <Tabs.Panel value="overview">
            <OverviewTab
              {...props}
              destination={destination}
              hours={Number(search.hours ?? '24')}
              onHours={(hours) => void navigate({ search: { hours }, replace: true })}
            />
          </Tabs.Panel>
          <Tabs.Panel value="deliveries">
            <DeliveriesTab {...props} onOpen={openDelivery} />
          </Tabs.Panel>
          <Tabs.Panel value="dead-letters">
            <DeadLettersTab {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="rule">
            <RuleTab {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="settings">
            {destination === undefined ? (
              <Skeleton height={300} radius="lg" />
            ) : (
              <SettingsTab {...props} destination={destination} />
            )}
          </Tabs.Panel>
        </Suspense>
      </Tabs>
      {search.delivery === undefined ? null : (
        <Suspense fallback={null}>
          <DeliveryDrawer
            orgId={orgId}
            trailId={trailId}
            deliveryId={search.delivery}
            onClose={() => openDelivery(undefined)}
          />
        </Suspense>
      )}
    </Page>
  );
}

export interface TrailProps {
  readonly orgId: string;
  readonly trail: Trail;
  readonly mayManage: boolean;
}

/** Why a trail does not deliver, at the top of each tab. */
function Notice({ trail }: { readonly trail: Trail }) {
  const t = useText();
  if (trail.status === 'active') return null;
  const isFailing = trail.status === 'failing' || trail.pause_reason === 'failing';
  return (
    <Alert
      mb="md"
      color={isFailing ? 'red' : 'gray'}
      variant="light"
      icon={<Icon name={isFailing ? 'error' : 'pause'} />}
      title={
        trail.status === 'failing'
          ? t('trail.failing.title')
          : trail.pause_reason === 'failing'
            ? t('trail.paused.failing')
            : t('trail.paused.title')
      }
    >
      <Text size="sm">{trail.status === 'failing' ? t('trail.failing.body') : t('trail.paused.body')}</Text>
      {isFailing && errorText(trail) !== undefined ? (
        <Text size="sm" mt={6} className="mono" style={{ overflowWrap: 'anywhere' }}>
          {errorText(trail)}
        </Text>
      ) : null}
      {isFailing && trail.failing_since ? (
        <Text size="xs" mt={6}>
          {t('trail.failing.since')} <TimeText at={trail.failing_since} show="relative" />
        </Text>
      ) : null}
    </Alert>
  );
}

interface ActionsProps extends TrailProps {
  readonly onSettings: () => void;
}

function Actions({ orgId, trail, mayManage, onSettings }: ActionsProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const isPaused = trail.status === 'paused';
  const change = useMutation({
    mutationFn: () => (isPaused ? resumeTrail(orgId, trail.id) : pauseTrail(orgId, trail.id)),
    onSuccess: (changed) => {
      queryClient.setQueryData(trailQuery(orgId, trail.id).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: ['organizations', orgId, 'trails'] });
      setAsking(false);
      toastDone(
        isPaused ? t('trail.resumed', { name: trail.name }) : t('trail.wasPaused', { name: trail.name }),
      );
    },
  });
  if (!mayManage) return null;
  return (
    <>
      {change.error !== null && isPaused ? <ProblemView error={change.error} /> : null}
      <Button
        variant={isPaused ? 'filled' : 'default'}
        loading={change.isPending}
        leftSection={<Icon name={isPaused ? 'play' : 'pause'} size={16} />}
        onClick={() => (isPaused ? change.mutate() : setAsking(true))}
      >
        {isPaused ? t('trail.resume') : t('trail.pause')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('action.more')}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="settings" size={16} />} onClick={onSettings}>
            {t('trail.rotate')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="trash" size={16} />} onClick={onSettings}>
            {t('trail.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {isAsking ? (
          <ConfirmDialog
            opened
            onClose={() => setAsking(false)}
            title={t('trail.pause.title', { name: trail.name })}
            submit={t('trail.pause')}
            danger={false}
            busy={change.isPending}
            error={change.error}
            onSubmit={() => change.mutate()}
          >
            {t('trail.pause.body')}
          </ConfirmDialog>
        ) : null}
      </Suspense>
    </>
  );
}
