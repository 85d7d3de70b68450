import { Button, Group } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useFormat } from '../text/format.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { niceTop } from './chart-ticks.ts';
import { Icon } from './icons.tsx';
import classes from './time-bars.module.css';

export interface MonthCount {
  /** `2026-11`. */
  readonly month: string;
  readonly count: number;
}

interface MonthBarsProps {
  readonly label: string;
  readonly monthLabel: string;
  readonly countLabel: string;
  readonly months: readonly MonthCount[];
  readonly height?: number;
}

const axis = { left: 48, bottom: 24, top: 10, right: 4 } as const;

/** The name of a month, of the calendar that the counts are made in: no zone may push it to the one before. */
function useMonthName(month: 'short' | 'long', withYear: boolean): (month: string) => string {
  const { language } = useLanguage();
  const write = new Intl.DateTimeFormat(language, {
    month,
    timeZone: 'UTC',
    ...(withYear ? { year: 'numeric' } : {}),
  });
  return (text) => write.format(new Date(`${text}-01T00:00:00Z`));
}

/** One bar for each month. Months differ in length, so that the axis holds names and not times. */
export function MonthBars({ label, monthLabel, countLabel, months, height = 220 }: MonthBarsProps) {
  const t = useText();
  const format = useFormat();
  const name = useMonthName('long', true);
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={classes.figure} style={{ minHeight: height + 38 }}>
      <Group className={classes.head} justify="flex-end">
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
        <table className={classes.table} aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{monthLabel}</th>
              <th scope="col" data-number>
                {countLabel}
              </th>
            </tr>
          </thead>
          <tbody className="tabular">
            {months.toReversed().map(({ month, count }) => (
              <tr key={month}>
                <td>{name(month)}</td>
                <td data-number>{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Drawing label={label} countLabel={countLabel} months={months} height={height} />
      )}
    </figure>
  );
}

type DrawingProps = Pick<MonthBarsProps, 'label' | 'countLabel' | 'months'> & { readonly height: number };

function Drawing({ label, countLabel, months, height }: DrawingProps) {
  const t = useText();
  const format = useFormat();
  const longName = useMonthName('long', true);
  const shortName = useMonthName('short', false);
  const { ref, width } = useElementSize();
  const [hovered, setHovered] = useState<MonthCount>();
  const counts = months.map(({ count }) => count);
  const top = niceTop(Math.max(0, ...counts));
  const plotHeight = height - axis.top - axis.bottom;
  const slot = Math.max(1, (width - axis.left - axis.right) / months.length);
  const y = (value: number) => axis.top + plotHeight * (1 - value / top);
  const centre = (index: number) => axis.left + slot * (index + 0.5);
  // A name takes some 40 pixels; the last month is always named.
  const every = Math.ceil(44 / slot);
  const summary = t('chart.summary', {
    label,
    total: format.number(counts.reduce((sum, count) => sum + count, 0)),
    from: longName(months[0]?.month ?? ''),
    to: longName(months.at(-1)?.month ?? ''),
    most: format.number(Math.max(0, ...counts)),
  });
  const barWidth = Math.min(slot * 0.66, 56);
  const at = hovered === undefined ? -1 : months.indexOf(hovered);
  return (
    <div className={classes.plot} ref={ref}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={summary}
        onPointerMove={(event) => {
          const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
          setHovered(months[Math.floor((px - axis.left) / slot)]);
        }}
        onPointerLeave={() => setHovered(undefined)}
      >
        <g className={classes.axes}>
          {(top >= 4 ? [top / 2, top] : [top]).map((value) => (
            <g key={value}>
              <line x1={axis.left} x2={width - axis.right} y1={y(value)} y2={y(value)} />
              <text x={axis.left - 8} y={y(value) + 4} textAnchor="end">
                {format.compact(value)}
              </text>
            </g>
          ))}
          <line x1={axis.left} x2={width - axis.right} y1={y(0)} y2={y(0)} data-base />
          {months.map(({ month }, index) =>
            (months.length - 1 - index) % every === 0 ? (
              <text key={month} x={centre(index)} y={height - 6} textAnchor="middle">
                {shortName(month)}
              </text>
            ) : null,
          )}
        </g>
        {months.map((each, index) =>
          each.count === 0 ? null : (
            <rect
              key={each.month}
              x={centre(index) - barWidth / 2}
              width={barWidth}
              // A single event among thousands still shows.
              y={Math.min(y(each.count), y(0) - 1.5)}
              height={Math.max(1.5, y(0) - y(each.count))}
              rx={2}
              fill="var(--mantine-primary-color-filled)"
              opacity={hovered === undefined || hovered === each ? 1 : 0.55}
            />
          ),
        )}
      </svg>
      {hovered === undefined || at < 0 ? null : (
        <div
          className={classes.hint}
          style={at > months.length / 2 ? { right: width - centre(at) + 12 } : { left: centre(at) + 12 }}
        >
          <strong>{longName(hovered.month)}</strong>
          <span>
            {countLabel}
            <b className="tabular">{format.number(hovered.count)}</b>
          </span>
        </div>
      )}
    </div>
  );
}
