import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { NewInvitation } from '../../api/invitations.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { Warning } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import classes from './members.module.css';

interface InvitationLinkDialogProps {
  readonly invitation: NewInvitation | undefined;
  readonly onClose: () => void;
}

/** The one time that a link is seen. It closes by its button only: a stray click would lose it. */
export function InvitationLinkDialog({ invitation, onClose }: InvitationLinkDialogProps) {
  const t = useText();
  const format = useFormat();
  const narrow = useIsNarrow();
  return (
    <Modal
      opened={invitation !== undefined}
      onClose={onClose}
      title={t('invite.once.title')}
      size="lg"
      fullScreen={narrow}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {invitation === undefined ? null : (
        <Stack gap="md">
          <Text size="sm">{t('invite.once.body', { email: invitation.email })}</Text>
          <section className={classes.link} aria-label={t('invite.once.label')}>
            <code className="mono">{invitation.url}</code>
            <CopyButton value={invitation.url} text />
          </section>
          {invitation.mail === 'failed' ? <Warning>{t('invite.once.notMailed')}</Warning> : null}
          <Text size="sm" c="dimmed">
            {invitation.mail === 'sent' ? `${t('invite.once.mailed', { email: invitation.email })} ` : ''}
            {t('invite.once.until', { date: format.date(invitation.expires_at) })}
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('invite.once.done')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
