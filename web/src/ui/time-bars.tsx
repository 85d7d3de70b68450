import { Button, Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { useFormat } from '../text/format.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { niceTop, timeTicks } from './chart-ticks.ts';
import { Icon } from './icons.tsx';
import classes from './time-bars.module.css';
import { TimeBarsTable } from './time-bars-table.tsx';

export interface Series {
  readonly key: string;
  readonly label: string;
  readonly color: string;
}

/** One bar: its start in milliseconds, and a count for each series. */
export interface Bucket {
  readonly at: number;
  readonly values: Readonly<Record<string, number>>;
}

export interface TimeBarsProps {
  readonly label: string;
  readonly series: readonly Series[];
  readonly buckets: readonly Bucket[];
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  /** Of the drawing alone; reserve `timeBarsHeight(height)` where it loads later. */
  readonly height?: number;
  /** Dragging over the bars, or a button of the table, chooses a span. */
  readonly onZoom?: (from: number, to: number) => void;
  /** Shown at the left above the bars, such as a count. */
  readonly heading?: ReactNode;
}

const axis = { left: 44, bottom: 22, top: 8, right: 6 } as const;

/** The height of the whole part, legend included. */
export const timeBarsHeight = (height = 132): number => height + 38;

export const bucketTotal = ({ values }: Bucket): number =>
  Object.values(values).reduce((sum, value) => sum + value, 0);

/** Stacked bars over time, our own SVG: follows the scheme, and reads as a table too. */
export function TimeBars(props: TimeBarsProps) {
  const { label, series, buckets, from, to, height = 132, heading } = props;
  const t = useText();
  const format = useFormat();
  const [asTable, setAsTable] = useState(false);
  const { ref, width } = useElementSize();
  const totals = useMemo(
    () => series.map(({ key }) => buckets.reduce((sum, { values }) => sum + (values[key] ?? 0), 0)),
    [series, buckets],
  );
  const most = Math.max(0, ...buckets.map(bucketTotal));
  const summary = t('chart.summary', {
    label,
    total: format.number(totals.reduce((sum, value) => sum + value, 0)),
    from: format.dateTime(from),
    to: format.dateTime(to),
    most: format.number(most),
  });
  return (
    <figure className={classes.figure} style={{ minHeight: timeBarsHeight(height) }} ref={ref}>
      <Group className={classes.head} justify="space-between" gap="sm">
        <Group gap="md">
          {heading}
          <ul className={classes.legend}>
            {series.map(({ key, label: name, color }, index) => (
              <li key={key}>
                <span className={classes.swatch} style={{ background: color }} />
                {name}
                <Text span size="xs" c="dimmed" className="tabular">
                  {format.compact(totals[index] ?? 0)}
                </Text>
              </li>
            ))}
          </ul>
        </Group>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<Icon name={asTable ? 'bars' : 'table'} size={14} />}
          onClick={() => setAsTable((was) => !was)}
        >
          {asTable ? t('chart.asChart') : t('chart.asTable')}
        </Button>
      </Group>
      {asTable ? (
        <TimeBarsTable {...props} height={height} />
      ) : (
        <Drawing {...props} height={height} width={width} top={niceTop(most)} summary={summary} />
      )}
    </figure>
  );
}

type DrawingProps = TimeBarsProps & {
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly summary: string;
};

function Drawing({ series, buckets, from, to, stepMs, height, width, top, summary, onZoom }: DrawingProps) {
  const [hovered, setHovered] = useState<Bucket>();
  const plotWidth = Math.max(1, width - axis.left - axis.right);
  const plotHeight = height - axis.top - axis.bottom;
  const x = (at: number) => axis.left + ((at - from) / (to - from)) * plotWidth;
  const y = (value: number) => axis.top + plotHeight * (1 - value / top);
  const brush = useBrush((px) => from + ((px - axis.left) / plotWidth) * (to - from), from, to, onZoom);

  const onMove = (event: PointerEvent<SVGSVGElement>) => {
    brush.move(event);
    const at = brush.timeOf(event);
    setHovered(buckets.find((bucket) => at >= bucket.at && at < bucket.at + stepMs));
  };
  return (
    <div className={classes.plot}>
      {/* The summary says it in words, and the table in full. */}
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={summary}
        data-zoom={onZoom !== undefined}
        onPointerDown={brush.start}
        onPointerMove={onMove}
        onPointerUp={brush.end}
        onPointerLeave={() => setHovered(undefined)}
      >
        <Axes top={top} from={from} to={to} width={width} height={height} x={x} y={y} />
        {buckets.map((bucket) => {
          const left = Math.max(axis.left, x(bucket.at));
          const barWidth = Math.min(x(bucket.at + stepMs), width - axis.right) - left;
          let below = 0;
          return (
            <g key={bucket.at} opacity={hovered === undefined || hovered === bucket ? 1 : 0.55}>
              {series.map(({ key, color }) => {
                const value = bucket.values[key] ?? 0;
                if (value === 0) return null;
                const base = below;
                below += value;
                // A single event among thousands still shows: a bar is at least 1.5 pixels high.
                const barHeight = Math.max(1.5, y(base) - y(below));
                return (
                  <rect
                    key={key}
                    x={left + 0.5}
                    width={Math.max(1, barWidth - 1)}
                    y={y(base) - barHeight}
                    height={barHeight}
                    fill={color}
                  />
                );
              })}
            </g>
          );
        })}
        {brush.span === undefined ? null : (
          <rect
            className={classes.brush}
            x={x(brush.span.from)}
            width={x(brush.span.to) - x(brush.span.from)}
            y={axis.top}
            height={plotHeight}
          />
        )}
      </svg>
      {hovered === undefined || brush.span !== undefined ? null : (
        <Hint
          bucket={hovered}
          series={series}
          stepMs={stepMs}
          left={x(hovered.at + stepMs / 2)}
          width={width}
        />
      )}
    </div>
  );
}

/** Dragging over the drawing; pointer capture keeps it going outside. */
function useBrush(toTime: (px: number) => number, from: number, to: number, onZoom: TimeBarsProps['onZoom']) {
  const [span, setSpan] = useState<{ from: number; to: number }>();
  const start = useRef<number>(undefined);
  const timeOf = (event: PointerEvent<SVGSVGElement>) => {
    const at = toTime(event.clientX - event.currentTarget.getBoundingClientRect().left);
    return Math.min(to, Math.max(from, at));
  };
  return {
    span,
    timeOf,
    start(event: PointerEvent<SVGSVGElement>) {
      if (onZoom === undefined || event.button !== 0) return;
      start.current = timeOf(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    move(event: PointerEvent<SVGSVGElement>) {
      if (start.current === undefined) return;
      const at = timeOf(event);
      setSpan({ from: Math.min(start.current, at), to: Math.max(start.current, at) });
    },
    end() {
      start.current = undefined;
      // A click is no drag: less than a hundredth of the width chooses nothing.
      if (span !== undefined && span.to - span.from > (to - from) / 100) onZoom?.(span.from, span.to);
      setSpan(undefined);
    },
  };
}

interface AxesProps {
  readonly top: number;
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly height: number;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

function Axes({ top, from, to, width, height, x, y }: AxesProps) {
  const format = useFormat();
  const { language } = useLanguage();
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  const isMidnight = (at: number) => new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0;
  const levels = top >= 4 && top % 2 === 0 ? [top / 2, top] : [top];
  return (
    <g className={classes.axes}>
      <line x1={axis.left} x2={width - axis.right} y1={y(0)} y2={y(0)} data-base />
      {levels.map((value) => (
        <g key={value}>
          <line x1={axis.left} x2={width - axis.right} y1={y(value)} y2={y(value)} />
          <text x={axis.left - 8} y={y(value) + 4} textAnchor="end">
            {format.compact(value)}
          </text>
        </g>
      ))}
      {/* Labels take some 70 pixels each; more would touch on a phone. */}
      {timeTicks(from, to, Math.floor((width - axis.left) / 76))
        .filter((at) => x(at) > axis.left + 12 && x(at) < width - 22)
        .map((at) => (
          <text key={at} x={x(at)} y={height - 5} textAnchor="middle">
            {isMidnight(at) ? day.format(at) : format.time(at)}
          </text>
        ))}
    </g>
  );
}

interface HintProps {
  readonly bucket: Bucket;
  readonly series: readonly Series[];
  readonly stepMs: number;
  readonly left: number;
  readonly width: number;
}

function Hint({ bucket, series, stepMs, left, width }: HintProps) {
  const t = useText();
  const format = useFormat();
  return (
    <div
      className={classes.hint}
      style={left > width / 2 ? { right: width - left + 12 } : { left: left + 12 }}
    >
      <strong className="tabular">
        {format.dateTime(bucket.at)} – {format.time(bucket.at + stepMs)}
      </strong>
      {series.map(({ key, label, color }) => (
        <span key={key}>
          <span className={classes.swatch} style={{ background: color }} />
          {label}
          <b className="tabular">{format.number(bucket.values[key] ?? 0)}</b>
        </span>
      ))}
      {series.length > 1 ? (
        <span>
          {t('chart.total')}
          <b className="tabular">{format.number(bucketTotal(bucket))}</b>
        </span>
      ) : null}
    </div>
  );
}
