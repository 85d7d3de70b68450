import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import type { NewApiToken } from '../../api/api-tokens.ts';
import { useText } from '../../text/text.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import { Icon } from '../../ui/icons.tsx';
import { firstEventCommand } from '../dashboard/first-event-command.ts';
import classes from './new-token-dialog.module.css';

interface NewTokenDialogProps {
  readonly orgId: string;
  readonly token: NewApiToken | undefined;
  readonly onClose: () => void;
}

/** A command that proves the token, by what it may do. */
function tryCommand(orgId: string, { token, scopes }: NewApiToken): string {
  if (scopes.includes('events:write')) return firstEventCommand(location.origin, orgId, token);
  const path = scopes.includes('events:read') ? '/events?limit=1' : '';
  return `curl "${location.origin}/api/v1/organizations/${orgId}${path}" \\\n  -H "Authorization: Bearer ${token}"`;
}

/** The one time that a token is seen. It closes by its button only: a stray click would lose it. */
export function NewTokenDialog({ orgId, token, onClose }: NewTokenDialogProps) {
  const t = useText();
  const narrow = useIsNarrow();
  return (
    <Modal
      opened={token !== undefined}
      onClose={onClose}
      title={t('tokens.once.title')}
      size="lg"
      fullScreen={narrow}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {token === undefined ? null : (
        <Stack gap="md">
          <Group gap="sm" wrap="nowrap" align="flex-start" className={classes.note}>
            <Icon name="warning" />
            <Text size="sm">{t('tokens.once.body')}</Text>
          </Group>
          <div className={classes.token}>
            <code className="mono">{token.token}</code>
            <CopyButton value={token.token} text />
          </div>
          <div>
            <Title order={3} mb={6}>
              {t('tokens.once.try')}
            </Title>
            <CodeBlock label={t('tokens.once.try')} code={tryCommand(orgId, token)} />
          </div>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('tokens.once.done')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
