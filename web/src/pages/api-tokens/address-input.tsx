import { TagsInput } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import { isAddressRange } from './addresses.ts';

interface AddressInputProps {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly serverFault: string | undefined;
}

/** Entries that are no addresses; with one the form cannot be sent. */
export const badEntries = (entries: readonly string[]): string[] =>
  entries.filter((entry) => !isAddressRange(entry));

/** Addresses and ranges as chips. A wrong one stays to be seen and mended, and is named below. */
export function AddressInput({ value, onChange, serverFault }: AddressInputProps) {
  const t = useText();
  const [bad] = badEntries(value);
  return (
    <TagsInput
      label={t('tokens.create.addresses')}
      description={t('tokens.create.addresses.body')}
      placeholder={value.length === 0 ? t('tokens.create.addresses.example') : ''}
      value={[...value]}
      maxTags={100}
      splitChars={[',', ' ', ';', '\n']}
      acceptValueOnBlur
      styles={{ inputField: { outline: 'none' } }}
      error={bad === undefined ? serverFault : t('tokens.create.addresses.invalid', { entry: bad })}
      onChange={onChange}
    />
  );
}
