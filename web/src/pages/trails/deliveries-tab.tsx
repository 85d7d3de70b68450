import { Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type Delivery, type DeliveryStatus, deliveriesQuery } from '../../api/trails.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { type Tone, ToneBadge } from '../../ui/badge.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { IconName } from '../../ui/icons.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { TrailProps } from './trail-page.tsx';
import classes from './trails.module.css';

const looks: Readonly<Record<DeliveryStatus, readonly [Tone, IconName]>> = {
  delivered: ['good', 'check'],
  retrying: ['warn', 'refresh'],
  partial: ['warn', 'warning'],
  split: ['info', 'columns'],
  dead: ['bad', 'error'],
  superseded: ['quiet', 'refresh'],
};

export function DeliveryBadge({ status }: { readonly status: DeliveryStatus }) {
  const t = useText();
  const [tone, icon] = looks[status];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`delivery.${status}`)}
    </ToneBadge>
  );
}

interface DeliveriesTabProps extends TrailProps {
  readonly onOpen: (deliveryId: string) => void;
}

/** Batches, newest first; each opens with its attempts. */
export function DeliveriesTab({ orgId, trail, onOpen }: DeliveriesTabProps) {
  const t = useText();
  const format = useFormat();
  const query = useInfiniteQuery(deliveriesQuery(orgId, trail.id));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const opener = ({ id, started_at: at }: Delivery) => (
    <UnstyledButton className={classes.rowLink} onClick={() => onOpen(id)}>
      <TimeText at={at} />
    </UnstyledButton>
  );
  const next = ({ next_attempt_at: at }: Delivery) =>
    at === null ? null : (
      <Text span size="sm">
        {t('delivery.next')} <TimeText at={at} show="relative" />
      </Text>
    );
  const columns: readonly Column<Delivery>[] = [
    { key: 'at', header: t('delivery.started'), cell: opener },
    {
      key: 'status',
      header: t('trails.column.status'),
      cell: ({ status }) => <DeliveryBadge status={status} />,
    },
    {
      key: 'events',
      header: t('delivery.events'),
      align: 'right',
      cell: ({ events, first_seq: first, last_seq: last }) => (
        <span className="tabular">
          {format.number(events)}{' '}
          <Text span size="xs" c="dimmed">
            {first === last ? `#${first}` : `#${first}–${last}`}
          </Text>
        </span>
      ),
    },
    {
      key: 'bytes',
      header: t('delivery.size'),
      align: 'right',
      cell: ({ bytes }) => <span className="tabular">{format.bytes(bytes)}</span>,
    },
    {
      key: 'attempts',
      header: t('delivery.attempts'),
      align: 'right',
      cell: ({ attempts }) => <span className="tabular">{attempts}</span>,
    },
    { key: 'next', header: t('delivery.nextTry'), cell: next },
  ];
  if (query.error !== null && rows === undefined) {
    return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <Panel flush>
      {rows?.length === 0 ? (
        <EmptyState icon="send" title={t('delivery.empty.title')} body={t('delivery.empty.body')} />
      ) : (
        <DataList
          label={t('trail.tab.deliveries')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          card={(delivery) => ({
            title: opener(delivery),
            detail: (
              <>
                {t('delivery.summary', { count: delivery.events, tries: delivery.attempts })} {next(delivery)}
              </>
            ),
            aside: <DeliveryBadge status={delivery.status} />,
          })}
          onLoadMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          loadingMore={query.isFetchingNextPage}
        />
      )}
    </Panel>
  );
}
