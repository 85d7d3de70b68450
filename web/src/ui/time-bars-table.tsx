import { Button } from '@mantine/core';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/text.tsx';
import classes from './time-bars.module.css';
import { bucketTotal, type TimeBarsProps } from './time-bars.tsx';

/** The same numbers for those who do not see bars; rows without anything are left out. */
export function TimeBarsTable({ label, series, buckets, stepMs, height = 132, onZoom }: TimeBarsProps) {
  const t = useText();
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.tableScroll} style={{ height }} aria-label={label} tabIndex={0}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {series.map((each) => (
              <th key={each.key} scope="col" data-number>
                {each.label}
              </th>
            ))}
            <th scope="col" data-number>
              {t('chart.total')}
            </th>
          </tr>
        </thead>
        <tbody className="tabular">
          {buckets
            .filter((bucket) => bucketTotal(bucket) > 0)
            .map((bucket) => (
              <tr key={bucket.at}>
                <td>
                  {onZoom === undefined ? (
                    format.dateTime(bucket.at)
                  ) : (
                    <Button
                      variant="subtle"
                      size="compact-xs"
                      title={t('chart.zoom', {
                        from: format.dateTime(bucket.at),
                        to: format.dateTime(bucket.at + stepMs),
                      })}
                      onClick={() => onZoom(bucket.at, bucket.at + stepMs)}
                    >
                      {format.dateTime(bucket.at)}
                    </Button>
                  )}
                </td>
                {series.map(({ key }) => (
                  <td key={key} data-number>
                    {format.number(bucket.values[key] ?? 0)}
                  </td>
                ))}
                <td data-number>{format.number(bucketTotal(bucket))}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
