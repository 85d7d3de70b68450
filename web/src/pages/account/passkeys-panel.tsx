import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  addPasskey,
  hasPasskeys,
  type Passkey,
  passkeysQuery,
  removePasskey,
  renamePasskey,
  signInMethodsQuery,
} from '../../api/account.ts';
import { isProblem } from '../../api/http.ts';
import { useAccountText } from '../../text/account-text.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ToneBadge } from '../../ui/badge.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { PanelLead, Setting } from './setting.tsx';

export function PasskeysPanel() {
  const account = useAccountText();
  const { data: methods } = useQuery(signInMethodsQuery);
  const { data, error, refetch } = useQuery(passkeysQuery);
  const [named, setNamed] = useState<Passkey | 'new'>();
  const [doomed, setDoomed] = useState<Passkey>();
  const canAdd = hasPasskeys(methods);
  return (
    <Panel
      title={account('security.passkeys')}
      flush
      aside={
        canAdd ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="plus" size={15} />}
            onClick={() => setNamed('new')}
          >
            {account('security.passkeys.add')}
          </Button>
        ) : undefined
      }
    >
      <PanelLead>{account('security.passkeys.body')}</PanelLead>
      {error !== null && data === undefined ? (
        <ProblemView error={error} onRetry={() => void refetch()} />
      ) : null}
      {data?.items.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} onRename={setNamed} onRemove={setDoomed} />
      ))}
      {data?.items.length === 0 ? (
        <Setting title={account(canAdd ? 'security.passkeys.none' : 'security.passkeys.unavailable')} />
      ) : null}
      <NameDialog named={named} onClose={() => setNamed(undefined)} />
      <RemoveDialog passkey={doomed} onClose={() => setDoomed(undefined)} />
    </Panel>
  );
}

interface PasskeyRowProps {
  readonly passkey: Passkey;
  readonly onRename: (passkey: Passkey) => void;
  readonly onRemove: (passkey: Passkey) => void;
}

function PasskeyRow({ passkey, onRename, onRemove }: PasskeyRowProps) {
  const account = useAccountText();
  const format = useFormat();
  const { name, synced, created_at, last_used_at } = passkey;
  const used =
    last_used_at === null
      ? account('security.passkeys.neverUsed')
      : account('security.passkeys.used', { time: format.relative(last_used_at, Date.now()) });
  const actions = [
    { label: account('security.passkeys.rename', { name }), icon: 'edit', run: onRename },
    { label: account('security.passkeys.remove', { name }), icon: 'trash', run: onRemove },
  ] as const;
  return (
    <Setting
      title={
        <Group gap={8}>
          {name}
          {synced ? (
            <ToneBadge tone="quiet" icon="refresh">
              {account('security.passkeys.synced')}
            </ToneBadge>
          ) : null}
        </Group>
      }
      body={`${account('security.passkeys.added', { date: format.date(created_at) })} · ${used}`}
    >
      <Group gap={4}>
        {actions.map(({ label, icon, run }) => (
          <Tooltip key={icon} label={label}>
            <ActionIcon aria-label={label} onClick={() => run(passkey)}>
              <Icon name={icon} />
            </ActionIcon>
          </Tooltip>
        ))}
      </Group>
    </Setting>
  );
}

/** Names a new passkey before the browser makes it, or gives another name to one that is there. */
function NameDialog({
  named,
  onClose,
}: {
  readonly named: Passkey | 'new' | undefined;
  readonly onClose: () => void;
}) {
  const t = useText();
  const account = useAccountText();
  return (
    <Modal
      opened={named !== undefined}
      onClose={onClose}
      title={
        named === undefined || named === 'new'
          ? account('security.passkeys.add')
          : account('security.passkeys.rename', { name: named.name })
      }
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {named === undefined ? null : <NameForm named={named} onClose={onClose} />}
    </Modal>
  );
}

function NameForm({ named, onClose }: { readonly named: Passkey | 'new'; readonly onClose: () => void }) {
  const t = useText();
  const account = useAccountText();
  const queryClient = useQueryClient();
  const [name, setName] = useState(named === 'new' ? '' : named.name);
  const save = useMutation({
    mutationFn: () => (named === 'new' ? addPasskey(name.trim()) : renamePasskey(named.id, name.trim())),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey });
      if (named === 'new') toastDone(account('security.passkeys.done', { name: saved.name }));
      onClose();
    },
  });
  const isCancelled = isProblem(save.error) && save.error.code === 'auth.reauthentication_required';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={account('security.passkeys.name')}
          description={account('security.passkeys.name.body')}
          placeholder={account('security.passkeys.name.example')}
          maxLength={100}
          value={name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.error === null || isCancelled ? null : isProblem(save.error) ? (
          <ProblemView error={save.error} />
        ) : (
          <Text c="var(--mantine-color-error)" role="alert">
            {account('security.passkeys.failed')}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {named === 'new' ? account('security.passkeys.add') : t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RemoveDialog({
  passkey,
  onClose,
}: {
  readonly passkey: Passkey | undefined;
  readonly onClose: () => void;
}) {
  const account = useAccountText();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: removePasskey,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey });
      toastDone(account('security.passkeys.removed', { name: passkey?.name ?? '' }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened={passkey !== undefined}
      onClose={onClose}
      title={account('security.passkeys.remove.title', { name: passkey?.name ?? '' })}
      submit={account('security.passkeys.remove.submit')}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => {
        if (passkey !== undefined) remove.mutate(passkey.id);
      }}
    >
      {account('security.passkeys.remove.body')}
    </ConfirmDialog>
  );
}
