import { Select } from '@mantine/core';
import type { Destination } from '../../api/trails.ts';
import { useText } from '../../text/text.tsx';

const named = ['cairn', 'cloudevents', 'ocsf', 'ecs', 'cef', 'leef'] as const;

interface FormatSelectProps {
  readonly destination: Destination;
  /** Absent: the natural one. */
  readonly value: string | undefined;
  readonly onChange: (format: string) => void;
}

/** The shape in which events arrive; nothing where there is no choice. */
export function FormatSelect({ destination: { formats }, value, onChange }: FormatSelectProps) {
  const t = useText();
  if (formats.length < 2) return null;
  const labelOf = (format: string) => {
    const known = named.find((each) => each === format);
    return known === undefined ? format : t(`format.${known}`);
  };
  return (
    <Select
      label={t('format.label')}
      description={t('format.body')}
      allowDeselect={false}
      data={formats.map((format) => ({ value: format, label: labelOf(format) }))}
      value={value ?? formats[0] ?? null}
      onChange={(format) => {
        if (format !== null) onChange(format);
      }}
    />
  );
}
