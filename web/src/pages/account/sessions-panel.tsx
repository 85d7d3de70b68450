import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endOtherSessions, endSession, type SessionEntry, sessionsQuery } from '../../api/account.ts';
import { type AccountTranslate, useAccountText } from '../../text/account-text.ts';
import { useFormat } from '../../text/format.ts';
import { useLanguage } from '../../text/text.tsx';
import { ToneBadge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { deviceName } from './device-name.ts';
import { PanelLead, Setting } from './setting.tsx';

function titleOf(account: AccountTranslate, { user_agent }: SessionEntry): string {
  const { browser, system } = deviceName(user_agent);
  if (browser !== undefined && system !== undefined)
    return account('security.sessions.on', { browser, system });
  return browser ?? system ?? account('security.sessions.unknown');
}

export function SessionsPanel() {
  const account = useAccountText();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const refresh = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: async () => {
      await refresh();
      toastDone(account('security.sessions.ended'));
    },
  });
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: async ({ ended }) => {
      await refresh();
      toastDone(account('security.sessions.othersEnded', { count: ended }));
    },
  });
  const failure = end.error ?? endOthers.error ?? (data === undefined ? error : null);
  const hasOthers = (data?.items.length ?? 0) > 1;
  return (
    <Panel
      title={account('security.sessions')}
      flush
      aside={
        hasOthers ? (
          <Button
            variant="default"
            size="xs"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate()}
          >
            {account('security.sessions.endOthers')}
          </Button>
        ) : undefined
      }
    >
      <PanelLead>{account('security.sessions.body')}</PanelLead>
      {failure === null ? null : <ProblemView error={failure} onRetry={() => void refetch()} />}
      {data?.items.map((session) => (
        <SessionRow
          key={session.id}
          session={session}
          busy={end.isPending && end.variables === session.id}
          onEnd={() => end.mutate(session.id)}
        />
      ))}
    </Panel>
  );
}

interface SessionRowProps {
  readonly session: SessionEntry;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

function SessionRow({ session, busy, onEnd }: SessionRowProps) {
  const account = useAccountText();
  const format = useFormat();
  const { language } = useLanguage();
  const { address, country, current, method, created_at, last_used_at } = session;
  const device = titleOf(account, session);
  const place =
    country === null ? undefined : new Intl.DisplayNames([language], { type: 'region' }).of(country);
  const started = account('security.sessions.started', { time: format.relative(created_at, Date.now()) });
  const used = account('security.sessions.used', { time: format.relative(last_used_at, Date.now()) });
  const how = account(`security.sessions.method.${method}`);
  const facts = [address, place, `${started} (${how})`, used].filter(
    (fact) => fact !== null && fact !== undefined,
  );
  return (
    <Setting
      title={
        <Group gap={8}>
          {device}
          {current ? (
            <ToneBadge tone="good" icon="checkCircle">
              {account('security.sessions.current')}
            </ToneBadge>
          ) : null}
        </Group>
      }
      body={facts.join(' · ')}
    >
      {current ? undefined : (
        <Button
          variant="default"
          size="xs"
          loading={busy}
          aria-label={account('security.sessions.endOne', { device })}
          onClick={onEnd}
        >
          {account('security.sessions.end')}
        </Button>
      )}
    </Setting>
  );
}
