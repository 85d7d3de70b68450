import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Customer } from '../../api/customers.ts';
import { changeMember, type Member, membersQuery } from '../../api/members.ts';
import { organizationQuery } from '../../api/organizations.ts';
import type { MemberRights } from '../../api/permissions.ts';
import { sessionQuery } from '../../api/session.ts';
import { useMay } from '../../shell/shell.tsx';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ToneBadge } from '../../ui/badge.tsx';
import { Warning } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { MemberActs } from './member-acts.tsx';
import classes from './members.module.css';
import { difference, isSame } from './rights.ts';
import { isComplete, RightsForm } from './rights-form.tsx';
import { customersText, grantText } from './rights-text.tsx';
import { RoleBadge } from './role-badge.tsx';

export interface MemberProps {
  readonly orgId: string;
  readonly member: Member;
  readonly members: readonly Member[];
}

interface MemberDrawerProps extends MemberProps {
  readonly customers: readonly Customer[] | undefined;
  readonly onClose: () => void;
}

/** Whether the organization would be without an active owner if this one were not. */
export const isLastOwner = ({ member, members }: Omit<MemberProps, 'orgId'>): boolean =>
  member.role === 'OWNER' &&
  member.suspended_at === null &&
  !members.some(
    ({ id, role, suspended_at }) => id !== member.id && role === 'OWNER' && suspended_at === null,
  );

/** One member: who it is, what he may, and how that ends. */
export function MemberDrawer({ orgId, member, members, customers, onClose }: MemberDrawerProps) {
  const t = useText();
  const mayManage = useMay('members:manage');
  const isLast = isLastOwner({ member, members });
  return (
    <SideDrawer title={t('member.title')} onClose={onClose}>
      <Who orgId={orgId} member={member} />
      {isLast ? (
        <div className={classes.warning}>
          <Warning>{t('member.lastOwner')}</Warning>
        </div>
      ) : null}
      <section className={classes.section}>
        <Title order={2} mb="sm">
          {t('member.rights')}
        </Title>
        <RightsEditor orgId={orgId} member={member} customers={customers} disabled={!mayManage || isLast} />
      </section>
      {mayManage ? (
        <section className={classes.section}>
          <Title order={2} mb="sm">
            {t('member.access')}
          </Title>
          <MemberActs orgId={orgId} member={member} members={members} onGone={onClose} />
        </section>
      ) : null}
    </SideDrawer>
  );
}

function Who({ orgId, member }: Omit<MemberProps, 'members'>) {
  const t = useText();
  const format = useFormat();
  const seesEvents = useMay('events:view');
  const { user, suspended_at, created_at } = member;
  return (
    <div className={classes.who}>
      <Monogram name={user.name} size={52} />
      <div>
        <Group gap={8}>
          <Text fw={600} size="lg">
            {user.name}
          </Text>
          <RoleBadge role={member.role} />
          {suspended_at === null ? null : (
            <ToneBadge tone="bad" icon="pause">
              {t('members.suspended')}
            </ToneBadge>
          )}
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {user.email}
        </Text>
        <Text size="sm" c="dimmed">
          {t('member.since', { date: format.date(created_at) })}
          {seesEvents ? (
            <>
              {' · '}
              <TextLink
                inherit
                to="/organizations/$orgId/audit-logs"
                params={{ orgId }}
                search={{ q: `actor.id:${user.id}`, from: 'now-30d' }}
              >
                {t('member.activity')}
              </TextLink>
            </>
          ) : null}
        </Text>
      </div>
    </div>
  );
}

interface RightsEditorProps extends Omit<MemberProps, 'members'> {
  readonly customers: readonly Customer[] | undefined;
  readonly disabled: boolean;
}

function RightsEditor({ orgId, member, customers, disabled }: RightsEditorProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { role, permissions, customer_ids } = member;
  const stored: MemberRights = { role, permissions, customer_ids };
  const [value, setValue] = useState(stored);
  const [tried, setTried] = useState(false);
  const isChanged = !isSame(difference(stored, value));
  const save = useMutation({
    mutationFn: () => changeMember(orgId, member.id, value),
    onSuccess: async (after) => {
      setValue({ role: after.role, permissions: after.permissions, customer_ids: after.customer_ids });
      toastDone(t('member.saved', { name: member.user.name }));
      await queryClient.invalidateQueries({ queryKey: membersQuery(orgId).queryKey });
      if (member.user.id === session?.user.id)
        await queryClient.invalidateQueries({ queryKey: organizationQuery(orgId).queryKey });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isComplete(value)) save.mutate();
      }}
    >
      <RightsForm value={value} onChange={setValue} customers={customers} disabled={disabled} tried={tried} />
      {isChanged ? (
        <section className={classes.changes} aria-label={t('member.changes')}>
          <Text size="sm" fw={600}>
            {t('member.changes')}
          </Text>
          <Changes before={stored} after={value} customers={customers} />
          <Stack gap="sm">
            {save.error === null ? null : <ProblemView error={save.error} />}
            <Group justify="flex-end" gap="xs">
              <Button
                variant="default"
                onClick={() => {
                  save.reset();
                  setValue(stored);
                }}
              >
                {t('member.discard')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('action.save')}
              </Button>
            </Group>
          </Stack>
        </section>
      ) : null}
    </form>
  );
}

interface ChangesProps {
  readonly before: MemberRights;
  readonly after: MemberRights;
  readonly customers: readonly Customer[] | undefined;
}

function Changes({ before, after, customers }: ChangesProps) {
  const t = useText();
  const format = useFormat();
  const { role, gains, loses, customers: limit } = difference(before, after);
  const names = (ids: readonly string[] | null) => customersText(t, format, ids, customers);
  const lines = [
    ...(role
      ? [
          {
            icon: 'edit' as const,
            text: t('member.change.role', {
              before: t(`role.${before.role}`),
              after: t(`role.${after.role}`),
            }),
          },
        ]
      : []),
    ...(limit
      ? [
          {
            icon: 'edit' as const,
            text: t('member.change.customers', {
              before: names(before.customer_ids),
              after: names(after.customer_ids),
            }),
          },
        ]
      : []),
    ...gains.map((grant) => ({
      icon: 'plus' as const,
      tone: 'good',
      text: t('member.change.gains', { right: grantText(t, grant) }),
    })),
    ...loses.map((grant) => ({
      icon: 'close' as const,
      tone: 'bad',
      text: t('member.change.loses', { right: grantText(t, grant) }),
    })),
  ];
  return (
    <ul>
      {lines.map(({ icon, text, ...look }) => (
        <li key={text} data-tone={'tone' in look ? look.tone : undefined}>
          <Icon name={icon} size={14} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
