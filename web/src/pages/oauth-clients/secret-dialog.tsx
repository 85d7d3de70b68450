import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ClientWithSecret } from '../../api/oauth-clients.ts';
import { useText } from '../../text/text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import classes from './client-dialog.module.css';

interface SecretDialogProps {
  readonly orgId: string;
  readonly client: ClientWithSecret | undefined;
  /** Whether the client is new, and nobody may use it yet. */
  readonly isNew: boolean;
  readonly onClose: () => void;
}

/** The one time that a secret is seen. It closes by its buttons only: a stray click would lose it. */
export function SecretDialog({ orgId, client, isNew, onClose }: SecretDialogProps) {
  const t = useText();
  const narrow = useIsNarrow();
  const values =
    client === undefined
      ? []
      : ([
          [t('oauth.once.secret'), client.client_secret, true],
          [t('oauth.once.id'), client.client_id, false],
          [t('oauth.once.authorize'), `${location.origin}/oauth2/authorize`, false],
          [t('oauth.once.token'), `${location.origin}/oauth2/token`, false],
        ] as const);
  return (
    <Modal
      opened={client !== undefined}
      onClose={onClose}
      title={t('oauth.once.title', { name: client?.name ?? '' })}
      size="lg"
      fullScreen={narrow}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="md">
        <Group gap="sm" wrap="nowrap" align="flex-start" className={classes.note ?? ''}>
          <Icon name="warning" />
          <Text size="sm">{t('oauth.once.body')}</Text>
        </Group>
        <dl className={classes.values}>
          {values.map(([label, value, isSecret]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd data-secret={isSecret || undefined}>
                <code className="mono">{value}</code>
                <CopyButton value={value} label={`${t('action.copy')}: ${label}`} />
              </dd>
            </div>
          ))}
        </dl>
        {isNew ? <Text size="sm">{t('oauth.once.nobody')}</Text> : null}
        <Group justify="flex-end" gap="xs">
          {isNew && client !== undefined ? (
            <ButtonLink
              to="/organizations/$orgId/settings/permitted-users"
              params={{ orgId }}
              search={{ target: client.client_id }}
              variant="default"
            >
              {t('oauth.once.permit')}
            </ButtonLink>
          ) : null}
          <Button onClick={onClose}>{t('oauth.once.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
