import {
  ActionIcon,
  Autocomplete,
  Button,
  Group,
  Select,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { facetQuery, type Scope } from '../api/events.ts';
import { useActionLabel } from '../text/action-label.ts';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import { queryField, queryFields } from './query-fields.ts';
import classes from './rule-builder.module.css';
import { type RuleOperator, type RuleRow, type RuleRows, ruleOperators, takesValues } from './rule-rows.ts';

interface RuleBuilderProps {
  readonly orgId: string;
  /** The span whose values are offered. */
  readonly scope: Scope;
  readonly value: RuleRows;
  readonly onChange: (value: RuleRows) => void;
}

const emptyRow: RuleRow = { field: 'action', operator: 'is', values: [] };

const operatorsOf = (field: string): readonly RuleOperator[] => {
  if (field === '') return ['contains', 'notContains'];
  const kind = queryField(field)?.kind;
  if (kind === 'time' || kind === 'number') return ['is', 'atLeast', 'atMost'];
  return ruleOperators.filter((operator) => operator !== 'atLeast' && operator !== 'atMost');
};

/** A rule as rows of field, operator and value; what it writes is the one query language. */
export function RuleBuilder({ orgId, scope, value, onChange }: RuleBuilderProps) {
  const t = useText();
  const { match, rows } = value;
  const set = (index: number, row: RuleRow) => onChange({ match, rows: rows.with(index, row) });
  return (
    <Stack gap="xs">
      {rows.length > 1 ? (
        <Group gap="xs">
          <Text size="sm">{t('rule.match')}</Text>
          <Select
            size="xs"
            w={190}
            aria-label={t('rule.match')}
            value={match}
            data={[
              { value: 'all', label: t('rule.match.all') },
              { value: 'any', label: t('rule.match.any') },
            ]}
            onChange={(next) => onChange({ match: next === 'any' ? 'any' : 'all', rows })}
          />
        </Group>
      ) : null}
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('rule.everything')}
        </Text>
      ) : null}
      {rows.map((row, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and keep their places
          key={index}
          orgId={orgId}
          scope={scope}
          row={row}
          number={index + 1}
          onChange={(next) => set(index, next)}
          onRemove={() => onChange({ match, rows: rows.toSpliced(index, 1) })}
        />
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={15} />}
          onClick={() => onChange({ match, rows: [...rows, emptyRow] })}
        >
          {t('rule.add')}
        </Button>
      </div>
    </Stack>
  );
}

interface RowProps {
  readonly orgId: string;
  readonly scope: Scope;
  readonly row: RuleRow;
  readonly number: number;
  readonly onChange: (row: RuleRow) => void;
  readonly onRemove: () => void;
}

function Row({ orgId, scope, row, number, onChange, onRemove }: RowProps) {
  const t = useText();
  const names = queryFields.filter(({ kind }) => kind !== 'path').map(({ name }) => name);
  const setField = (field: string) => {
    const allowed = operatorsOf(field);
    const operator = allowed.includes(row.operator) ? row.operator : (allowed[0] ?? 'is');
    onChange({ field, operator, values: field === row.field ? row.values : [] });
  };
  return (
    <fieldset className={classes.row}>
      <legend className={classes.legend}>{t('rule.row', { number })}</legend>
      <Autocomplete
        size="sm"
        aria-label={t('rule.field')}
        placeholder={t('rule.anyText')}
        value={row.field}
        data={names}
        className={classes.field ?? ''}
        onChange={setField}
      />
      <Select
        size="sm"
        aria-label={t('rule.operator')}
        value={row.operator}
        data={operatorsOf(row.field).map((operator) => ({
          value: operator,
          label: t(`rule.op.${operator}`),
        }))}
        className={classes.operator ?? ''}
        onChange={(next) => {
          const operator = (next ?? 'is') as RuleOperator;
          onChange({ ...row, operator, values: takesValues(operator) ? row.values : [] });
        }}
      />
      <div className={classes.value}>
        {takesValues(row.operator) ? (
          <Values orgId={orgId} scope={scope} row={row} onChange={onChange} />
        ) : null}
      </div>
      <ActionIcon size={36} aria-label={t('rule.remove', { number })} onClick={onRemove}>
        <Icon name="close" size={16} />
      </ActionIcon>
    </fieldset>
  );
}

function Values({ orgId, scope, row, onChange }: Pick<RowProps, 'orgId' | 'scope' | 'row' | 'onChange'>) {
  const t = useText();
  const actionLabel = useActionLabel();
  const field = queryField(row.field);
  const { data } = useQuery({ ...facetQuery(orgId, scope, row.field), enabled: field?.counted === true });
  const isMany = row.operator === 'is' || row.operator === 'isNot';
  if (!isMany) {
    return (
      <TextInput
        size="sm"
        aria-label={t('rule.value')}
        placeholder={field?.kind === 'time' ? 'now-7d' : ''}
        value={row.values[0] ?? ''}
        onChange={(event) => onChange({ ...row, values: [event.currentTarget.value] })}
      />
    );
  }
  const known = data?.field === row.field ? data.values.map(({ value }) => value) : [];
  const offered = [...new Set([...(field?.values ?? []), ...known])];
  return (
    <TagsInput
      size="sm"
      aria-label={t('rule.value')}
      placeholder={row.values.length === 0 ? t('rule.values.hint') : ''}
      value={[...row.values]}
      data={offered}
      limit={30}
      acceptValueOnBlur
      splitChars={[]}
      renderOption={({ option }) => {
        const label = row.field === 'action' ? actionLabel(option.value) : undefined;
        return (
          <Group gap={8} wrap="nowrap">
            <span className="mono">{option.value}</span>
            {label === undefined ? null : (
              <Text span size="xs" c="dimmed">
                {label}
              </Text>
            )}
          </Group>
        );
      }}
      onChange={(values) => onChange({ ...row, values })}
    />
  );
}
