import { Anchor, Group, List, Text } from '@mantine/core';
import type { Destination, Preset } from '../../api/trails.ts';
import { useText } from '../../text/text.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Icon } from '../../ui/icons.tsx';
import classes from './wizard.module.css';

/** What people should know before they rely on a destination, and what to set up there. */
interface DestinationNotesProps {
  readonly destination: Destination;
  /** The preset that the settings come from. */
  readonly preset?: Preset | undefined;
}

export function DestinationNotes({ destination, preset }: DestinationNotesProps) {
  const t = useText();
  const { name, docs } = preset ?? destination;
  const hints = Object.entries(preset?.secrets ?? {});
  const title = (secret: string) => destination.secrets_schema.properties?.[secret]?.title ?? secret;
  return (
    <aside className={classes.notes}>
      {hints.length === 0 ? null : (
        <>
          <Text size="sm" fw={600}>
            {t('wizard.preset.hints', { name })}
          </Text>
          <List size="sm" spacing={5} mb="sm" className={classes.notesList ?? ''}>
            {hints.map(([secret, hint]) => (
              <List.Item key={secret}>
                <b>{title(secret)}</b>: {hint}
              </List.Item>
            ))}
          </List>
        </>
      )}
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
      {destination.setup == null ? null : (
        <>
          <Text size="sm" fw={600} mt="sm">
            {t('wizard.setup')}
          </Text>
          <Text size="sm" mb={6}>
            {destination.setup.text}
          </Text>
          <CodeBlock code={destination.setup.code} label={t('wizard.setup')} />
        </>
      )}
      <Anchor href={docs} target="_blank" rel="noreferrer" size="sm" className={classes.docs ?? ''}>
        {t('wizard.docs', { name })} <Icon name="external" size={13} />
      </Anchor>
    </aside>
  );
}
