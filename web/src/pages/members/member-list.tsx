import { Group, Text } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { customersQuery } from '../../api/customers.ts';
import type { Member } from '../../api/members.ts';
import { sessionQuery } from '../../api/session.ts';
import { useMay } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { ToneBadge } from '../../ui/badge.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { CustomersText, RightsText } from './rights-text.tsx';
import { RoleBadge } from './role-badge.tsx';

interface MemberListProps {
  readonly orgId: string;
  readonly members: readonly Member[];
  readonly onOpen: (memberId: string) => void;
}

function Who({ orgId, member, onOpen }: { readonly member: Member } & Omit<MemberListProps, 'members'>) {
  const t = useText();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { user } = member;
  return (
    <Group gap="sm" wrap="nowrap">
      <Monogram name={user.name} size={34} />
      <div style={{ minWidth: 0 }}>
        <Group gap={6} wrap="nowrap">
          <TextLink
            to="/organizations/$orgId/users"
            params={{ orgId }}
            search={(before: object) => ({ ...before, member: member.id })}
            fw={580}
            size="sm"
            c="inherit"
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              onOpen(member.id);
            }}
          >
            {user.name}
          </TextLink>
          {user.id === session?.user.id ? (
            <Text size="sm" c="dimmed">
              ({t('members.you')})
            </Text>
          ) : null}
        </Group>
        <Text size="sm" c="dimmed" truncate maw={260} title={user.email}>
          {user.email}
        </Text>
      </div>
    </Group>
  );
}

function State({ member }: { readonly member: Member }) {
  const t = useText();
  return (
    <Group gap={6}>
      <RoleBadge role={member.role} />
      {member.suspended_at === null ? null : (
        <ToneBadge tone="bad" icon="pause">
          {t('members.suspended')}
        </ToneBadge>
      )}
    </Group>
  );
}

function Seen({ at }: { readonly at: string | null }) {
  const t = useText();
  if (at !== null) return <TimeText at={at} show="relative" />;
  return (
    <Text span inherit c="dimmed">
      {t('members.neverSeen')}
    </Text>
  );
}

export function MemberList({ orgId, members, onOpen }: MemberListProps) {
  const t = useText();
  const seesCustomers = useMay('customers:view');
  const { data } = useQuery({ ...customersQuery(orgId), enabled: seesCustomers });
  const customers = data?.items;
  const who = (member: Member) => <Who orgId={orgId} member={member} onOpen={onOpen} />;
  const columns: readonly Column<Member>[] = [
    { key: 'name', header: t('members.column.name'), cell: who },
    { key: 'role', header: t('members.column.role'), cell: (member) => <State member={member} /> },
    {
      key: 'rights',
      header: t('members.column.rights'),
      width: '30%',
      cell: (member) => <RightsText rights={member} />,
    },
    {
      key: 'customers',
      header: t('members.column.customers'),
      cell: (member) => <CustomersText ids={member.customer_ids} customers={customers} />,
    },
    {
      key: 'seen',
      header: t('members.column.seen'),
      cell: ({ last_seen_at }) => <Seen at={last_seen_at} />,
    },
  ];
  return (
    <DataList
      label={t('members.title')}
      columns={columns}
      rows={members}
      rowKey={({ id }) => id}
      muted={({ suspended_at }) => suspended_at !== null}
      card={(member) => ({
        title: who(member),
        detail: (
          <div style={{ marginTop: 8 }}>
            <State member={member} />
            <div style={{ marginTop: 6 }}>
              <RightsText rights={member} />
            </div>
            {member.customer_ids === null ? null : (
              <CustomersText ids={member.customer_ids} customers={customers} />
            )}
          </div>
        ),
      })}
    />
  );
}
