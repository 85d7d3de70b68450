import { Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { clientAuthorizationsQuery, type OAuthClient } from '../../api/oauth-clients.ts';
import { useText } from '../../text/text.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import classes from './client-dialog.module.css';

interface PeopleDialogProps {
  readonly orgId: string;
  readonly client: OAuthClient | undefined;
  readonly onClose: () => void;
}

/** Which members have let a client in, since when, and when it last made use of it. */
export function PeopleDialog({ orgId, client, onClose }: PeopleDialogProps) {
  const t = useText();
  return (
    <Modal
      opened={client !== undefined}
      onClose={onClose}
      title={t('oauth.people.title', { name: client?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {client === undefined ? null : <People orgId={orgId} clientId={client.client_id} />}
    </Modal>
  );
}

function People({ orgId, clientId }: { readonly orgId: string; readonly clientId: string }) {
  const t = useText();
  const { data, error, refetch } = useQuery(clientAuthorizationsQuery(orgId, clientId));
  if (error !== null) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton label={t('state.loading')} lines={3} />;
  if (data.items.length === 0) return <Text c="dimmed">{t('oauth.people.none')}</Text>;
  return (
    <ul className={classes.people}>
      {data.items.map(({ user, authorized_at, last_used_at }) => (
        <li key={user.id}>
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <Monogram name={user.name} size={34} />
            <div>
              <Text fw={560} size="sm">
                {user.name}
              </Text>
              <Text size="sm" c="dimmed" component="div">
                {user.email}
                <br />
                {t('oauth.people.since')} <TimeText at={authorized_at} show="date" />
                {last_used_at === null ? null : (
                  <>
                    {' · '}
                    {t('oauth.people.used')} <TimeText at={last_used_at} show="relative" />
                  </>
                )}
              </Text>
            </div>
          </Group>
        </li>
      ))}
    </ul>
  );
}
