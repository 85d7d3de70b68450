import { Button, Group, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import classes from './data-list.module.css';

export interface Column<Row> {
  readonly key: string;
  /** The heading; of a column of buttons it is read out but not shown. */
  readonly header: string;
  readonly headerHidden?: boolean;
  readonly cell: (row: Row) => ReactNode;
  readonly width?: number | string;
  readonly align?: 'left' | 'right';
}

/** The same row on a phone: a first line, a second one, and what stands at the right. */
export interface Card {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly aside?: ReactNode;
}

interface DataListProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly card: (row: Row) => Card;
  /** Greyed rows, such as expired tokens. */
  readonly muted?: (row: Row) => boolean;
  readonly onLoadMore?: (() => void) | undefined;
  readonly loadingMore?: boolean;
}

/** Below this width a table would scroll sideways; rows become cards. */
export const useIsNarrow = (): boolean =>
  useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false;

/** A list of a server's page: a table where there is room, two-line cards where there is not. */
export function DataList<Row>(props: DataListProps<Row>) {
  const narrow = useIsNarrow();
  const t = useText();
  if (props.rows === undefined) return <ListSkeleton label={t('state.loading')} />;
  return (
    <>
      {narrow ? <Cards {...props} rows={props.rows} /> : <Rows {...props} rows={props.rows} />}
      {props.onLoadMore === undefined ? null : (
        <Group justify="center" p="md">
          <Button variant="default" loading={props.loadingMore ?? false} onClick={props.onLoadMore}>
            {t('action.loadMore')}
          </Button>
        </Group>
      )}
    </>
  );
}

type Filled<Row> = DataListProps<Row> & { readonly rows: readonly Row[] };

function Rows<Row>({ label, columns, rows, rowKey, muted }: Filled<Row>) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, header, headerHidden, width, align = 'left' }) => (
              <th key={key} scope="col" style={{ width, textAlign: align }}>
                {headerHidden === true ? <VisuallyHidden>{header}</VisuallyHidden> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-muted={muted?.(row) ?? false}>
              {columns.map(({ key, cell, align = 'left' }) => (
                <td key={key} style={{ textAlign: align }}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards<Row>({ label, rows, rowKey, card, muted }: Filled<Row>) {
  return (
    <ul className={classes.cards} aria-label={label}>
      {rows.map((row) => {
        const { title, detail, aside } = card(row);
        return (
          <li key={rowKey(row)} className={classes.card} data-muted={muted?.(row) ?? false}>
            <div className={classes.cardText}>
              <div className={classes.cardTitle}>{title}</div>
              {detail === undefined ? null : (
                <Text component="div" size="sm" c="dimmed">
                  {detail}
                </Text>
              )}
            </div>
            {aside === undefined ? null : <div className={classes.cardAside}>{aside}</div>}
          </li>
        );
      })}
    </ul>
  );
}

/** Lines in the shape of the list to come. */
export function ListSkeleton({ label, lines = 5 }: { readonly label: string; readonly lines?: number }) {
  return (
    <div className={classes.skeleton} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <Skeleton key={index} height={18} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  );
}
