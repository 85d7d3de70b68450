import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '../../api/http.ts';
import {
  deleteOrganization,
  type Organization,
  organizationQuery,
  organizationsQuery,
  renameOrganization,
} from '../../api/organizations.ts';
import { sessionQuery } from '../../api/session.ts';
import { Allowed } from '../../shell/allowed.tsx';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { toastDone } from '../../ui/toasts.ts';
import classes from './settings.module.css';

export function GeneralPage() {
  const t = useText();
  const { organization } = useCurrentOrganization();
  return (
    <Page
      title={t('general.title')}
      lead={t('general.lead')}
      titleParts={[organization?.name]}
      width="narrow"
    >
      <Allowed permission="organization:manage">
        {organization === undefined ? null : (
          <Stack gap="lg">
            <Panel title={t('general.identity')}>
              <Stack gap="lg">
                <NameForm key={organization.name} organization={organization} />
                <Facts organization={organization} />
              </Stack>
            </Panel>
            <DeletePanel organization={organization} />
          </Stack>
        )}
      </Allowed>
    </Page>
  );
}

interface OrganizationProps {
  readonly organization: Organization;
}

function NameForm({ organization }: OrganizationProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const [name, setName] = useState(organization.name);
  const save = useMutation({
    mutationFn: () => renameOrganization(organization.id, name.trim()),
    onSuccess: async (after) => {
      queryClient.setQueryData(organizationQuery(organization.id).queryKey, after);
      toastDone(t('general.saved'));
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: organizationsQuery.queryKey, exact: true }),
      ]);
    },
  });
  const fault = isProblem(save.error) ? save.error.errors.find(({ path }) => path === 'name') : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('general.name')}
          description={t('general.name.body')}
          autoComplete="organization"
          maxLength={100}
          value={name}
          error={fault?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.error === null || fault !== undefined ? null : <ProblemView error={save.error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={name.trim() === '' || name.trim() === organization.name}
          >
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Facts({ organization: { id, created_at } }: OrganizationProps) {
  const t = useText();
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('general.id')}</dt>
        <dd>
          <Group gap={6} wrap="nowrap">
            <code className="mono" style={{ overflowWrap: 'anywhere' }}>
              {id}
            </code>
            <CopyButton value={id} />
          </Group>
          <Text size="sm" c="dimmed">
            {t('general.id.body')}
          </Text>
        </dd>
      </div>
      <div>
        <dt>{t('general.created')}</dt>
        <dd>
          <TimeText at={created_at} show="date" />
        </dd>
      </div>
    </dl>
  );
}

function DeletePanel({ organization: { id, name } }: OrganizationProps) {
  const t = useText();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteOrganization(id, name),
    onSuccess: async () => {
      toastDone(t('general.deleted', { name }));
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: '/organizations' });
      queryClient.removeQueries({ queryKey: organizationQuery(id).queryKey });
      await queryClient.invalidateQueries({ queryKey: organizationsQuery.queryKey, exact: true });
    },
  });
  return (
    <Panel title={t('general.danger')}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" maw="52ch">
          {t('general.delete.lead')}
        </Text>
        <Button variant="default" className={classes.bad ?? ''} onClick={() => setAsking(true)}>
          {t('general.delete')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('general.delete.title', { name })}
        submit={t('general.delete')}
        typeName={name}
        busy={remove.isPending}
        error={remove.error}
        onSubmit={() => remove.mutate()}
      >
        {t('general.delete.body')}
      </ConfirmDialog>
    </Panel>
  );
}
