import { Group, Select, Text, TextInput, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import {
  destinationsQuery,
  type Trail,
  type TrailStatus,
  trailMetricsQuery,
  trailStatuses,
  trailsQuery,
} from '../../api/trails.ts';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { StatusBadge } from '../../ui/badge.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState, NoMatch } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ButtonLink, TextLink } from '../../ui/link.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Spark } from '../../ui/spark.tsx';
import { TimeText, useNow } from '../../ui/time-text.tsx';
import { barsOf } from './counts.ts';
import { DestinationMark } from './destination-mark.tsx';
import { FlowPicture } from './flow-picture.tsx';
import classes from './trails.module.css';

const route = getRouteApi('/app/organizations/$orgId/trails');
const hourMs = 3_600_000;

/** Behind by less than this is up to date. */
const calmSeconds = 5;

export function TrailsPage() {
  const t = useText();
  const { orgId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { organization } = useCurrentOrganization();
  const mayManage = useMay('trails:manage');
  const { data, error, refetch } = useQuery(trailsQuery(orgId));
  const { data: catalogue } = useQuery(destinationsQuery);
  const nameOf = (id: string) => catalogue?.items.find((each) => each.id === id)?.name ?? id;
  const trails = data?.items;
  const shown = trails?.filter(
    ({ name, rule, status, destination }) =>
      `${name} ${rule}`.toLowerCase().includes((search.q ?? '').toLowerCase()) &&
      (search.status === undefined || search.status === status) &&
      (search.destination === undefined || search.destination === destination),
  );
  const change = (patch: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true });
  const create = (
    <ButtonLink
      to="/organizations/$orgId/trails/new"
      params={{ orgId }}
      leftSection={<Icon name="plus" size={17} />}
    >
      {t('trails.new')}
    </ButtonLink>
  );
  return (
    <Page
      title={t('nav.trails')}
      lead={t('trails.lead')}
      titleParts={[organization?.name]}
      actions={mayManage && trails !== undefined && trails.length > 0 ? create : null}
    >
      {error !== null && trails === undefined ? (
        <ProblemView error={error} onRetry={() => void refetch()} />
      ) : trails?.length === 0 ? (
        <Panel>
          <FlowPicture />
          <EmptyState
            icon="trail"
            title={t('trails.empty.title')}
            body={t('trails.empty.body')}
            action={mayManage ? create : null}
          />
        </Panel>
      ) : (
        <Panel flush>
          <Group className={classes.filters ?? ''} gap="xs">
            <TextInput
              size="xs"
              className={classes.find ?? ''}
              aria-label={t('trails.find')}
              placeholder={t('trails.find')}
              leftSection={<Icon name="search" size={15} />}
              value={search.q ?? ''}
              onChange={(event) => change({ q: event.currentTarget.value || undefined })}
            />
            <Select
              size="xs"
              aria-label={t('trails.column.status')}
              placeholder={t('trails.anyStatus')}
              clearable
              value={search.status ?? null}
              data={trailStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
              onChange={(status) => change({ status: (status ?? undefined) as TrailStatus | undefined })}
            />
          </Group>
          {shown?.length === 0 ? (
            <NoMatch onClear={() => change({ q: undefined, status: undefined, destination: undefined })} />
          ) : (
            <TrailList orgId={orgId} trails={shown} nameOf={nameOf} />
          )}
        </Panel>
      )}
    </Page>
  );
}

interface TrailListProps {
  readonly orgId: string;
  readonly trails: readonly Trail[] | undefined;
  readonly nameOf: (destination: string) => string;
}

function TrailList({ orgId, trails, nameOf }: TrailListProps) {
  const t = useText();
  const format = useFormat();
  const link = ({ id, name }: Trail) => (
    <TextLink to="/organizations/$orgId/trails/$trailId" params={{ orgId, trailId: id }} fw={600} c="inherit">
      {name}
    </TextLink>
  );
  const rule = ({ rule: text }: Trail) => (
    <Text size="xs" c="dimmed" truncate className={text === '' ? '' : 'mono'} maw={320} title={text}>
      {text === '' ? t('trails.everything') : text}
    </Text>
  );
  const last = ({ last_delivery_at: at }: Trail) =>
    at === null ? (
      <Text c="dimmed" size="sm">
        {t('trails.never')}
      </Text>
    ) : (
      <TimeText at={at} show="relative" />
    );
  const columns: readonly Column<Trail>[] = [
    {
      key: 'name',
      header: t('trails.column.name'),
      cell: (trail) => (
        <>
          {link(trail)}
          {rule(trail)}
        </>
      ),
    },
    {
      key: 'destination',
      header: t('trails.column.destination'),
      cell: ({ destination }) => (
        <Group gap={9} wrap="nowrap">
          <DestinationMark id={destination} size={28} />
          <Text size="sm">{nameOf(destination)}</Text>
        </Group>
      ),
    },
    { key: 'status', header: t('trails.column.status'), cell: (trail) => <Status trail={trail} /> },
    {
      key: 'delivered',
      header: t('trails.column.day'),
      width: 230,
      cell: (trail) => (
        <Group gap="sm" wrap="nowrap">
          <div className={classes.spark}>
            <TrailSpark orgId={orgId} trailId={trail.id} />
          </div>
          <div>
            <Text size="sm" className="tabular">
              {format.compact(trail.delivered_24h)}
            </Text>
            {trail.failed_24h === 0 ? null : (
              <Text size="xs" className={`tabular ${classes.bad} ${classes.one}`}>
                {t('trails.failedTries', { count: trail.failed_24h })}
              </Text>
            )}
          </div>
        </Group>
      ),
    },
    { key: 'lag', header: t('trails.column.lag'), cell: (trail) => <Lag trail={trail} /> },
    { key: 'last', header: t('trails.column.last'), cell: last },
  ];
  return (
    <DataList
      label={t('nav.trails')}
      columns={columns}
      rows={trails}
      rowKey={({ id }) => id}
      card={(trail) => ({
        title: link(trail),
        detail: (
          <>
            {nameOf(trail.destination)} · <Lag trail={trail} /> · {last(trail)}
          </>
        ),
        aside: <Status trail={trail} />,
      })}
    />
  );
}

function Status({ trail }: { readonly trail: Trail }) {
  const error = typeof trail.last_error === 'string' ? trail.last_error : trail.last_error?.message;
  return (
    <Tooltip label={error} disabled={trail.status !== 'failing' || error === undefined} multiline maw={360}>
      <span>
        <StatusBadge status={trail.status} />
      </span>
    </Tooltip>
  );
}

/** How far a trail is behind, in time and events. */
export function Lag({ trail }: { readonly trail: Trail }) {
  const t = useText();
  const format = useFormat();
  if (trail.lag_events === 0 || trail.lag_seconds < calmSeconds) {
    return <span className={classes.calm}>{t('trails.upToDate')}</span>;
  }
  return (
    <span className="tabular">
      {format.duration(trail.lag_seconds)}{' '}
      <Text span size="xs" c="dimmed">
        {t('trails.lagEvents', { count: trail.lag_events })}
      </Text>
    </span>
  );
}

function TrailSpark({ orgId, trailId }: { readonly orgId: string; readonly trailId: string }) {
  const { data } = useQuery(trailMetricsQuery(orgId, trailId, 24));
  const now = useNow();
  const values = useMemo(
    () => barsOf(data?.points ?? [], now - 24 * hourMs, now, hourMs).map((bar) => bar.values.delivered ?? 0),
    [data, now],
  );
  return <Spark values={values} height={26} />;
}
