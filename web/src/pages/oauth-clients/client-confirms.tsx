import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ClientWithSecret,
  deleteClient,
  endFormerSecret,
  type OAuthClient,
  oauthClientsQuery,
  rotateSecret,
  switchClient,
} from '../../api/oauth-clients.ts';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';

export interface ClientConfirmProps {
  readonly orgId: string;
  /** Nothing while closed. */
  readonly client: OAuthClient | undefined;
  readonly onClose: () => void;
}

/** Does something to a client, reads the list anew, says so, and closes. */
function useAct(
  { orgId, client, onClose }: ClientConfirmProps,
  act: (client: OAuthClient) => Promise<unknown>,
  done: string,
): UseMutationResult<unknown, Error, void> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => (client === undefined ? undefined : act(client)),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: oauthClientsQuery(orgId).queryKey });
      toastDone(done);
      onClose();
    },
  });
}

export function DisableDialog(props: ClientConfirmProps) {
  const t = useText();
  const { orgId, client, onClose } = props;
  const name = client?.name ?? '';
  const act = useAct(
    props,
    ({ client_id }) => switchClient(orgId, client_id, false),
    t('oauth.disabled.done', { name }),
  );
  return (
    <ConfirmDialog
      opened={client !== undefined}
      onClose={onClose}
      title={t('oauth.disable.title', { name })}
      submit={t('oauth.disable.submit')}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate()}
    >
      {t('oauth.disable.body')}
    </ConfirmDialog>
  );
}

export function EndFormerDialog(props: ClientConfirmProps) {
  const t = useText();
  const { orgId, client, onClose } = props;
  const act = useAct(props, ({ client_id }) => endFormerSecret(orgId, client_id), t('oauth.endFormer.done'));
  return (
    <ConfirmDialog
      opened={client !== undefined}
      onClose={onClose}
      title={t('oauth.endFormer.title', { name: client?.name ?? '' })}
      submit={t('oauth.endFormer.submit')}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate()}
    >
      {t('oauth.endFormer.body')}
    </ConfirmDialog>
  );
}

export function DeleteDialog(props: ClientConfirmProps) {
  const t = useText();
  const { orgId, client, onClose } = props;
  const name = client?.name ?? '';
  const act = useAct(
    props,
    ({ client_id }) => deleteClient(orgId, client_id, name),
    t('oauth.deleted', { name }),
  );
  return (
    <ConfirmDialog
      opened={client !== undefined}
      onClose={onClose}
      title={t('oauth.delete.title', { name })}
      submit={t('oauth.delete.submit')}
      typeName={name}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate()}
    >
      {t('oauth.delete.body')}
    </ConfirmDialog>
  );
}

/** Seconds for which the present secret goes on. */
const overlaps = ['86400', '604800', '3600', '0'] as const;

interface RotateDialogProps extends ClientConfirmProps {
  readonly onRotated: (client: ClientWithSecret) => void;
}

export function RotateDialog({ orgId, client, onClose, onRotated }: RotateDialogProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const [overlap, setOverlap] = useState<string>(overlaps[0]);
  const rotate = useMutation({
    mutationFn: (clientId: string) => rotateSecret(orgId, clientId, Number(overlap)),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: oauthClientsQuery(orgId).queryKey });
      onRotated(made);
    },
  });
  return (
    <Modal
      opened={client !== undefined}
      onClose={onClose}
      title={t('oauth.rotate.title', { name: client?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="md">
        <Text>{t('oauth.rotate.body')}</Text>
        <Radio.Group label={t('oauth.rotate.overlap')} value={overlap} onChange={setOverlap}>
          <Stack gap={10} mt={8}>
            {overlaps.map((each) => (
              <Radio key={each} value={each} label={t(`oauth.rotate.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {rotate.error === null ? null : <ProblemView error={rotate.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            loading={rotate.isPending}
            onClick={() => {
              if (client !== undefined) rotate.mutate(client.client_id);
            }}
          >
            {t('oauth.rotate.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
