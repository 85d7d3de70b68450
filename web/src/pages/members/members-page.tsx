import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { customersQuery } from '../../api/customers.ts';
import { invitationsQuery, type NewInvitation } from '../../api/invitations.ts';
import { type Member, membersQuery } from '../../api/members.ts';
import { type Role, roles } from '../../api/organizations.ts';
import { Allowed } from '../../shell/allowed.tsx';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { NoMatch } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { InvitationLinkDialog } from './invitation-link-dialog.tsx';
import { InvitationsPanel } from './invitations-panel.tsx';
import { MemberList } from './member-list.tsx';
import classes from './members.module.css';

// Both hold the form of rights, which nobody needs to read the list.
const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog.tsx')).InviteDialog }));
const MemberDrawer = lazy(async () => ({ default: (await import('./member-drawer.tsx')).MemberDrawer }));

const route = getRouteApi('/app/organizations/$orgId/users');

export function MembersPage() {
  const t = useText();
  const { organization } = useCurrentOrganization();
  const mayManage = useMay('members:manage');
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<NewInvitation>();
  const { orgId } = route.useParams();
  return (
    <Page
      title={t('members.title')}
      lead={t('members.lead')}
      titleParts={[organization?.name]}
      actions={
        mayManage ? (
          <Button leftSection={<Icon name="plus" size={17} />} onClick={() => setInviting(true)}>
            {t('members.invite')}
          </Button>
        ) : null
      }
    >
      <Allowed permission="members:view">
        <Content orgId={orgId} mayManage={mayManage} onMade={setMade} />
      </Allowed>
      <Suspense>
        {inviting ? (
          <InviteDialog
            orgId={orgId}
            opened
            onClose={() => setInviting(false)}
            onMade={(invitation) => {
              setInviting(false);
              setMade(invitation);
            }}
          />
        ) : null}
      </Suspense>
      <InvitationLinkDialog invitation={made} onClose={() => setMade(undefined)} />
    </Page>
  );
}

interface ContentProps {
  readonly orgId: string;
  readonly mayManage: boolean;
  readonly onMade: (invitation: NewInvitation) => void;
}

function Content({ orgId, mayManage, onMade }: ContentProps) {
  const t = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const members = useQuery(membersQuery(orgId));
  const invitations = useQuery(invitationsQuery(orgId));
  const seesCustomers = useMay('customers:view');
  const customers = useQuery({ ...customersQuery(orgId), enabled: seesCustomers });
  const open = (member: string | undefined) => void navigate({ search: (before) => ({ ...before, member }) });

  // Together: invitations that arrive later would push the members down.
  if (members.data === undefined || invitations.data === undefined) {
    const error = members.error ?? invitations.error;
    return error === null ? (
      <Panel flush>
        <ListSkeleton label={t('state.loading')} lines={8} />
      </Panel>
    ) : (
      <ProblemView error={error} onRetry={() => void members.refetch()} />
    );
  }
  const all = members.data.items;
  const opened = all.find(({ id }) => id === search.member);
  return (
    <Stack gap="lg">
      {invitations.data.items.length === 0 ? null : (
        <InvitationsPanel
          orgId={orgId}
          invitations={invitations.data.items}
          customers={customers.data?.items}
          mayManage={mayManage}
          onMade={onMade}
        />
      )}
      <MembersPanel members={all} onOpen={open} />
      {opened === undefined ? null : (
        <Suspense>
          <MemberDrawer
            // Another member begins with another form.
            key={opened.id}
            orgId={orgId}
            member={opened}
            members={all}
            customers={customers.data?.items}
            onClose={() => open(undefined)}
          />
        </Suspense>
      )}
    </Stack>
  );
}

interface MembersPanelProps {
  readonly members: readonly Member[];
  readonly onOpen: (memberId: string) => void;
}

/** The table with its filters, and the invitation to invite while nobody else is there. */
function MembersPanel({ members, onOpen }: MembersPanelProps) {
  const t = useText();
  const { orgId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const wanted = (search.q ?? '').trim().toLowerCase();
  const shown = members.filter(
    ({ user, role }) =>
      `${user.name} ${user.email}`.toLowerCase().includes(wanted) &&
      (search.role === undefined || search.role === role),
  );
  const change = (patch: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true });
  return (
    <Panel flush>
      <Group className={classes.filters ?? ''} gap="xs">
        <TextInput
          size="xs"
          className={classes.find ?? ''}
          aria-label={t('members.find')}
          placeholder={t('members.find')}
          leftSection={<Icon name="search" size={15} />}
          value={search.q ?? ''}
          onChange={(event) => change({ q: event.currentTarget.value || undefined })}
        />
        <Select
          size="xs"
          aria-label={t('members.column.role')}
          placeholder={t('members.anyRole')}
          clearable
          value={search.role ?? null}
          data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          onChange={(role) => change({ role: (role ?? undefined) as Role | undefined })}
        />
      </Group>
      {shown.length === 0 ? (
        <NoMatch onClear={() => change({ q: undefined, role: undefined })} />
      ) : (
        <MemberList orgId={orgId} members={shown} onOpen={onOpen} />
      )}
      {members.length > 1 ? null : (
        <div className={classes.alone}>
          <Text fw={560}>{t('members.alone.title')}</Text>
          <Text size="sm" c="dimmed">
            {t('members.alone.body')}
          </Text>
        </div>
      )}
    </Panel>
  );
}
