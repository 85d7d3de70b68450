import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';

interface SecretsOnceProps {
  readonly secrets: readonly (readonly [name: string, value: string])[];
  readonly onClose: () => void;
}

/** Secrets that Cairn has made, this one time. */
export function SecretsOnce({ secrets, onClose }: SecretsOnceProps) {
  const t = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={t('secrets.title')}
      styles={{ title: { fontWeight: 620 } }}
    >
      <Stack gap="md">
        <Text size="sm">{t('secrets.body')}</Text>
        {secrets.map(([name, value]) => (
          <CodeBlock key={name} code={value} label={name} />
        ))}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('secrets.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
