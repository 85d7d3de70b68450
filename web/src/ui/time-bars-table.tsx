import { Button, Table } from '@mantine/core';
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
      <Table stickyHeader verticalSpacing={4} horizontalSpacing="sm" fz="sm" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('chart.time')}</Table.Th>
            {series.map((each) => (
              <Table.Th key={each.key} scope="col" ta="right">
                {each.label}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="right">
              {t('chart.total')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="tabular">
          {buckets
            .filter((bucket) => bucketTotal(bucket) > 0)
            .map((bucket) => (
              <Table.Tr key={bucket.at}>
                <Table.Td>
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
                </Table.Td>
                {series.map(({ key }) => (
                  <Table.Td key={key} ta="right">
                    {format.number(bucket.values[key] ?? 0)}
                  </Table.Td>
                ))}
                <Table.Td ta="right">{format.number(bucketTotal(bucket))}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
