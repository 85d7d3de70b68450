import { Button, ScrollArea, Table } from '@mantine/core';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/text.tsx';
import { bucketTotal, type TimeBarsProps } from './time-bars.tsx';

/** The same numbers for those who do not see bars; rows without anything are left out. */
export function TimeBarsTable({ label, series, buckets, stepMs, height = 132, onZoom }: TimeBarsProps) {
  const t = useText();
  const format = useFormat();
  return (
    <ScrollArea h={height} type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': label }}>
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
    </ScrollArea>
  );
}
