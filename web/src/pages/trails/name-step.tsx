import { Button, Group, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { RuleEditor } from '../../query/rule-editor.tsx';
import { useText } from '../../text/text.tsx';
import type { StepProps } from './draft-forms.ts';

interface NameStepProps extends StepProps {
  readonly canGo: boolean;
  readonly onNext: () => void;
}

/** Name and rule, with what the rule would have let through. */
export function NameStep({ orgId, draft, change, canGo, onNext }: NameStepProps) {
  const t = useText();
  const [isTried, setTried] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const next = () => {
    setTried(true);
    if (canGo) onNext();
    else if (draft.name.trim() === '') name.current?.focus();
  };
  return (
    <>
      <TextInput
        ref={name}
        label={t('wizard.name')}
        placeholder={t('wizard.name.example')}
        maxLength={100}
        required
        withAsterisk={false}
        value={draft.name}
        error={isTried && draft.name.trim() === '' ? t('form.required') : undefined}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <section aria-label={t('wizard.rule')}>
        <Text fw={560} size="sm" mb={6}>
          {t('wizard.rule')}
        </Text>
        <RuleEditor orgId={orgId} value={draft.rule} onChange={(rule) => change({ rule })} />
      </section>
      <Group justify="flex-end">
        <Button onClick={next}>{t('action.next')}</Button>
      </Group>
    </>
  );
}
