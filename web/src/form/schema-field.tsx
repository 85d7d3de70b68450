import { NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useText } from '../text/text.tsx';
import type { Field, FieldValue } from './schema.ts';

interface SchemaFieldProps {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly onChange: (value: FieldValue | undefined) => void;
  readonly error?: string | undefined;
  /** A secret that has a value on the server. */
  readonly isStored?: boolean;
}

/** One field by its kind. */
export function SchemaField({ field, value, onChange, error, isStored = false }: SchemaFieldProps) {
  const t = useText();
  const { name, kind, title, description, required, example } = field;
  const must = required && !isStored;
  const base = {
    name,
    label: must ? title : `${title} (${t('form.optional')})`,
    withAsterisk: false,
    required: must,
    error,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { placeholder: example }),
  };
  const text = typeof value === 'string' ? value : '';
  if (kind === 'boolean') {
    return (
      <Switch
        label={title}
        description={description}
        error={error}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (kind === 'choice') {
    const isOpen = (field.choices?.length ?? 0) > 8;
    return (
      <Select
        {...base}
        label={title}
        data={[...(field.choices ?? [])]}
        value={text === '' ? null : text}
        searchable={isOpen}
        clearable={!must && field.initial === undefined}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    );
  }
  if (kind === 'number') {
    return (
      <NumberInput
        {...base}
        label={must || field.initial !== undefined ? title : base.label}
        value={typeof value === 'number' ? value : ''}
        allowDecimal={false}
        clampBehavior="none"
        hideControls
        onChange={(entered) => onChange(entered === '' ? undefined : entered)}
      />
    );
  }
  if (kind === 'secret') {
    const shown = {
      ...base,
      label: must || isStored ? title : base.label,
      autoComplete: 'off',
      placeholder: isStored ? '••••••••••••' : undefined,
      description: isStored ? t('form.secretSet') : description,
    };
    if (field.multiline === true) {
      return (
        <Textarea
          {...shown}
          value={text}
          spellCheck={false}
          autosize
          minRows={2}
          maxRows={8}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    }
    return (
      <PasswordInput
        {...shown}
        value={text}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0 }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const Input = kind === 'multiline' ? Textarea : TextInput;
  return (
    <Input
      {...base}
      label={must || field.initial !== undefined ? title : base.label}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(kind === 'multiline' ? { autosize: true, minRows: 4, maxRows: 12 } : {})}
    />
  );
}
