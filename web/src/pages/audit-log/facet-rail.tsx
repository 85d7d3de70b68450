import { ActionIcon, Group, Skeleton, Stack, Text, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
import {
  type AuditEvent,
  facetQuery,
  type Level,
  levels,
  type Result,
  results,
  type Scope,
} from '../../api/events.ts';
import { chosenValues, toggleValue, withoutField } from '../../query/query-text.ts';
import { useActionLabel } from '../../text/action-label.ts';
import type { PlainKey } from '../../text/catalog.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { levelColors } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icons.tsx';
import classes from './facet-rail.module.css';

const facets = [
  { field: 'level', title: 'log.facet.level', open: true },
  { field: 'result', title: 'log.facet.result', open: true },
  { field: 'action', title: 'log.facet.action', open: true },
  { field: 'actor', title: 'log.facet.actor', open: true },
  { field: 'module', title: 'log.facet.module', open: false },
  { field: 'service', title: 'log.facet.service', open: false },
  { field: 'ip', title: 'log.facet.ip', open: false },
  { field: 'integration', title: 'log.facet.integration', open: false },
] as const satisfies readonly { field: string; title: PlainKey; open: boolean }[];
type FacetField = (typeof facets)[number]['field'];

/** Values shown before `Show more`. */
const fewValues = 6;

interface FacetRailProps {
  readonly orgId: string;
  readonly scope: Scope;
  /** Loaded events: ids of actors get their names from there. */
  readonly events: readonly AuditEvent[];
  readonly onQuery: (q: string) => void;
}

/** What there is to choose from, with counts that follow the other filters. */
export function FacetRail(props: FacetRailProps) {
  const t = useText();
  return (
    <Stack gap={0} className={classes.rail ?? ''}>
      {facets.map(({ field, title, open }) => (
        <FacetSection key={field} {...props} field={field} title={t(title)} initiallyOpen={open} />
      ))}
      <Text size="xs" c="dimmed" className={classes.hint}>
        {t('log.facet.hint')}
      </Text>
    </Stack>
  );
}

interface FacetSectionProps extends FacetRailProps {
  readonly field: FacetField;
  readonly title: string;
  readonly initiallyOpen: boolean;
}

function FacetSection({ orgId, scope, events, onQuery, field, title, initiallyOpen }: FacetSectionProps) {
  const t = useText();
  const chosen = chosenValues(scope.q, field);
  const count = chosen.included.length + chosen.excluded.length;
  const [opened, { toggle }] = useDisclosure(initiallyOpen || count > 0);
  const others = { ...scope, q: withoutField(scope.q, field) };
  const { data, isError } = useQuery({ ...facetQuery(orgId, others, field), enabled: opened });
  return (
    <section className={classes.section} aria-label={title}>
      <UnstyledButton className={classes.heading} aria-expanded={opened} onClick={toggle}>
        <Icon name={opened ? 'chevronDown' : 'chevronRight'} size={13} />
        {title}
        {count === 0 ? null : <span className={classes.chosenCount}>{count}</span>}
      </UnstyledButton>
      {!opened ? null : data === undefined && !isError ? (
        <Stack gap={9} p="4px 8px 12px">
          <Skeleton height={13} width="78%" />
          <Skeleton height={13} width="58%" />
        </Stack>
      ) : data === undefined || data.field !== field ? (
        <Text size="xs" c="dimmed" p="0 8px 10px">
          {t('state.failed')}
        </Text>
      ) : (
        <FacetValues
          field={field}
          title={title}
          values={data.values}
          scope={scope}
          events={events}
          onQuery={onQuery}
        />
      )}
    </section>
  );
}

interface FacetValuesProps {
  readonly field: FacetField;
  readonly title: string;
  readonly values: readonly { readonly value: string; readonly events: number }[];
  readonly scope: Scope;
  readonly events: readonly AuditEvent[];
  readonly onQuery: (q: string) => void;
}

/** Text of a value for people: translated levels and results, names of actors and actions. */
function useValueText(field: FacetField, events: readonly AuditEvent[]): (value: string) => string {
  const t = useText();
  const labelOf = useActionLabel();
  return (value) => {
    if (field === 'level' && levels.includes(value as Level)) return t(`level.${value as Level}`);
    if (field === 'result' && results.includes(value as Result)) return t(`result.${value as Result}`);
    if (field === 'action') return labelOf(value) ?? value;
    if (field === 'actor') return events.find(({ actor }) => actor?.id === value)?.actor?.name ?? value;
    return value;
  };
}

function FacetValues({ field, title, values, scope, events, onQuery }: FacetValuesProps) {
  const t = useText();
  const [isAll, setAll] = useState(false);
  const [wanted, setWanted] = useState('');
  const textOf = useValueText(field, events);
  const { included, excluded } = chosenValues(scope.q, field);
  const known = new Set(values.map(({ value }) => value));
  // What is chosen stays in sight, even where nothing of it is left.
  const missing = [...included, ...excluded].filter((value) => !known.has(value));
  const all = [...values, ...missing.map((value) => ({ value, events: 0 }))];
  const matching = all.filter(({ value }) =>
    `${value} ${textOf(value)}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const isChosen = (value: string) => included.includes(value) || excluded.includes(value);
  const shown = isAll
    ? matching
    : matching.filter(({ value }, index) => index < fewValues || isChosen(value));
  const most = Math.max(1, ...values.map(({ events: count }) => count));
  if (all.length === 0) {
    return (
      <Text size="xs" c="dimmed" p="0 8px 10px">
        {t('log.facet.none')}
      </Text>
    );
  }
  return (
    <div className={classes.values}>
      {isAll && all.length > fewValues ? (
        <TextInput
          size="xs"
          mb={4}
          value={wanted}
          aria-label={t('log.facet.find', { field: title })}
          placeholder={t('log.facet.find', { field: title })}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      ) : null}
      <ul>
        {shown.map(({ value, events: count }) => (
          <FacetValue
            key={value}
            field={field}
            value={value}
            text={textOf(value)}
            count={count}
            share={count / most}
            state={included.includes(value) ? 'included' : excluded.includes(value) ? 'excluded' : 'none'}
            onToggle={(exclude) => onQuery(toggleValue(scope.q, field, value, exclude))}
          />
        ))}
      </ul>
      {all.length > fewValues ? (
        <UnstyledButton className={classes.more} onClick={() => setAll(!isAll)}>
          {isAll ? t('log.facet.less') : t('log.facet.more', { count: all.length - fewValues })}
        </UnstyledButton>
      ) : null}
    </div>
  );
}

interface FacetValueProps {
  readonly field: FacetField;
  readonly value: string;
  readonly text: string;
  readonly count: number;
  /** Of the most frequent value; 0 to 1. */
  readonly share: number;
  readonly state: 'none' | 'included' | 'excluded';
  readonly onToggle: (exclude: boolean) => void;
}

function FacetValue({ field, value, text, count, share, state, onToggle }: FacetValueProps) {
  const t = useText();
  const format = useFormat();
  const exclude = t('log.facet.exclude', { value: text });
  return (
    <li className={classes.value} data-state={state}>
      <UnstyledButton
        className={classes.choose}
        aria-pressed={state !== 'none'}
        title={text === value ? value : `${text} (${value})`}
        onClick={(event: MouseEvent) => onToggle(event.altKey || state === 'excluded')}
      >
        <span
          className={classes.bar}
          style={{ width: `${Math.max(share * 100, count > 0 ? 1.5 : 0)}%` }}
          aria-hidden
        />
        <Group gap={7} wrap="nowrap" className={classes.text ?? ''}>
          {field === 'level' ? (
            <span
              className={classes.swatch}
              style={{ background: levelColors[value as Level] }}
              aria-hidden
            />
          ) : state === 'none' ? null : (
            <Icon name={state === 'included' ? 'check' : 'filterOff'} size={13} />
          )}
          <span className={classes.name}>{text}</span>
        </Group>
        <span className={classes.count}>{format.compact(count)}</span>
      </UnstyledButton>
      {state === 'none' ? (
        <Tooltip label={exclude}>
          <ActionIcon
            className={classes.exclude ?? ''}
            size={24}
            aria-label={exclude}
            onClick={() => onToggle(true)}
          >
            <Icon name="filterOff" size={14} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </li>
  );
}
