import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import {
  beginTwoFactor,
  disableTwoFactor,
  makeRecoveryCodes,
  type NewSecret,
  twoFactorQuery,
} from '../../api/account.ts';
import { isProblem } from '../../api/http.ts';
import { useAccountText } from '../../text/account-text.ts';
import { useFormat } from '../../text/format.ts';
import { ToneBadge } from '../../ui/badge.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { Setting } from './setting.tsx';

const TwoFactorDialog = lazy(async () => ({
  default: (await import('./two-factor-dialog.tsx')).TwoFactorDialog,
}));

/** Somebody who did not want to confirm who he is knows why nothing happened. */
const isCancelled = (error: unknown) => isProblem(error) && error.code === 'auth.reauthentication_required';

export function TwoFactorPanel() {
  const account = useAccountText();
  const format = useFormat();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(twoFactorQuery);
  const [secret, setSecret] = useState<NewSecret>();
  const [codes, setCodes] = useState<readonly string[]>();
  const [asks, setAsks] = useState<'off' | 'replace'>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: twoFactorQuery.queryKey });
  const begin = useMutation({ mutationFn: beginTwoFactor, onSuccess: setSecret });
  const disable = useMutation({
    mutationFn: disableTwoFactor,
    onSuccess: async () => {
      await refresh();
      setAsks(undefined);
      toastDone(account('security.twoFactor.turnedOff'));
    },
  });
  const replace = useMutation({
    mutationFn: makeRecoveryCodes,
    onSuccess: async ({ recovery_codes }) => {
      setAsks(undefined);
      setCodes(recovery_codes);
      await refresh();
    },
  });
  const isOn = data?.enabled === true;
  const body = isOn
    ? `${account('security.twoFactor.since', { date: format.date(data.enabled_at ?? '') })} ${account('security.twoFactor.left', { count: data.recovery_codes_left })}`
    : account('security.twoFactor.offBody');
  return (
    <Panel title={account('security.twoFactor')} flush>
      {error !== null && data === undefined ? (
        <ProblemView error={error} onRetry={() => void refetch()} />
      ) : (
        <Setting
          title={
            <ToneBadge tone={isOn ? 'good' : 'quiet'} icon={isOn ? 'checkCircle' : 'circle'}>
              {account(isOn ? 'security.twoFactor.on' : 'security.twoFactor.off')}
            </ToneBadge>
          }
          body={body}
        >
          {isOn ? (
            <Group gap="xs">
              <Button variant="default" onClick={() => setAsks('replace')}>
                {account('security.twoFactor.newCodes')}
              </Button>
              <Button variant="default" onClick={() => setAsks('off')}>
                {account('security.twoFactor.turnOff')}
              </Button>
            </Group>
          ) : (
            <Button loading={begin.isPending} disabled={data === undefined} onClick={() => begin.mutate()}>
              {account('security.twoFactor.turnOn')}
            </Button>
          )}
        </Setting>
      )}
      {begin.error === null || isCancelled(begin.error) ? null : <ProblemView error={begin.error} />}
      <ConfirmDialog
        opened={asks === 'off'}
        onClose={() => setAsks(undefined)}
        title={account('security.twoFactor.turnOff.title')}
        submit={account('security.twoFactor.turnOff')}
        busy={disable.isPending}
        error={isCancelled(disable.error) ? null : disable.error}
        onSubmit={() => disable.mutate()}
      >
        {account('security.twoFactor.turnOff.body')}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asks === 'replace'}
        onClose={() => setAsks(undefined)}
        title={account('security.twoFactor.replace.title')}
        submit={account('security.twoFactor.newCodes')}
        danger={false}
        busy={replace.isPending}
        error={isCancelled(replace.error) ? null : replace.error}
        onSubmit={() => replace.mutate()}
      >
        {account('security.twoFactor.replace.body')}
      </ConfirmDialog>
      <Suspense fallback={null}>
        {secret === undefined && codes === undefined ? null : (
          <TwoFactorDialog
            secret={secret}
            codes={codes}
            onCodes={async (made) => {
              setSecret(undefined);
              setCodes(made);
              await refresh();
            }}
            onClose={() => {
              setSecret(undefined);
              setCodes(undefined);
            }}
          />
        )}
      </Suspense>
    </Panel>
  );
}
