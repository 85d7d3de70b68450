import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AuditEvent } from '../../api/events.ts';
import { useActionLabel } from '../../text/action-label.ts';
import type { PlainKey } from '../../text/catalog.ts';
import { Icon } from '../../ui/icons.tsx';
import { utcText } from '../../ui/time-text.tsx';
import classes from './event-table.module.css';
import { useEventTime } from './event-time.ts';
import { LevelMark, ResultMark } from './marks.tsx';
import { actorIcon, complementText, nameOf } from './names.ts';

export const columnKeys = [
  'time',
  'level',
  'module',
  'action',
  'actor',
  'target',
  'result',
  'complement',
  'service',
  'ip',
  'customer',
  'seq',
] as const;
export type ColumnKey = (typeof columnKeys)[number];

interface LogColumn {
  readonly header: PlainKey;
  /** Pixels below which the column is of no use, and its share of what is left over. */
  readonly min: number;
  readonly grow: number;
  readonly cell: (event: AuditEvent) => ReactNode;
}

const plain = (text: string | undefined): ReactNode =>
  text === undefined || text === '' ? (
    <span className={classes.none}>–</span>
  ) : (
    <span className={classes.clip} title={text}>
      {text}
    </span>
  );

export const logColumns: Readonly<Record<ColumnKey, LogColumn>> = {
  time: {
    header: 'log.column.time',
    min: 132,
    grow: 0,
    cell: (event) => <TimeCell at={event.occurred_at} />,
  },
  level: {
    header: 'log.column.level',
    min: 118,
    grow: 0,
    cell: (event) => <LevelMark level={event.level} />,
  },
  module: { header: 'log.column.module', min: 130, grow: 0.7, cell: (event) => plain(event.module) },
  action: {
    header: 'log.column.action',
    min: 176,
    grow: 1.5,
    cell: (event) => <ActionCell code={event.action} />,
  },
  actor: { header: 'log.column.actor', min: 118, grow: 1, cell: (event) => <ActorCell event={event} /> },
  target: { header: 'log.column.target', min: 110, grow: 1, cell: (event) => <TargetCell event={event} /> },
  result: {
    header: 'log.column.result',
    min: 126,
    grow: 0,
    cell: (event) => <ResultMark result={event.result} />,
  },
  complement: {
    header: 'log.column.complement',
    min: 180,
    grow: 1.4,
    cell: (event) => plain(complementText(event)),
  },
  service: { header: 'log.column.service', min: 110, grow: 0.6, cell: (event) => plain(event.service) },
  ip: { header: 'log.column.ip', min: 126, grow: 0.3, cell: (event) => plain(event.context?.source_ip) },
  customer: { header: 'log.column.customer', min: 110, grow: 0.6, cell: (event) => plain(event.customer_id) },
  seq: {
    header: 'log.column.seq',
    min: 84,
    grow: 0,
    cell: (event) => <span className="tabular">{event.seq}</span>,
  },
};

/** Shown without a choice, in their order. */
const usual: readonly ColumnKey[] = [
  'time',
  'level',
  'module',
  'action',
  'actor',
  'target',
  'result',
  'complement',
];
/** What goes first where there is no room. */
const dispensable: readonly ColumnKey[] = ['complement', 'module', 'result', 'target'];

const gap = 14;
const widthOf = (keys: readonly ColumnKey[]): number =>
  keys.reduce((sum, key) => sum + logColumns[key].min + gap, 2 * gap);

/** The usual columns, as far as the width takes them. */
export function usualColumns(width: number): readonly ColumnKey[] {
  let keys = usual;
  for (const key of dispensable) {
    if (widthOf(keys) > width) keys = keys.filter((each) => each !== key);
  }
  return keys;
}

/** The columns of the address; null when it names none that there are. */
export function readColumns(text: string | undefined): readonly ColumnKey[] | null {
  const keys = (text ?? '')
    .split(',')
    .filter((key): key is ColumnKey => columnKeys.includes(key as ColumnKey));
  return keys.length === 0 ? null : [...new Set(keys)];
}

/** Tracks of the grid. */
export const tracksOf = (keys: readonly ColumnKey[]): string =>
  keys
    .map((key) => {
      const { min, grow } = logColumns[key];
      return grow === 0 ? `${min}px` : `minmax(${min}px, ${grow}fr)`;
    })
    .join(' ');

export const leastWidth = widthOf;

function TimeCell({ at }: { readonly at: string }) {
  const time = useEventTime();
  return (
    <time className="tabular" dateTime={at} title={`${utcText(at)} UTC`}>
      {time.short(at)}
    </time>
  );
}

/** The name in the reader's language beside the code; a sender's code alone. */
export function ActionCell({ code }: { readonly code: string }) {
  const label = useActionLabel()(code);
  if (label === undefined) return <span className={`${classes.clip} ${classes.code}`}>{code}</span>;
  return (
    <span className={classes.clip} title={`${label} (${code})`}>
      <span className={classes.label}>{label}</span>{' '}
      <Text span size="xs" c="dimmed" className={classes.code}>
        {code}
      </Text>
    </span>
  );
}

function ActorCell({ event: { actor } }: { readonly event: AuditEvent }) {
  if (actor === undefined) return plain(undefined);
  return (
    <span className={classes.actor} title={actor.id}>
      <Icon name={actorIcon(actor)} size={14} />
      <span className={classes.clip}>{nameOf(actor)}</span>
    </span>
  );
}

function TargetCell({ event: { resources = [] } }: { readonly event: AuditEvent }) {
  const [first, ...others] = resources;
  if (first === undefined) return plain(undefined);
  return (
    <span className={classes.actor} title={resources.map(nameOf).join(', ')}>
      <span className={classes.clip}>{nameOf(first)}</span>
      {others.length === 0 ? null : (
        <Text span size="xs" c="dimmed">
          +{others.length}
        </Text>
      )}
    </span>
  );
}
