import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { isProblem } from '../../api/http.ts';
import {
  type ClientWithSecret,
  type OAuthClient,
  oauthClientsQuery,
  switchClient,
} from '../../api/oauth-clients.ts';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { CodeBadge, ToneBadge } from '../../ui/badge.tsx';
import { ClientMark } from '../../ui/client-mark.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState, NotAllowed } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { toastDone, toastFailed } from '../../ui/toasts.ts';
import { type ClientAction, ClientMenu } from './client-menu.tsx';

const Dialogs = lazy(() =>
  import('./client-dialogs.tsx').then((module) => ({ default: module.ClientDialogs })),
);

/** What is open over the list. */
export type OpenDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'secret'; readonly client: ClientWithSecret; readonly isNew: boolean }
  | { readonly kind: Exclude<ClientAction, 'enable'>; readonly client: OAuthClient };

function Name({ client }: { readonly client: OAuthClient }) {
  const t = useText();
  return (
    <Group gap="sm" wrap="nowrap">
      <ClientMark name={client.name} logoUrl={client.logo_url} />
      <div style={{ minWidth: 0 }}>
        <Text fw={560} size="sm">
          {client.name}
        </Text>
        <Group gap={2} wrap="nowrap">
          <Text size="sm" c="dimmed" className="mono" truncate maw="20ch">
            {client.client_id}
          </Text>
          <CopyButton value={client.client_id} label={`${t('action.copy')}: ${t('oauth.once.id')}`} />
        </Group>
      </div>
    </Group>
  );
}

function State({ client }: { readonly client: OAuthClient }) {
  const t = useText();
  return (
    <Group gap={6}>
      {client.enabled ? (
        <ToneBadge tone="good" icon="check">
          {t('oauth.enabled')}
        </ToneBadge>
      ) : (
        <ToneBadge tone="quiet" icon="pause">
          {t('oauth.disabled')}
        </ToneBadge>
      )}
      {client.secrets.length > 1 ? (
        <ToneBadge tone="warn" icon="key">
          {t('oauth.rotating')}
        </ToneBadge>
      ) : null}
    </Group>
  );
}

function Scopes({ client }: { readonly client: OAuthClient }) {
  return (
    <Group gap={4}>
      {client.scopes.map((scope) => (
        <CodeBadge key={scope}>{scope}</CodeBadge>
      ))}
    </Group>
  );
}

function LastUse({ client: { last_used_at } }: { readonly client: OAuthClient }) {
  const t = useText();
  if (last_used_at !== null) return <TimeText at={last_used_at} show="relative" />;
  return (
    <Text span inherit c="dimmed">
      {t('oauth.neverUsed')}
    </Text>
  );
}

function PermittedLink({ orgId, client }: { readonly orgId: string; readonly client: OAuthClient }) {
  const t = useText();
  const { everyone, members } = client.permitted;
  return (
    <TextLink
      size="sm"
      to="/organizations/$orgId/settings/permitted-users"
      params={{ orgId }}
      search={{ target: client.client_id }}
    >
      {everyone ? t('permitted.everyone') : t('permitted.count', { count: members })}
    </TextLink>
  );
}

type Act = (action: ClientAction, client: OAuthClient) => void;

function useColumns(orgId: string, onAct: Act): Column<OAuthClient>[] {
  const t = useText();
  return [
    {
      key: 'client',
      header: t('oauth.column.client'),

      cell: (client) => <Name client={client} />,
    },
    {
      key: 'state',
      header: t('oauth.column.state'),
      width: 150,
      cell: (client) => <State client={client} />,
    },
    { key: 'scopes', header: t('oauth.column.scopes'), cell: (client) => <Scopes client={client} /> },
    {
      key: 'permitted',
      header: t('oauth.column.permitted'),
      cell: (client) => <PermittedLink orgId={orgId} client={client} />,
    },
    { key: 'used', header: t('oauth.column.lastUsed'), cell: (client) => <LastUse client={client} /> },
    {
      key: 'actions',
      header: t('oauth.column.actions'),
      headerHidden: true,
      width: 64,
      align: 'right',
      cell: (client) => <ClientMenu client={client} onAct={onAct} />,
    },
  ];
}

/** Enabling needs no question: it gives back what was there. */
function useEnable(orgId: string) {
  const t = useText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ client_id }: OAuthClient) => switchClient(orgId, client_id, true),
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: oauthClientsQuery(orgId).queryKey });
      toastDone(t('oauth.enabled.done', { name }));
    },
    onError: () => toastFailed(t('error.0.title')),
  });
}

export function OAuthClientsPage() {
  const t = useText();
  const { orgId } = useParams({ from: '/app/organizations/$orgId/settings/oauth-clients' });
  const { organization } = useCurrentOrganization();
  const { data, error, refetch } = useQuery(oauthClientsQuery(orgId));
  const [dialog, setDialog] = useState<OpenDialog>();
  const enable = useEnable(orgId);
  const act: Act = (action, client) =>
    action === 'enable' ? enable.mutate(client) : setDialog({ kind: action, client });
  const columns = useColumns(orgId, act);
  const add = (
    <Button leftSection={<Icon name="plus" size={17} />} onClick={() => setDialog({ kind: 'create' })}>
      {t('oauth.new')}
    </Button>
  );
  const page = (content: ReactNode, actions?: ReactNode) => (
    <Page title={t('oauth.title')} lead={t('oauth.lead')} actions={actions} titleParts={[organization?.name]}>
      {content}
    </Page>
  );
  if (isProblem(error) && error.status === 403 && organization !== undefined)
    return page(
      <Panel>
        <NotAllowed role={t(`role.${organization.role}`)} permission="oauth_clients:manage" />
      </Panel>,
    );
  if (error !== null && data === undefined)
    return page(<ProblemView error={error} onRetry={() => void refetch()} />);
  const isEmpty = data?.items.length === 0;
  return page(
    <>
      <Panel flush>
        {isEmpty ? (
          <EmptyState icon="link" title={t('oauth.empty.title')} body={t('oauth.empty.body')} action={add} />
        ) : (
          <DataList
            label={t('oauth.title')}
            columns={columns}
            rows={data?.items}
            rowKey={({ client_id }) => client_id}
            muted={({ enabled }) => !enabled}
            card={(client) => ({
              title: <Name client={client} />,
              detail: (
                <Stack gap={8} mt={8}>
                  <Group gap="md">
                    <State client={client} />
                    <PermittedLink orgId={orgId} client={client} />
                  </Group>
                  <Scopes client={client} />
                </Stack>
              ),
              aside: <ClientMenu client={client} onAct={act} />,
            })}
          />
        )}
      </Panel>
      <Suspense fallback={null}>
        {dialog === undefined ? null : <Dialogs orgId={orgId} dialog={dialog} onDialog={setDialog} />}
      </Suspense>
    </>,
    isEmpty ? undefined : add,
  );
}
