import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { createSavedView } from '../../api/saved-views.ts';
import { useText } from '../../text/text.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';

interface SaveViewDialogProps {
  readonly orgId: string;
  readonly q: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Asks for the name of a view. */
export function SaveViewDialog({ orgId, q, opened, onClose, onSaved }: SaveViewDialogProps) {
  const t = useText();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => createSavedView(orgId, { name: name.trim(), q }),
    onSuccess: () => {
      toastDone(t('views.saved', { name: name.trim() }));
      setName('');
      onSaved();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('views.save')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            required
            maxLength={100}
            label={t('views.name')}
            placeholder={t('views.name.example')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Text size="sm" className="mono" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {q}
          </Text>
          <Text size="sm" c="dimmed">
            {t('views.shared')}
          </Text>
          {save.error === null ? null : <ProblemView error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
