import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type ApiToken, apiTokensQuery, deleteApiToken, type NewApiToken } from '../../api/api-tokens.ts';
import { isProblem } from '../../api/http.ts';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { CodeBadge, ToneBadge } from '../../ui/badge.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState, NotAllowed } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText, useNow } from '../../ui/time-text.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { NewTokenDialog } from './new-token-dialog.tsx';

// Larger than the list, and nobody needs it to read the list.
const CreateTokenDialog = lazy(async () => ({
  default: (await import('./create-token-dialog.tsx')).CreateTokenDialog,
}));

const soonMs = 14 * 86_400_000;

function Scopes({ token }: { readonly token: ApiToken }) {
  return (
    <Group gap={4}>
      {token.scopes.map((scope) => (
        <CodeBadge key={scope}>{scope}</CodeBadge>
      ))}
    </Group>
  );
}

/** When it ends, with a mark when that is soon or over. */
function Expiry({ token: { expires_at } }: { readonly token: ApiToken }) {
  const t = useText();
  const now = useNow();
  if (expires_at === null)
    return (
      <Text span inherit c="dimmed">
        {t('tokens.never')}
      </Text>
    );
  const left = Date.parse(expires_at) - now;
  return (
    <Group gap={8}>
      <TimeText at={expires_at} show="date" />
      {left <= 0 ? (
        <ToneBadge tone="bad" icon="close">
          {t('tokens.expired')}
        </ToneBadge>
      ) : left < soonMs ? (
        <ToneBadge tone="warn" icon="clock">
          {t('tokens.expiresSoon')}
        </ToneBadge>
      ) : null}
    </Group>
  );
}

/** When and from where it was used last, and from where it may be. */
function LastUse({ token: { last_used_at, last_used_address } }: { readonly token: ApiToken }) {
  const t = useText();
  if (last_used_at === null)
    return (
      <Text span inherit c="dimmed">
        {t('tokens.neverUsed')}
      </Text>
    );
  return (
    <>
      <TimeText at={last_used_at} show="relative" />
      {last_used_address === null ? null : (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('tokens.usedFrom', { address: last_used_address })}
        </Text>
      )}
    </>
  );
}

/** Nothing when it may be used from everywhere. */
function Addresses({ token: { allowed_addresses } }: { readonly token: ApiToken }) {
  const t = useText();
  const format = useFormat();
  if (allowed_addresses === null) return null;
  return (
    <Text size="sm" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
      {t('tokens.onlyFrom', { addresses: format.list(allowed_addresses) })}
    </Text>
  );
}

function Name({ token }: { readonly token: ApiToken }) {
  return (
    <>
      <Text fw={560} size="sm">
        {token.name}
      </Text>
      <Text size="sm" c="dimmed" className="mono">
        {token.prefix}…
      </Text>
    </>
  );
}

function useColumns(onDelete: (token: ApiToken) => void): Column<ApiToken>[] {
  const t = useText();
  return [
    { key: 'name', header: t('tokens.column.name'), cell: (token) => <Name token={token} /> },
    {
      key: 'scopes',
      header: t('tokens.column.scopes'),
      width: '26%',
      cell: (token) => (
        <>
          <Scopes token={token} />
          <Addresses token={token} />
        </>
      ),
    },
    { key: 'expires', header: t('tokens.column.expires'), cell: (token) => <Expiry token={token} /> },
    { key: 'used', header: t('tokens.column.lastUsed'), cell: (token) => <LastUse token={token} /> },
    {
      key: 'created',
      header: t('tokens.column.created'),
      cell: ({ created_at, created_by }) => (
        <>
          <TimeText at={created_at} show="date" />
          {created_by === null ? null : (
            <Text size="sm" c="dimmed" truncate maw="22ch">
              {t('tokens.createdBy', { name: created_by.name })}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'actions',
      header: t('action.delete'),
      headerHidden: true,
      width: 64,
      align: 'right',
      cell: (token) => <DeleteButton token={token} onDelete={onDelete} />,
    },
  ];
}

function DeleteButton({
  token,
  onDelete,
}: {
  readonly token: ApiToken;
  readonly onDelete: (token: ApiToken) => void;
}) {
  const t = useText();
  const label = t('tokens.delete', { name: token.name });
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => onDelete(token)}>
        <Icon name="trash" />
      </ActionIcon>
    </Tooltip>
  );
}

export function ApiTokensPage() {
  const t = useText();
  const { orgId } = useParams({ from: '/app/organizations/$orgId/settings/api-tokens' });
  const { organization } = useCurrentOrganization();
  const { data, error, refetch } = useQuery(apiTokensQuery(orgId));
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<NewApiToken>();
  const [doomed, setDoomed] = useState<ApiToken>();
  const now = useNow();
  const columns = useColumns(setDoomed);
  const add = (
    <Button leftSection={<Icon name="plus" size={17} />} onClick={() => setCreating(true)}>
      {t('tokens.new')}
    </Button>
  );
  const page = (content: ReactNode, actions?: ReactNode) => (
    <Page
      title={t('tokens.title')}
      lead={t('tokens.lead')}
      actions={actions}
      titleParts={[organization?.name]}
    >
      {content}
    </Page>
  );
  if (isProblem(error) && error.status === 403 && organization !== undefined) {
    return page(
      <Panel>
        <NotAllowed role={t(`role.${organization.role}`)} permission="api_tokens:manage" />
      </Panel>,
    );
  }
  if (error !== null && data === undefined)
    return page(<ProblemView error={error} onRetry={() => void refetch()} />);
  const isEmpty = data?.items.length === 0;
  return page(
    <>
      <Panel flush>
        {isEmpty ? (
          <EmptyState icon="key" title={t('tokens.empty.title')} body={t('tokens.empty.body')} action={add} />
        ) : (
          <DataList
            label={t('tokens.title')}
            columns={columns}
            rows={data?.items}
            rowKey={({ id }) => id}
            muted={({ expires_at }) => expires_at !== null && Date.parse(expires_at) <= now}
            card={(token) => ({
              title: <Name token={token} />,
              detail: (
                <Stack gap={7} mt={7}>
                  <Scopes token={token} />
                  <Addresses token={token} />
                  <Expiry token={token} />
                  <LastUse token={token} />
                </Stack>
              ),
              aside: <DeleteButton token={token} onDelete={setDoomed} />,
            })}
          />
        )}
      </Panel>
      <Suspense>
        {creating ? (
          <CreateTokenDialog
            orgId={orgId}
            opened
            onClose={() => setCreating(false)}
            onCreated={(token) => {
              setCreating(false);
              setCreated(token);
            }}
          />
        ) : null}
      </Suspense>
      <NewTokenDialog orgId={orgId} token={created} onClose={() => setCreated(undefined)} />
      <DeleteTokenDialog orgId={orgId} token={doomed} onClose={() => setDoomed(undefined)} />
    </>,
    isEmpty ? undefined : add,
  );
}

interface DeleteTokenDialogProps {
  readonly orgId: string;
  readonly token: ApiToken | undefined;
  readonly onClose: () => void;
}

function DeleteTokenDialog({ orgId, token, onClose }: DeleteTokenDialogProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => deleteApiToken(orgId, id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: apiTokensQuery(orgId).queryKey });
      if (token !== undefined) toastDone(t('tokens.deleted', { name: token.name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened={token !== undefined}
      onClose={onClose}
      title={t('tokens.delete.title', { name: token?.name ?? '' })}
      submit={t('tokens.delete.submit')}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => {
        if (token !== undefined) remove.mutate(token.id);
      }}
    >
      {t('tokens.delete.body')}
    </ConfirmDialog>
  );
}
