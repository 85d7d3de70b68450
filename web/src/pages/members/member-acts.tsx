import { Button, Text, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { changeMember, handOver, type Member, membersQuery, removeMember } from '../../api/members.ts';
import { organizationQuery } from '../../api/organizations.ts';
import { sessionQuery } from '../../api/session.ts';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { LeaveButton } from './leave-button.tsx';
import { isLastOwner, type MemberProps } from './member-drawer.tsx';
import classes from './members.module.css';

interface MemberActsProps extends MemberProps {
  /** The member is no longer in the list. */
  readonly onGone: () => void;
}

type Act = 'suspend' | 'remove' | 'ownership';

interface LineProps {
  readonly body: string;
  readonly children: ReactNode;
}

const Line = ({ body, children }: LineProps) => (
  <div className={classes.act}>
    <Text size="sm" c="dimmed" maw="46ch">
      {body}
    </Text>
    {children}
  </div>
);

/** What happens when an act is confirmed. */
function useActs({ orgId, member, onGone }: Omit<MemberActsProps, 'members'>, onDone: () => void) {
  const t = useText();
  const queryClient = useQueryClient();
  const { id, user } = member;
  const perform = useMutation({
    mutationFn: async (act: Act | 'resume'): Promise<void> => {
      if (act === 'remove') await removeMember(orgId, id);
      else if (act === 'ownership') await handOver(orgId, id);
      else await changeMember(orgId, id, { suspended: act === 'suspend' });
    },
    onSuccess: async (_done, act) => {
      const { name } = user;
      const texts = {
        suspend: t('member.suspended', { name }),
        resume: t('member.resumed', { name }),
        remove: t('member.removed', { name }),
        ownership: t('member.ownership.done', { name }),
      };
      toastDone(texts[act]);
      onDone();
      if (act === 'remove') onGone();
      // The own role changed: what the page may show comes first, or it would ask for what is refused.
      if (act === 'ownership') {
        onGone();
        await queryClient.invalidateQueries({ queryKey: organizationQuery(orgId).queryKey, exact: true });
        await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      } else await queryClient.invalidateQueries({ queryKey: membersQuery(orgId).queryKey });
    },
  });
  return perform;
}

/** Suspending, removing, handing over; for oneself, leaving. */
export function MemberActs({ orgId, member, members, onGone }: MemberActsProps) {
  const t = useText();
  const { organization } = useCurrentOrganization();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [asked, setAsked] = useState<Act>();
  const perform = useActs({ orgId, member, onGone }, () => setAsked(undefined));
  const isSelf = member.user.id === session?.user.id;
  const isLast = isLastOwner({ member, members });
  const isSuspended = member.suspended_at !== null;
  if (isSelf)
    return (
      <Line body={isLast ? t('leave.lastOwner') : t('leave.body')}>
        {organization === undefined ? null : (
          <LeaveButton
            organization={organization}
            size="sm"
            disabled={isLast}
            className={isLast ? '' : (classes.bad ?? '')}
          />
        )}
      </Line>
    );
  const button = (act: Act, text: string) => (
    <Tooltip label={t('member.lastOwner')} disabled={!isLast} multiline maw={320}>
      <Button
        variant="default"
        className={act === 'remove' ? (classes.bad ?? '') : ''}
        {...(isLast ? { 'aria-disabled': true, 'data-disabled': true } : {})}
        onClick={() => {
          if (!isLast) setAsked(act);
        }}
      >
        {text}
      </Button>
    </Tooltip>
  );
  return (
    <>
      {isSuspended ? (
        <Line body={t('member.suspend.body')}>
          <Button variant="default" loading={perform.isPending} onClick={() => perform.mutate('resume')}>
            {t('member.resume')}
          </Button>
        </Line>
      ) : (
        <Line body={t('member.suspend.body')}>{button('suspend', t('member.suspend'))}</Line>
      )}
      <Line body={t('member.remove.body')}>{button('remove', t('member.remove'))}</Line>
      {organization?.role === 'OWNER' && member.role !== 'OWNER' && !isSuspended ? (
        <Line body={t('member.ownership.body', { name: member.user.name })}>
          <Button variant="default" onClick={() => setAsked('ownership')}>
            {t('member.ownership')}
          </Button>
        </Line>
      ) : null}
      <ActDialog
        member={member}
        asked={asked}
        busy={perform.isPending}
        error={perform.error}
        onClose={() => {
          perform.reset();
          setAsked(undefined);
        }}
        onSubmit={(act) => perform.mutate(act)}
      />
    </>
  );
}

interface ActDialogProps {
  readonly member: Member;
  readonly asked: Act | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onSubmit: (act: Act) => void;
}

function ActDialog({ member, asked, onSubmit, ...dialog }: ActDialogProps) {
  const t = useText();
  const { name } = member.user;
  const texts = {
    suspend: {
      title: t('member.suspend.title', { name }),
      submit: t('member.suspend'),
      body: t('member.suspend.body'),
    },
    remove: {
      title: t('member.remove.title', { name }),
      submit: t('member.remove'),
      body: t('member.remove.body'),
    },
    ownership: {
      title: t('member.ownership.title', { name }),
      submit: t('member.ownership'),
      body: `${t('member.ownership.body', { name })} ${t('member.ownership.warning')}`,
    },
  };
  const text = texts[asked ?? 'suspend'];
  return (
    <ConfirmDialog
      {...dialog}
      opened={asked !== undefined}
      title={text.title}
      submit={text.submit}
      {...(asked === 'suspend' ? {} : { typeName: name })}
      onSubmit={() => {
        if (asked !== undefined) onSubmit(asked);
      }}
    >
      {text.body}
    </ConfirmDialog>
  );
}
