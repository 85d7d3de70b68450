import { ActionIcon, Menu, Text, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { deleteSavedView, type SavedView, savedViewsQuery } from '../../api/saved-views.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { toastDone } from '../../ui/toasts.ts';
import classes from './toolbar.module.css';

const SaveViewDialog = lazy(async () => ({
  default: (await import('./save-view-dialog.tsx')).SaveViewDialog,
}));
const ConfirmDialog = lazy(async () => ({
  default: (await import('../../ui/confirm-dialog.tsx')).ConfirmDialog,
}));

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
      <Suspense fallback={null}>
        {isNaming ? (
          <SaveViewDialog
            orgId={orgId}
            q={q}
            opened
            onClose={() => setNaming(false)}
            onSaved={() => {
              setNaming(false);
              void refresh();
            }}
          />
        ) : null}
        {doomed === undefined ? null : (
          <ConfirmDialog
            opened
            onClose={() => setDoomed(undefined)}
            title={t('views.delete.title', { name: doomed.name })}
            submit={t('views.delete.submit')}
            busy={remove.isPending}
            error={remove.error}
            onSubmit={() => remove.mutate(doomed)}
          >
            {t('views.delete.body')}
          </ConfirmDialog>
        )}
      </Suspense>
    </>
  );
}
