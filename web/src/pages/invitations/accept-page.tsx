import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { isProblem } from '../../api/http.ts';
import { joinOffer, type Offer, offerQuery } from '../../api/invitations.ts';
import { type Session, sessionQuery, signOut } from '../../api/session.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { EntryLayout } from '../access/entry-layout.tsx';
import { AcceptForm } from './accept-form.tsx';
import { useArrival } from './arrival.ts';

/** The page that the link of an invitation opens, with or without an account, signed in or not. */
export function AcceptPage() {
  const t = useText();
  const { token } = useSearch({ from: '/invitations/accept' });
  const session = useQuery(sessionQuery);
  const offer = useQuery({ ...offerQuery(token ?? ''), enabled: token !== undefined });
  if (token === undefined)
    return <Refusal title={t('accept.missing.title')}>{t('accept.missing.body')}</Refusal>;
  if (isProblem(offer.error) && offer.error.code === 'invitation.invalid')
    return <Refusal title={t('accept.invalid.title')}>{t('accept.invalid.body')}</Refusal>;
  if (offer.data === undefined || session.data === undefined) {
    const error = offer.error ?? session.error;
    return (
      <EntryLayout title={t('accept.titlePlain')} lead={t('accept.loading')}>
        {error === null ? (
          <Stack gap="md">
            <Skeleton height={36} />
            <Skeleton height={36} />
            <Skeleton height={42} />
          </Stack>
        ) : (
          <ProblemView error={error} onRetry={() => void offer.refetch()} />
        )}
      </EntryLayout>
    );
  }
  return <Invited token={token} offer={offer.data} session={session.data} />;
}

function Refusal({ title, children }: { readonly title: string; readonly children: string }) {
  const t = useText();
  return (
    <EntryLayout title={title} lead={children}>
      <ButtonLink to="/sign-in" variant="default" fullWidth>
        {t('accept.goSignIn')}
      </ButtonLink>
    </EntryLayout>
  );
}

interface InvitedProps {
  readonly token: string;
  readonly offer: Offer;
  readonly session: Session | null;
}

function Invited({ token, offer, session }: InvitedProps) {
  const t = useText();
  const format = useFormat();
  const { organization, email, role, invited_by, expires_at } = offer;
  const lead = t('accept.lead', { inviter: invited_by, email, role: t(`role.${role}`) });
  return (
    <EntryLayout title={t('accept.title', { organization: organization.name })} lead={lead}>
      <Stack gap="lg">
        {session === null ? (
          <AcceptForm token={token} offer={offer} />
        ) : session.user.email === email ? (
          <JoinButton token={token} offer={offer} />
        ) : (
          <SomebodyElse invited={email} present={session.user.email} />
        )}
        <Text size="sm" c="dimmed">
          {t('accept.until', { date: format.dateTime(expires_at) })}
        </Text>
      </Stack>
    </EntryLayout>
  );
}

/** Signed in with the address that was invited: nothing else is needed. */
function JoinButton({ token, offer: { organization } }: Omit<InvitedProps, 'session'>) {
  const t = useText();
  const arrive = useArrival(organization.id);
  const join = useMutation({ mutationFn: () => joinOffer(token), onSuccess: arrive });
  const isMember = isProblem(join.error) && join.error.code === 'member.exists';
  return (
    <Stack gap="md">
      <Text>{isMember ? t('accept.member') : t('accept.signedIn')}</Text>
      {join.error === null || isMember ? null : <ProblemView error={join.error} />}
      {isMember ? (
        <ButtonLink to="/organizations/$orgId" params={{ orgId: organization.id }} size="md" fullWidth>
          {t('accept.openIt', { organization: organization.name })}
        </ButtonLink>
      ) : (
        <Button size="md" fullWidth loading={join.isPending} onClick={() => join.mutate()}>
          {t('accept.join')}
        </Button>
      )}
    </Stack>
  );
}

interface SomebodyElseProps {
  readonly invited: string;
  readonly present: string;
}

/** Signed in with another address: the invitation is not for that person. */
function SomebodyElse({ invited, present }: SomebodyElseProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: ['organizations'] });
      queryClient.setQueryData(sessionQuery.queryKey, null);
      await router.invalidate();
    },
  });
  return (
    <Stack gap="md">
      <Alert color="amber" variant="light" title={t('accept.other.title')}>
        {t('accept.other.body', { invited, email: present })}
      </Alert>
      {leave.error === null ? null : <ProblemView error={leave.error} />}
      <Button size="md" fullWidth loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('accept.signOut')}
      </Button>
      <Button variant="default" fullWidth onClick={() => void navigate({ to: '/' })}>
        {t('error.home')}
      </Button>
    </Stack>
  );
}
