import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { histogramQuery, levels, queryFaultOf, type Scope } from '../../api/events.ts';
import { useText } from '../../text/text.tsx';
import { levelColors } from '../../ui/badge.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeBars, timeBarsHeight } from '../../ui/time-bars.tsx';
import { type Span, stepFor, stepMs } from '../../ui/time-range.ts';

const height = 118;

interface HistogramProps {
  readonly orgId: string;
  readonly scope: Scope;
  readonly span: Span;
  readonly onZoom: (from: number, to: number) => void;
}

/** All that matches over the whole range, by level, however much of it the list has loaded. */
export function Histogram({ orgId, scope, span, onZoom }: HistogramProps) {
  const t = useText();
  const step = stepFor(span);
  const { data, error, refetch, isPlaceholderData } = useQuery(histogramQuery(orgId, scope, step));
  const series = useMemo(
    () => levels.map((level) => ({ key: level, label: t(`level.${level}`), color: levelColors[level] })),
    [t],
  );
  const buckets = useMemo(
    () => (data?.points ?? []).map(({ at, levels: values }) => ({ at: Date.parse(at), values })),
    [data],
  );
  // A mistake in the query is told below the search box.
  if (error !== null && data === undefined && queryFaultOf(error) === undefined) {
    return <ProblemView error={error} onRetry={() => void refetch()} />;
  }
  const total = data?.total ?? 0;
  return (
    <Panel>
      <div style={{ minHeight: timeBarsHeight(height), opacity: isPlaceholderData ? 0.6 : 1 }}>
        <TimeBars
          label={t('log.chart')}
          series={series}
          buckets={buckets}
          from={span.from}
          to={span.to}
          stepMs={stepMs(data?.step ?? step)}
          height={height}
          onZoom={onZoom}
          heading={
            <Group gap={6} wrap="nowrap">
              <Text fw={620} role="status" className="tabular">
                {data === undefined ? t('state.loading') : t('log.count', { count: total })}
              </Text>
              {data?.sampled === true ? (
                <Text size="xs" c="dimmed">
                  {t('log.sampled')}
                </Text>
              ) : null}
            </Group>
          }
        />
      </div>
    </Panel>
  );
}
