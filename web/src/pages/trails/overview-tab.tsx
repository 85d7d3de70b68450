import { SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { type Destination, trailMetricsQuery } from '../../api/trails.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeBars, timeBarsHeight } from '../../ui/time-bars.tsx';
import { stepFor, stepMs } from '../../ui/time-range.ts';
import { TimeText, useNow } from '../../ui/time-text.tsx';
import { barsOf, totalsOf } from './counts.ts';
import { chartHours } from './search.ts';
import type { TrailProps } from './trail-page.tsx';
import classes from './trails.module.css';

interface OverviewTabProps extends TrailProps {
  readonly destination: Destination | undefined;
  readonly hours: number;
  readonly onHours: (hours: (typeof chartHours)[number]) => void;
}

const hourMs = 3_600_000;
const height = 150;
/** The server's sums are of five minutes; finer bars would have holes. */
const finestStepMs = 300_000;

export function OverviewTab({ orgId, trail, destination, hours, onHours }: OverviewTabProps) {
  const t = useText();
  const { data, error, refetch } = useQuery(trailMetricsQuery(orgId, trail.id, hours));
  const now = useNow();
  const step = Math.max(finestStepMs, stepMs(stepFor({ from: now - hours * hourMs, to: now }, 96)));
  const from = now - hours * hourMs;
  const points = data?.points ?? [];
  const series = useMemo(
    () => [
      { key: 'delivered', label: t('trail.delivered'), color: 'var(--mantine-primary-color-filled)' },
      { key: 'failed', label: t('trail.failedTries'), color: 'var(--cairn-level-warning)' },
      { key: 'dead', label: t('trail.dead'), color: 'var(--cairn-level-error)' },
    ],
    [t],
  );
  return (
    <div className={classes.stack}>
      <Numbers {...totalsOf(points)} trail={trail} />
      <Panel
        title={t('trail.chart')}
        aside={
          <SegmentedControl
            size="sm"
            aria-label={t('time.range')}
            value={String(hours)}
            data={chartHours.map((value) => ({ value, label: t(`trail.hours.${value}`) }))}
            onChange={(value) => onHours(value as (typeof chartHours)[number])}
          />
        }
      >
        {error !== null && data === undefined ? (
          <ProblemView error={error} onRetry={() => void refetch()} />
        ) : (
          <div style={{ minHeight: timeBarsHeight(height) }}>
            <TimeBars
              label={t('trail.chart')}
              series={series}
              buckets={barsOf(points, from, now, step)}
              from={from}
              to={now}
              stepMs={step}
              height={height}
            />
          </div>
        )}
      </Panel>
      <About orgId={orgId} trail={trail} destination={destination} />
    </div>
  );
}

type NumbersProps = ReturnType<typeof totalsOf> & Pick<TrailProps, 'trail'>;

function Numbers({ delivered, failed, meanMs, trail }: NumbersProps) {
  const t = useText();
  const format = useFormat();
  return (
    <dl className={classes.numbers}>
      <NumberTile label={t('trail.delivered')} value={format.number(delivered)} />
      <NumberTile label={t('trail.failedTries')} value={format.number(failed)} isBad={failed > 0} />
      <NumberTile label={t('trail.pending')} value={format.number(trail.lag_events)} />
      <NumberTile
        label={t('trail.lag')}
        value={trail.lag_events === 0 ? t('trails.upToDate') : format.duration(trail.lag_seconds)}
      />
      <NumberTile label={t('trail.latency')} value={meanMs === null ? '–' : format.duration(meanMs / 1000)} />
    </dl>
  );
}

interface NumberTileProps {
  readonly label: string;
  readonly value: string;
  readonly isBad?: boolean;
}

function NumberTile({ label, value, isBad = false }: NumberTileProps) {
  return (
    <div className={classes.number} data-tone={isBad ? 'bad' : undefined}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function About({ orgId, trail, destination }: Omit<OverviewTabProps, 'hours' | 'onHours' | 'mayManage'>) {
  const t = useText();
  const format = useFormat();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      t('wizard.rule'),
      trail.rule === '' ? (
        t('trails.everything')
      ) : (
        <TextLink
          key="rule"
          to="/organizations/$orgId/audit-logs"
          params={{ orgId }}
          search={{ q: trail.rule, from: 'now-7d', to: 'now' }}
          className="mono"
        >
          {trail.rule}
        </TextLink>
      ),
    ],
    [t('trails.column.destination'), destination?.name ?? trail.destination],
    ...Object.entries(trail.config ?? {}).map(
      ([name, value]) =>
        [
          destination?.config_schema.properties?.[name]?.title ?? name,
          <span key={name} className="mono">
            {String(value)}
          </span>,
        ] as const,
    ),
    [t('trail.position'), t('trail.position.body', { number: format.number(trail.position) })],
    [
      t('trails.column.last'),
      trail.last_delivery_at === null ? t('trails.never') : <TimeText key="at" at={trail.last_delivery_at} />,
    ],
    [
      t('trail.created'),
      <>
        <TimeText at={trail.created_at} show="date" />{' '}
        {trail.created_by === undefined || trail.created_by === '' ? null : (
          <Text span size="sm" c="dimmed">
            {trail.created_by}
          </Text>
        )}
      </>,
    ],
  ];
  return (
    <Panel title={t('trail.about')}>
      <dl className={classes.about}>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
