import { ActionIcon, Button, Group, Menu, Modal, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createSavedView, deleteSavedView, type SavedView, savedViewsQuery } from '../../api/saved-views.ts';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import classes from './toolbar.module.css';

interface SavedViewsMenuProps {
  readonly orgId: string;
  readonly q: string;
  readonly onChoose: (q: string) => void;
}

/** Queries with a name, shared by everybody in the organization. */
export function SavedViewsMenu({ orgId, q, onChoose }: SavedViewsMenuProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const { data } = useQuery(savedViewsQuery(orgId));
  const [isNaming, setNaming] = useState(false);
  const [doomed, setDoomed] = useState<SavedView>();
  const views = data?.items ?? [];
  const refresh = () => queryClient.invalidateQueries({ queryKey: savedViewsQuery(orgId).queryKey });
  const remove = useMutation({
    mutationFn: (view: SavedView) => deleteSavedView(orgId, view.id),
    onSuccess: async (_, view) => {
      await refresh();
      setDoomed(undefined);
      toastDone(t('views.deleted', { name: view.name }));
    },
  });
  return (
    <>
      <Menu position="bottom-end" width={290}>
        <Menu.Target>
          <Tooltip label={t('views.title')}>
            <ActionIcon variant="default" size={36} aria-label={t('views.title')}>
              <Icon name="book" size={18} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
          <Menu.Label>{t('views.title')}</Menu.Label>
          {views.length === 0 ? (
            <Text size="sm" c="dimmed" px="sm" pb="xs">
              {t('views.none')}
            </Text>
          ) : null}
          {views.map((view) => (
            <div key={view.id} className={classes.view}>
              <Menu.Item
                onClick={() => onChoose(view.q)}
                rightSection={view.q === q ? <Icon name="check" size={15} /> : null}
              >
                {view.name}
                <Text size="xs" c="dimmed" truncate className="mono">
                  {view.q === '' ? t('views.everything') : view.q}
                </Text>
              </Menu.Item>
              <Menu.Item
                className={classes.viewDelete ?? ''}
                aria-label={t('views.delete', { name: view.name })}
                onClick={() => setDoomed(view)}
              >
                <Icon name="trash" size={15} />
              </Menu.Item>
            </div>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<Icon name="plus" size={16} />}
            disabled={q === ''}
            onClick={() => setNaming(true)}
          >
            {t('views.save')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        orgId={orgId}
        q={q}
        opened={isNaming}
        onClose={() => setNaming(false)}
        onSaved={() => {
          setNaming(false);
          void refresh();
        }}
      />
      <ConfirmDialog
        opened={doomed !== undefined}
        onClose={() => setDoomed(undefined)}
        title={t('views.delete.title', { name: doomed?.name ?? '' })}
        submit={t('views.delete.submit')}
        busy={remove.isPending}
        error={remove.error}
        onSubmit={() => {
          if (doomed !== undefined) remove.mutate(doomed);
        }}
      >
        {t('views.delete.body')}
      </ConfirmDialog>
    </>
  );
}

interface NameDialogProps {
  readonly orgId: string;
  readonly q: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function NameDialog({ orgId, q, opened, onClose, onSaved }: NameDialogProps) {
  const t = useText();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => createSavedView(orgId, { name: name.trim(), q }),
    onSuccess: () => {
      toastDone(t('views.saved', { name: name.trim() }));
      setName('');
      onSaved();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('views.save')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            required
            maxLength={100}
            label={t('views.name')}
            placeholder={t('views.name.example')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Text size="sm" className="mono" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {q}
          </Text>
          <Text size="sm" c="dimmed">
            {t('views.shared')}
          </Text>
          {save.error === null ? null : <ProblemView error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
