import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usageQuery } from '../../api/usage.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { MonthBars } from '../../ui/month-bars.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import classes from './usage.module.css';

/** What is recorded and kept: three numbers and twelve months. */
export function UsageContent({ orgId }: { readonly orgId: string }) {
  const t = useText();
  const format = useFormat();
  const { data, error, refetch } = useQuery(usageQuery(orgId));
  if (data === undefined)
    return error === null ? (
      <Panel flush>
        <ListSkeleton label={t('state.loading')} lines={10} />
      </Panel>
    ) : (
      <ProblemView error={error} onRetry={() => void refetch()} />
    );
  const { months, events_total, storage_bytes } = data;
  const numbers = [
    {
      label: t('usage.thisMonth'),
      value: format.number(months.at(-1)?.events ?? 0),
      detail: t('usage.lastMonth', { count: format.number(months.at(-2)?.events ?? 0) }),
    },
    { label: t('usage.kept'), value: format.number(events_total), detail: t('usage.kept.body') },
    { label: t('usage.storage'), value: format.bytes(storage_bytes), detail: t('usage.storage.body') },
  ];
  const isEmpty = months.every(({ events }) => events === 0);
  return (
    <Stack gap="lg">
      <dl className={classes.numbers}>
        {numbers.map(({ label, value, detail }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <span className={classes.value}>{value}</span>
              <Text component="span" size="sm" c="dimmed">
                {detail}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
      <Panel title={t('usage.chart')}>
        {isEmpty ? (
          <Text c="dimmed" ta="center" py="xl">
            {t('usage.none')}
          </Text>
        ) : (
          <MonthBars
            label={t('usage.chart')}
            monthLabel={t('usage.month')}
            countLabel={t('usage.events')}
            months={months.map(({ month, events }) => ({ month, count: events }))}
          />
        )}
        <Text size="sm" c="dimmed" mt="xs">
          {t('usage.utc')}
        </Text>
      </Panel>
    </Stack>
  );
}
