import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Customer } from '../../api/customers.ts';
import {
  type Invitation,
  invitationsQuery,
  invite,
  type NewInvitation,
  withdrawInvitation,
} from '../../api/invitations.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ToneBadge } from '../../ui/badge.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { Panel } from '../../ui/page.tsx';
import { useNow } from '../../ui/time-text.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { CustomersText, RightsText } from './rights-text.tsx';
import { RoleBadge } from './role-badge.tsx';

interface InvitationsPanelProps {
  readonly orgId: string;
  readonly invitations: readonly Invitation[];
  readonly customers: readonly Customer[] | undefined;
  readonly mayManage: boolean;
  readonly onMade: (invitation: NewInvitation) => void;
}

type Asked = { readonly what: 'renew' | 'withdraw'; readonly invitation: Invitation };

interface ExpiryProps {
  readonly invitation: Invitation;
  /** Where no heading says what the time is. */
  readonly whole?: boolean;
}

function Expiry({ invitation: { expires_at }, whole = false }: ExpiryProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  if (Date.parse(expires_at) <= now)
    return (
      <ToneBadge tone="warn" icon="clock">
        {t('invitations.expired')}
      </ToneBadge>
    );
  const when = format.relative(expires_at, now);
  return (
    <Text span inherit c="dimmed">
      {whole ? t('invitations.expires', { when }) : when}
    </Text>
  );
}

/** Invitations that nobody has taken yet: a new link for them, or an end. */
export function InvitationsPanel({
  orgId,
  invitations,
  customers,
  mayManage,
  onMade,
}: InvitationsPanelProps) {
  const t = useText();
  const [asked, setAsked] = useState<Asked>();
  const who = ({ email, invited_by }: Invitation) => (
    <>
      <Text size="sm" fw={560} truncate maw={260} title={email}>
        {email}
      </Text>
      <Text size="sm" c="dimmed">
        {t('invitations.by', { name: invited_by.name })}
      </Text>
    </>
  );
  const actions = (invitation: Invitation) =>
    mayManage ? (
      <Group gap={6} wrap="nowrap" justify="flex-end">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('invitations.renew.of', { email: invitation.email })}
          onClick={() => setAsked({ what: 'renew', invitation })}
        >
          {t('invitations.renew')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('invitations.withdraw.of', { email: invitation.email })}
          onClick={() => setAsked({ what: 'withdraw', invitation })}
        >
          {t('invitations.withdraw')}
        </Button>
      </Group>
    ) : null;
  const columns: readonly Column<Invitation>[] = [
    { key: 'who', header: t('invite.email'), cell: who },
    { key: 'role', header: t('members.column.role'), cell: ({ role }) => <RoleBadge role={role} /> },
    { key: 'rights', header: t('members.column.rights'), cell: (each) => <RightsText rights={each} /> },
    {
      key: 'customers',
      header: t('members.column.customers'),
      cell: (each) => <CustomersText ids={each.customer_ids} customers={customers} />,
    },
    { key: 'expiry', header: t('tokens.column.expires'), cell: (each) => <Expiry invitation={each} /> },
    { key: 'actions', header: t('action.more'), headerHidden: true, align: 'right', cell: actions },
  ];
  return (
    <Panel title={t('invitations.title')} flush>
      <DataList
        label={t('invitations.title')}
        columns={columns}
        rows={invitations}
        rowKey={({ id }) => id}
        card={(invitation) => ({
          title: who(invitation),
          detail: (
            <>
              <Group gap={8} my={8}>
                <RoleBadge role={invitation.role} />
                <Expiry invitation={invitation} whole />
              </Group>
              <Group justify="flex-start">{actions(invitation)}</Group>
            </>
          ),
        })}
      />
      <AskedDialog orgId={orgId} asked={asked} onClose={() => setAsked(undefined)} onMade={onMade} />
    </Panel>
  );
}

interface AskedDialogProps {
  readonly orgId: string;
  readonly asked: Asked | undefined;
  readonly onClose: () => void;
  readonly onMade: (invitation: NewInvitation) => void;
}

function AskedDialog({ orgId, asked, onClose, onMade }: AskedDialogProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: invitationsQuery(orgId).queryKey });
  const withdraw = useMutation({
    mutationFn: ({ id }: Invitation) => withdrawInvitation(orgId, id),
    onSuccess: async (_done, { email }) => {
      await refresh();
      toastDone(t('invitations.withdrawn', { email }));
      onClose();
    },
  });
  const renew = useMutation({
    mutationFn: ({ email, role, permissions, customer_ids }: Invitation) =>
      invite(orgId, { email, role, permissions, customer_ids }),
    onSuccess: async (made) => {
      await refresh();
      onClose();
      onMade(made);
    },
  });
  const email = asked?.invitation.email ?? '';
  const isRenewal = asked?.what === 'renew';
  const act = isRenewal ? renew : withdraw;
  return (
    <ConfirmDialog
      opened={asked !== undefined}
      onClose={onClose}
      title={isRenewal ? t('invitations.renew.title', { email }) : t('invitations.withdraw.title', { email })}
      submit={isRenewal ? t('invite.submit') : t('invitations.withdraw')}
      danger={!isRenewal}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => {
        if (asked !== undefined) act.mutate(asked.invitation);
      }}
    >
      {isRenewal ? t('invitations.renew.body') : t('invitations.withdraw.body')}
    </ConfirmDialog>
  );
}
