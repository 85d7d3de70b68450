import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Authorization, ownAuthorizationsQuery, revokeAuthorization } from '../../api/oauth-clients.ts';
import { useText } from '../../text/text.tsx';
import { CodeBadge } from '../../ui/badge.tsx';
import { ClientMark } from '../../ui/client-mark.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { toastDone } from '../../ui/toasts.ts';
import classes from './connected-applications.module.css';

/** The applications that a person has let in, each with a way to let it out again. */
export function ConnectedApplications() {
  const t = useText();
  const { data, error, refetch } = useQuery(ownAuthorizationsQuery);
  const [doomed, setDoomed] = useState<Authorization>();
  return (
    <Panel title={t('connected.title')} flush>
      <Text size="sm" c="dimmed" className={classes.lead ?? ''}>
        {t('connected.body')}
      </Text>
      {error !== null && data === undefined ? (
        <div className={classes.item}>
          <ProblemView error={error} onRetry={() => void refetch()} />
        </div>
      ) : data === undefined ? (
        <ListSkeleton label={t('state.loading')} lines={2} />
      ) : data.items.length === 0 ? (
        <Text className={classes.item ?? ''}>{t('connected.none')}</Text>
      ) : (
        <ul className={classes.list}>
          {data.items.map((each) => (
            <li key={each.id} className={classes.item}>
              <Application authorization={each} onRevoke={() => setDoomed(each)} />
            </li>
          ))}
        </ul>
      )}
      <RevokeDialog authorization={doomed} onClose={() => setDoomed(undefined)} />
    </Panel>
  );
}

interface ApplicationProps {
  readonly authorization: Authorization;
  readonly onRevoke: () => void;
}

function Application({ authorization, onRevoke }: ApplicationProps) {
  const t = useText();
  const { client, organization, scopes, authorized_at, last_used_at } = authorization;
  return (
    <div className={classes.application}>
      <ClientMark name={client.name} logoUrl={client.logo_url} size={40} />
      <div className={classes.facts}>
        <Text fw={560}>{client.name}</Text>
        <Text size="sm" c="dimmed" component="div">
          {t('connected.in', { organization: organization.name })}
          {' · '}
          {t('connected.since')} <TimeText at={authorized_at} show="date" />
          {last_used_at === null ? null : (
            <>
              {' · '}
              {t('connected.used')} <TimeText at={last_used_at} show="relative" />
            </>
          )}
        </Text>
        <Group gap={4} mt={6}>
          {scopes.map((scope) => (
            <CodeBadge key={scope}>{scope}</CodeBadge>
          ))}
        </Group>
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('connected.revoke.of', { name: client.name })}
        onClick={onRevoke}
      >
        {t('connected.revoke')}
      </Button>
    </div>
  );
}

interface RevokeDialogProps {
  readonly authorization: Authorization | undefined;
  readonly onClose: () => void;
}

function RevokeDialog({ authorization, onClose }: RevokeDialogProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const name = authorization?.client.name ?? '';
  const revoke = useMutation({
    mutationFn: revokeAuthorization,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ownAuthorizationsQuery.queryKey });
      toastDone(t('connected.revoked', { name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened={authorization !== undefined}
      onClose={onClose}
      title={t('connected.revoke.title', { name })}
      submit={t('connected.revoke.submit')}
      busy={revoke.isPending}
      error={revoke.error}
      onSubmit={() => {
        if (authorization !== undefined) revoke.mutate(authorization.id);
      }}
    >
      {t('connected.revoke.body')}
    </ConfirmDialog>
  );
}
