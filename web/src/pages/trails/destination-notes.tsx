import { Anchor, Group, List, Text } from '@mantine/core';
import type { Destination } from '../../api/trails.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import classes from './wizard.module.css';

/** Notes of a destination: what people should know before they rely on it. */
export function DestinationNotes({ destination }: { readonly destination: Destination }) {
  const t = useText();
  return (
    <aside className={classes.notes}>
      <Group gap={7} mb={6}>
        <Icon name="info" size={16} />
        <Text size="sm" fw={600}>
          {t('wizard.notes', { name: destination.name })}
        </Text>
      </Group>
      <List size="sm" spacing={5} className={classes.notesList ?? ''}>
        {destination.notes.map((note) => (
          <List.Item key={note}>{note}</List.Item>
        ))}
      </List>
      <Anchor
        href={destination.docs}
        target="_blank"
        rel="noreferrer"
        size="sm"
        className={classes.docs ?? ''}
      >
        {t('wizard.docs', { name: destination.name })} <Icon name="external" size={13} />
      </Anchor>
    </aside>
  );
}
