import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { isProblem } from '../../api/http.ts';
import { useText } from '../../text/text.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

export interface CustomerValues {
  readonly name: string;
  readonly notes: string;
}

interface CustomerFormProps {
  readonly first: CustomerValues;
  readonly submit: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (values: CustomerValues) => void;
  /** A button beside the one that sends. */
  readonly aside?: ReactNode;
  /** Nothing is sent while nothing has changed. */
  readonly onlyChanges?: boolean;
}

export function CustomerForm({
  first,
  submit,
  busy,
  error,
  onSubmit,
  aside,
  onlyChanges = false,
}: CustomerFormProps) {
  const t = useText();
  const [values, setValues] = useState(first);
  const problem = isProblem(error) ? error : undefined;
  const fault = (path: string) => problem?.errors.find((each) => each.path === path)?.message;
  const nameFault = problem?.code === 'resource.conflict' ? t('customers.name.taken') : fault('name');
  const isExplained = nameFault !== undefined || fault('notes') !== undefined;
  const name = values.name.trim();
  const isSame = name === first.name && values.notes.trim() === first.notes;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ name, notes: values.notes.trim() });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('customers.name')}
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
          autoComplete="off"
          value={values.name}
          error={nameFault}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        />
        <Textarea
          label={t('customers.notes')}
          description={t('customers.notes.body')}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={4000}
          value={values.notes}
          error={fault('notes')}
          onChange={(event) => setValues({ ...values, notes: event.currentTarget.value })}
        />
        {error === null || error === undefined || isExplained ? null : <ProblemView error={error} />}
        <Group justify="flex-end" gap="xs">
          {aside}
          <Button type="submit" loading={busy} disabled={name === '' || (onlyChanges && isSame)}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
