// biome-ignore-all lint/a11y/useSemanticElements: rows out of a table's flow need grids, with the roles of a table
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the role is decided by the width
// biome-ignore-all lint/a11y/useFocusableInteractive: the link inside a row takes the focus
import { Button, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { AuditEvent } from '../../api/events.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import { useText } from '../../text/text.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import { PlainLink } from '../../ui/link.tsx';
import { type ColumnKey, leastWidth, logColumns, tracksOf, usualColumns } from './columns.tsx';
import { EventCard } from './event-card.tsx';
import classes from './event-table.module.css';
import { useSentence } from './sentence.ts';

interface EventTableProps {
  readonly events: readonly AuditEvent[];
  /** How many of the first rows arrived while the page was open. */
  readonly fresh: number;
  readonly chosen: readonly ColumnKey[] | null;
  readonly openId: string | undefined;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onLoadMore: () => void;
  readonly onHover: (isInside: boolean) => void;
}

const rowHeight = { wide: 43, narrow: 69 } as const;

/** Where the list starts in the document; follows whatever above it grows or shrinks. */
function useOffset(ref: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const top = ref.current?.getBoundingClientRect().top;
      if (top !== undefined) setOffset(Math.round(top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [ref]);
  return offset;
}

/** Rows of which only those in sight are in the document; on a phone, two-line cards. */
export function EventTable(props: EventTableProps) {
  const { events, chosen, hasMore, isLoadingMore, onLoadMore, onHover } = props;
  const t = useText();
  const narrow = useIsNarrow();
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const list = useRef<HTMLDivElement>(null);
  const offset = useOffset(list);
  const height = narrow ? rowHeight.narrow : rowHeight.wide;
  const virtualizer = useWindowVirtualizer({
    count: events.length,
    estimateSize: () => height,
    overscan: 14,
    scrollMargin: offset,
    getItemKey: (index) => events[index]?.id ?? index,
    scrollPaddingStart: 120,
  });
  // Measured heights are kept, so that rows would overlap after a change of the layout.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what it depends on
  useEffect(() => virtualizer.measure(), [virtualizer, height]);

  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= events.length - 20) onLoadMore();
  }, [hasMore, isLoadingMore, last, events.length, onLoadMore]);

  const focusRow = useRowFocus(list, events.length, (index) => virtualizer.scrollToIndex(index));
  const columns = chosen ?? usualColumns(width);
  const tracks = tracksOf(columns);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only holds new rows back
    <div
      ref={sizeRef}
      className={!narrow && width > 0 && leastWidth(columns) > width ? classes.tooWide : undefined}
      onMouseEnter={() => onHover(true)}
      onMouseLeave={() => onHover(false)}
    >
      <div
        className={classes.table}
        role={narrow ? 'list' : 'table'}
        aria-label={t('log.events')}
        {...(narrow ? {} : { 'aria-rowcount': hasMore ? -1 : events.length + 1 })}
        style={narrow ? undefined : { minWidth: leastWidth(columns) }}
      >
        {narrow ? null : <Header columns={columns} tracks={tracks} />}
        <div
          ref={list}
          className={classes.body}
          role={narrow ? 'presentation' : 'rowgroup'}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {rows.map(({ index, key, start }) => {
            const event = events[index];
            if (event === undefined) return null;
            const style = { height, transform: `translateY(${start - offset}px)` };
            const row = {
              event,
              index,
              style,
              isOpen: event.id === props.openId,
              isFresh: index < props.fresh,
            };
            return narrow ? (
              <EventCard key={key} {...row} onFocus={focusRow.remember} />
            ) : (
              <Row key={key} {...row} columns={columns} tracks={tracks} onFocus={focusRow.remember} />
            );
          })}
        </div>
      </div>
      <div className={classes.foot}>
        {hasMore ? (
          <Button variant="default" size="xs" loading={isLoadingMore} onClick={onLoadMore}>
            {t('action.loadMore')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {t('state.endOfList')}
          </Text>
        )}
      </div>
    </div>
  );
}

/** `j` and `k` move the focus over rows, whether they are in the document yet or not. */
function useRowFocus(list: RefObject<HTMLElement | null>, count: number, scrollTo: (index: number) => void) {
  const focused = useRef(-1);
  const focus = (index: number, tries = 5) => {
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (row) row.focus({ preventScroll: tries === 5 });
    else if (tries > 0) requestAnimationFrame(() => focus(index, tries - 1));
  };
  const move = (by: number) => {
    if (count === 0) return;
    const isInside = list.current?.contains(document.activeElement) ?? false;
    const from = isInside || focused.current >= 0 ? focused.current : by > 0 ? -1 : 0;
    const index = Math.min(count - 1, Math.max(0, from + by));
    focused.current = index;
    scrollTo(index);
    focus(index);
  };
  useShortcut('j', () => move(1));
  useShortcut('k', () => move(-1));
  const remember = useCallback((index: number) => {
    focused.current = index;
  }, []);
  return { remember };
}

function Header({ columns, tracks }: { readonly columns: readonly ColumnKey[]; readonly tracks: string }) {
  const t = useText();
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns: tracks }}>
        {columns.map((key) => (
          <div key={key} role="columnheader">
            {t(logColumns[key].header)}
          </div>
        ))}
      </div>
    </div>
  );
}

export interface RowProps {
  readonly event: AuditEvent;
  readonly index: number;
  readonly style: { readonly height: number; readonly transform: string };
  readonly isOpen: boolean;
  readonly isFresh: boolean;
  readonly onFocus: (index: number) => void;
}

interface WideRowProps extends RowProps {
  readonly columns: readonly ColumnKey[];
  readonly tracks: string;
}

function Row({ event, index, style, isOpen, isFresh, onFocus, columns, tracks }: WideRowProps) {
  const sentence = useSentence();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      style={{ ...style, gridTemplateColumns: tracks }}
      data-open={isOpen}
      data-fresh={isFresh}
      data-level={event.level}
    >
      {columns.map((key, place) => (
        <div key={key} role="cell" className={classes.cell}>
          {place === 0 ? (
            <EventLink event={event} index={index} onFocus={onFocus} label={sentence(event)} />
          ) : null}
          {logColumns[key].cell(event)}
        </div>
      ))}
    </div>
  );
}

interface EventLinkProps {
  readonly event: AuditEvent;
  readonly index: number;
  readonly onFocus: (index: number) => void;
  readonly label: string;
}

/** Covers its row: a real address, so that a middle click opens the event in a tab. */
export function EventLink({ event, index, onFocus, label }: EventLinkProps) {
  return (
    <PlainLink
      from="/organizations/$orgId/audit-logs"
      to="."
      search={(before) => ({ ...before, event: event.id, tab: undefined })}
      resetScroll={false}
      className={classes.link ?? ''}
      aria-label={label}
      data-index={index}
      onFocus={() => onFocus(index)}
    />
  );
}
