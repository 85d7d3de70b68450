import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useText } from '../text/text.tsx';
import { ProblemView } from './problem-view.tsx';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will follow: what stops, what is lost, what stays. */
  readonly children: ReactNode;
  /** The verb on the button: `Delete token`, never `OK`. */
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly busy?: boolean;
  readonly error?: unknown;
  /** Red for what cannot be undone. */
  readonly danger?: boolean;
  /** Must be typed before the button works: for what destroys more than itself. */
  readonly typeName?: string;
}

/** Asks before something is done. Cancel has the focus, and the opener gets it back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useText();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <ConfirmForm {...props} />
    </Modal>
  );
}

function ConfirmForm({
  onClose,
  children,
  submit,
  onSubmit,
  busy = false,
  error,
  danger = true,
  typeName,
}: ConfirmDialogProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const formId = useId();
  const matches = typeName === undefined || typed.trim() === typeName;
  return (
    <form
      id={formId}
      onSubmit={(event) => {
        event.preventDefault();
        if (matches) onSubmit();
        else setRefused(true);
      }}
    >
      <Stack gap="md">
        <Text component="div">{children}</Text>
        {typeName === undefined ? null : (
          <TextInput
            label={t('confirm.typeName', { name: typeName })}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            error={refused && !matches ? t('confirm.mismatch') : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error === undefined || error === null ? null : <ProblemView error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={onClose}
            data-autofocus={typeName === undefined ? true : undefined}
          >
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!matches} {...(danger ? { color: 'red.7' } : {})}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A standing warning inside a page or dialog. */
export function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <Alert color="amber" variant="light" p="sm">
      <Text size="sm">{children}</Text>
    </Alert>
  );
}
