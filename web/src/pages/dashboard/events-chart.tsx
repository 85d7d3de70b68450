import { useNavigate } from '@tanstack/react-router';
import type { Overview } from '../../api/overview.ts';
import { useText } from '../../text/text.tsx';
import { Panel } from '../../ui/page.tsx';
import { TimeBars } from '../../ui/time-bars.tsx';

const hourMs = 3_600_000;

interface EventsChartProps {
  readonly orgId: string;
  readonly overview: Overview;
}

/** The events of the last 24 hours, hour by hour; dragging opens that time in the audit log. */
export function EventsChart({ orgId, overview }: EventsChartProps) {
  const t = useText();
  const navigate = useNavigate();
  const buckets = overview.events_by_hour.map(({ at, events }) => ({
    at: Date.parse(at),
    values: { events },
  }));
  const from = buckets[0]?.at ?? 0;
  const to = (buckets.at(-1)?.at ?? 0) + hourMs;
  const iso = (at: number) => new Date(at).toISOString();
  if (buckets.length === 0) return null;
  return (
    <Panel title={t('dashboard.events.chart')}>
      <TimeBars
        label={t('dashboard.events.chart')}
        series={[
          {
            key: 'events',
            label: t('dashboard.events.series'),
            color: 'var(--mantine-primary-color-filled)',
          },
        ]}
        buckets={buckets}
        from={from}
        to={to}
        stepMs={hourMs}
        height={150}
        onZoom={(start, end) =>
          void navigate({
            to: '/organizations/$orgId/audit-logs',
            params: { orgId },
            search: { from: iso(start), to: iso(end) },
          })
        }
      />
    </Panel>
  );
}
