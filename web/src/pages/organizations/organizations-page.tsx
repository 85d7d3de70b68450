import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '../../api/http.ts';
import { createOrganization, type OrganizationSummary, organizationsQuery } from '../../api/organizations.ts';
import { sessionQuery } from '../../api/session.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { PlainLink } from '../../ui/link.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import classes from './organizations-page.module.css';

export function OrganizationsPage() {
  const t = useText();
  const [creating, { open, close }] = useDisclosure(false);
  const { data, error, refetch } = useQuery(organizationsQuery);
  const add = (
    <Button leftSection={<Icon name="plus" size={17} />} onClick={open}>
      {t('organizations.new')}
    </Button>
  );
  return (
    <Page title={t('organizations.title')} lead={t('organizations.lead')} actions={add} width="narrow">
      {error !== null && data === undefined ? (
        <ProblemView error={error} onRetry={() => void refetch()} />
      ) : (
        <Panel flush>
          {data === undefined ? (
            <ListSkeleton label={t('state.loading')} lines={3} />
          ) : data.items.length === 0 ? (
            <EmptyState
              icon="organization"
              title={t('organizations.empty.title')}
              body={t('organizations.empty.body')}
            />
          ) : (
            <ul className={classes.list}>
              {data.items.map((each) => (
                <OrganizationLine key={each.id} organization={each} />
              ))}
            </ul>
          )}
        </Panel>
      )}
      <Modal
        opened={creating}
        onClose={close}
        title={t('organizations.create.title')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <CreateForm onClose={close} />
      </Modal>
    </Page>
  );
}

function OrganizationLine({
  organization: { id, name, role, created_at },
}: {
  readonly organization: OrganizationSummary;
}) {
  const t = useText();
  const format = useFormat();
  return (
    <li>
      <PlainLink to="/organizations/$orgId" params={{ orgId: id }} className={classes.line ?? ''}>
        <Monogram name={name} size={38} shape="square" />
        <span className={classes.text}>
          <Text component="span" fw={580} className={classes.name}>
            {name}
          </Text>
          <Text component="span" size="sm" c="dimmed">
            {t(`role.${role}`)} · {t('organizations.since', { date: format.date(created_at) })}
          </Text>
        </span>
        <Icon name="chevronRight" size={17} />
      </PlainLink>
    </li>
  );
}

function CreateForm({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: createOrganization,
    onSuccess: async (made) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: organizationsQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ]);
      toastDone(t('organizations.created', { name: made.name }));
      await navigate({ to: '/organizations/$orgId', params: { orgId: made.id } });
    },
  });
  const fault = isProblem(create.error) ? create.error.errors.find(({ path }) => path === 'name') : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ name: name.trim() });
      }}
    >
      <Stack gap="md">
        <Text c="dimmed">{t('organizations.create.body')}</Text>
        <TextInput
          label={t('organizations.name')}
          required
          withAsterisk={false}
          maxLength={100}
          data-autofocus
          value={name}
          error={fault?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {create.error === null || fault !== undefined ? null : <ProblemView error={create.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('organizations.create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
