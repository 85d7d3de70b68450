import { Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Overview } from '../../api/overview.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { Spark } from '../../ui/spark.tsx';
import classes from './dashboard.module.css';

interface NumberCardProps {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  readonly tone?: 'bad' | 'warn';
  readonly children?: ReactNode;
}

function NumberCard({ label, value, detail, tone, children }: NumberCardProps) {
  return (
    <div className={classes.number} data-tone={tone}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.value}>{value}</span>
        <Text component="span" size="sm" c="dimmed">
          {detail}
        </Text>
        <span className={classes.drawing}>{children}</span>
      </dd>
    </div>
  );
}

/** How many trails run, rest and fail, as one bar. */
function TrailsBar({ trails }: { readonly trails: Overview['trails'] }) {
  const t = useText();
  const parts = [
    { key: 'active', count: trails.active, text: t('dashboard.trail.active', { count: trails.active }) },
    { key: 'paused', count: trails.paused, text: t('dashboard.trail.paused', { count: trails.paused }) },
    { key: 'failing', count: trails.failing, text: t('dashboard.trail.failing', { count: trails.failing }) },
  ].filter(({ count }) => count > 0);
  return (
    <>
      <span className={classes.share} aria-hidden="true">
        {parts.map(({ key, count }) => (
          <span key={key} data-status={key} style={{ flexGrow: count }} />
        ))}
      </span>
      <Text component="span" size="xs" c="dimmed">
        {parts.map(({ text }) => text).join(' · ')}
      </Text>
    </>
  );
}

interface NumbersProps {
  readonly overview: Overview | undefined;
  /** The name of the trail that is furthest behind, if one is. */
  readonly slowest: string | undefined;
}

/** The four numbers at the top of the dashboard. */
export function Numbers({ overview, slowest }: NumbersProps) {
  const t = useText();
  const format = useFormat();
  if (overview === undefined) {
    return (
      <div className={classes.numbers} role="status" aria-label={t('state.loading')}>
        {['events', 'failing', 'lag', 'dead-letters'].map((key) => (
          <Skeleton key={key} height={154} radius="lg" />
        ))}
      </div>
    );
  }
  const { trails, lag_seconds, dead_letters } = overview;
  const byHour = overview.events_by_hour.map(({ events }) => events);
  const total = trails.active + trails.paused + trails.failing;
  return (
    <dl className={classes.numbers}>
      <NumberCard
        label={t('dashboard.events24h')}
        value={format.number(overview.events_24h)}
        detail={t('dashboard.events24h.body', { count: format.number(Math.max(0, ...byHour)) })}
      >
        <Spark values={byHour} label={t('dashboard.events.chart')} />
      </NumberCard>
      <NumberCard
        label={t('dashboard.failing')}
        value={format.number(trails.failing)}
        detail={t('dashboard.failing.of', { total })}
        {...(trails.failing > 0 ? { tone: 'bad' } : {})}
      >
        {total === 0 ? null : <TrailsBar trails={trails} />}
      </NumberCard>
      <NumberCard
        label={t('dashboard.lag')}
        value={format.duration(lag_seconds < 1 ? 0 : lag_seconds)}
        detail={lag_seconds < 5 ? t('dashboard.lag.none') : t('dashboard.lag.body')}
        {...(lag_seconds > 300 ? { tone: 'warn' } : {})}
      >
        {slowest === undefined ? null : (
          <Text component="span" size="xs" c="dimmed">
            {slowest}
          </Text>
        )}
      </NumberCard>
      <NumberCard
        label={t('dashboard.deadLetters')}
        value={format.number(dead_letters)}
        detail={dead_letters === 0 ? t('dashboard.deadLetters.none') : t('dashboard.deadLetters.body')}
        {...(dead_letters > 0 ? { tone: 'bad' } : {})}
      >
        <Text component="span" size="xs" c="dimmed">
          {t('dashboard.storage', { size: format.bytes(overview.storage_bytes) })}
        </Text>
      </NumberCard>
    </dl>
  );
}
