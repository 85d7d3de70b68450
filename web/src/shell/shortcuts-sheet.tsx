import { Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { PlainKey } from '../text/catalog.ts';
import { useText } from '../text/text.tsx';
import { navEntries } from './nav-entries.ts';
import classes from './shell.module.css';
import { modifierKey, useShortcutsEnabled } from './shortcuts.ts';

type Line = readonly [keys: string, label: PlainKey];

const general: readonly Line[] = [
  [`${modifierKey} K`, 'shortcuts.palette'],
  ['/', 'shortcuts.focusSearch'],
  ['?', 'shortcuts.help'],
  ['Esc', 'shortcuts.close'],
];

const lists: readonly Line[] = [
  ['j', 'shortcuts.next'],
  ['k', 'shortcuts.previous'],
  ['Enter', 'shortcuts.open'],
  ['l', 'shortcuts.live'],
  ['e', 'shortcuts.export'],
];

function Lines({ title, lines }: { readonly title: PlainKey; readonly lines: readonly Line[] }) {
  const t = useText();
  return (
    <Stack gap={6}>
      <Title order={3}>{t(title)}</Title>
      <dl className={classes.keys}>
        {lines.map(([keys, label]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>
              {keys.split(' ').map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Stack>
  );
}

export function ShortcutsSheet({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const t = useText();
  const [enabled] = useShortcutsEnabled();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {enabled ? null : (
        <Text c="dimmed" mb="md">
          {t('shortcuts.off')}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        <Stack gap="lg">
          <Lines title="shortcuts.general" lines={general} />
          <Lines title="shortcuts.go" lines={navEntries.map(({ keys, label }) => [keys, label])} />
        </Stack>
        <Lines title="shortcuts.lists" lines={lists} />
      </SimpleGrid>
    </Modal>
  );
}
