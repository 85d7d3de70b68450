import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Destination, destinationsQuery } from '../../api/trails.ts';
import { ErrorSummary } from '../../form/error-summary.tsx';
import type { FaultKind, Field } from '../../form/schema.ts';
import { SchemaForm, useFaultText } from '../../form/schema-form.tsx';
import { useText } from '../../text/text.tsx';
import { DestinationNotes } from './destination-notes.tsx';
import { formsOf, type StepProps } from './draft-forms.ts';
import { FormatSelect } from './format-select.tsx';

interface SettingsStepProps extends StepProps {
  readonly destination: Destination;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** The form of the destination's schema, secrets last. */
export function SettingsStep({ draft, change, destination, onBack, onNext }: SettingsStepProps) {
  const t = useText();
  const faultText = useFaultText();
  const [tries, setTries] = useState(0);
  const { data } = useQuery(destinationsQuery);
  const preset = data?.presets?.find(({ id }) => id === draft.preset);
  const forms = formsOf(destination, draft);
  const shown = <T,>(faults: ReadonlyMap<string, T>) => (tries > 0 ? { faults } : {});
  const lines = (fields: readonly Field[], faults: ReadonlyMap<string, FaultKind>) =>
    fields.flatMap((field) => {
      const fault = faults.get(field.name);
      return fault === undefined ? [] : [`${field.title}: ${faultText(fault, field)}`];
    });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTries((count) => count + 1);
        if (forms.isComplete) onNext();
      }}
    >
      <Stack gap="md">
        <ErrorSummary
          tries={tries}
          lines={
            tries === 0
              ? []
              : [...lines(forms.config, forms.faults.config), ...lines(forms.secrets, forms.faults.secrets)]
          }
        />
        <SchemaForm
          fields={forms.config}
          values={forms.values.config}
          onChange={(config) => change({ config })}
          {...shown(forms.faults.config)}
        />
        <SchemaForm
          fields={forms.secrets}
          values={forms.values.secrets}
          onChange={(secrets) => change({ secrets })}
          {...shown(forms.faults.secrets)}
        />
        <FormatSelect
          destination={destination}
          value={draft.format}
          onChange={(format) => change({ format })}
        />
        <DestinationNotes destination={destination} preset={preset} />
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {t('action.back')}
          </Button>
          <Button type="submit">{t('action.next')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
