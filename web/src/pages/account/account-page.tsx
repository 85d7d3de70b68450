import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQueries, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { passkeysQuery, sessionsQuery, signInMethodsQuery, twoFactorQuery } from '../../api/account.ts';
import { isProblem } from '../../api/http.ts';
import { sessionQuery, type User, updateAccount } from '../../api/session.ts';
import { LanguageChoice, ThemeChoice } from '../../shell/preferences.tsx';
import { useShortcutsEnabled } from '../../shell/shortcuts.ts';
import { useText } from '../../text/text.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { PagePending } from '../../ui/page-pending.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { LeaveButton } from '../members/leave-button.tsx';
import { ConnectedApplications } from './connected-applications.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import { Setting } from './setting.tsx';
import { TwoFactorPanel } from './two-factor-panel.tsx';

function Profile({ user }: { readonly user: User }) {
  const t = useText();
  const queryClient = useQueryClient();
  const [name, setName] = useState(user.name);
  const save = useMutation({
    mutationFn: updateAccount,
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      toastDone(t('account.saved'));
    },
  });
  const fault = isProblem(save.error) ? save.error.errors.find(({ path }) => path === 'name') : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name: name.trim() });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('account.name')}
          autoComplete="name"
          maxLength={100}
          value={name}
          error={fault?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput label={t('account.email')} value={user.email} readOnly variant="filled" />
        {save.error === null || fault !== undefined ? null : <ProblemView error={save.error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={name.trim() === '' || name.trim() === user.name}
          >
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function AccountPage() {
  const t = useText();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [shortcuts, setShortcuts] = useShortcutsEnabled();
  // All at once, so that the panels do not push each other down as they arrive; each says itself what failed.
  const security = useQueries({
    queries: [signInMethodsQuery, twoFactorQuery, passkeysQuery, sessionsQuery],
  });
  if (session === null) return null;
  if (security.some(({ isPending }) => isPending)) return <PagePending />;
  return (
    <Page title={t('account.title')} width="narrow">
      <Stack gap="lg">
        <Panel title={t('account.profile')}>
          <Profile user={session.user} />
        </Panel>
        <PasswordPanel email={session.user.email} />
        <TwoFactorPanel />
        <PasskeysPanel />
        <SessionsPanel />
        <Panel title={t('account.preferences')} flush>
          <Setting title={t('account.language')}>
            <LanguageChoice />
          </Setting>
          <Setting title={t('account.theme')} body={t('account.theme.body')}>
            <ThemeChoice />
          </Setting>
          <Setting title={t('account.shortcuts')} body={t('account.shortcuts.body')}>
            <Switch
              size="md"
              aria-label={t('account.shortcuts')}
              checked={shortcuts}
              onChange={(event) => setShortcuts(event.currentTarget.checked)}
            />
          </Setting>
          <Setting title={t('account.timeZone')} body={t('account.timeZone.body')}>
            <Text>{Intl.DateTimeFormat().resolvedOptions().timeZone}</Text>
          </Setting>
        </Panel>
        <ConnectedApplications />
        <Panel title={t('account.memberships')} flush>
          {session.organizations.map(({ id, name, role }) => (
            <Setting key={id} title={name} body={t(`role.${role}`)}>
              <Group gap="md">
                <TextLink to="/organizations/$orgId" params={{ orgId: id }} size="sm">
                  {t('account.open')}
                </TextLink>
                <LeaveButton organization={{ id, name }} />
              </Group>
            </Setting>
          ))}
        </Panel>
      </Stack>
    </Page>
  );
}
