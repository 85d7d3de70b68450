import { Button, Collapse, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import type { FaultKind, Field, FieldValue, FormValues } from './schema.ts';
import { SchemaField } from './schema-field.tsx';

interface SchemaFormProps {
  readonly fields: readonly Field[];
  readonly values: FormValues;
  readonly onChange: (values: FormValues) => void;
  /** From `checkValues`; shown once the person has tried to go on. */
  readonly faults?: ReadonlyMap<string, FaultKind>;
  /** From `faultsBelow`: the server's words, shown where ours have nothing. */
  readonly serverFaults?: ReadonlyMap<string, string>;
  /** Names of secrets that have a value on the server. */
  readonly stored?: ReadonlySet<string>;
}

/** What to say about a fault found here. */
export function useFaultText() {
  const t = useText();
  const format = useFormat();
  return (fault: FaultKind, { min, max, maxLength }: Field): string => {
    if (fault === 'required') return t('form.required');
    if (fault === 'number') return t('form.number');
    if (fault === 'min') return t('form.min', { min: format.number(min ?? 0) });
    if (fault === 'max') return t('form.max', { max: format.number(max ?? maxLength ?? 0) });
    return t('form.pattern');
  };
}

/** A form drawn from a JSON Schema; rarely needed fields fold away unless one of them is wrong. */
export function SchemaForm({ fields, values, onChange, faults, serverFaults, stored }: SchemaFormProps) {
  const t = useText();
  const faultText = useFaultText();
  const [opened, { toggle }] = useDisclosure(false);
  const errorOf = (field: Field): string | undefined => {
    const fault = faults?.get(field.name);
    return fault === undefined ? serverFaults?.get(field.name) : faultText(fault, field);
  };
  const draw = (field: Field) => (
    <SchemaField
      key={field.name}
      field={field}
      value={values[field.name]}
      error={errorOf(field)}
      isStored={stored?.has(field.name) ?? false}
      onChange={(value: FieldValue | undefined) => onChange({ ...values, [field.name]: value })}
    />
  );
  const advanced = fields.filter((field) => field.advanced);
  const isOpen = opened || advanced.some((field) => errorOf(field) !== undefined);
  return (
    <Stack gap="md">
      {fields.filter((field) => !field.advanced).map(draw)}
      {advanced.length === 0 ? null : (
        <div>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-expanded={isOpen}
            leftSection={<Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={15} />}
            onClick={toggle}
          >
            {t('form.advanced')}
          </Button>
          <Collapse expanded={isOpen}>
            <Stack gap="md" pt="sm">
              {advanced.map(draw)}
            </Stack>
          </Collapse>
        </div>
      )}
    </Stack>
  );
}
