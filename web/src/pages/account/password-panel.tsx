import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePassword, sessionsQuery } from '../../api/account.ts';
import { isProblem } from '../../api/http.ts';
import { useAccountText } from '../../text/account-text.ts';
import { useText } from '../../text/text.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { PasswordHint } from '../access/password-hint.tsx';

/** The present password is asked for itself, so nothing else confirms who it is. */
export function PasswordPanel({ email }: { readonly email: string }) {
  const t = useText();
  const account = useAccountText();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: async ({ ended_sessions }) => {
      setCurrent('');
      setNext('');
      toastDone(account('security.password.done', { count: ended_sessions }));
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const problem = isProblem(change.error) ? change.error : undefined;
  const isWrong = problem?.code === 'auth.invalid_credentials';
  const fault = problem?.errors.find(({ path }) => path === 'new')?.message;
  const label = { 'aria-label': t('password.show') };
  return (
    <Panel title={account('security.password')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ current, new: next });
        }}
      >
        <Stack gap="md">
          <Text c="dimmed">{account('security.password.body')}</Text>
          {/* Password managers learn from it whose password is changed. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput
            label={account('security.password.current')}
            autoComplete="current-password"
            visibilityToggleButtonProps={label}
            value={current}
            error={isWrong ? account('security.password.wrong') : undefined}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <Stack gap={8}>
            <PasswordInput
              label={account('security.password.new')}
              autoComplete="new-password"
              visibilityToggleButtonProps={label}
              value={next}
              error={fault}
              onChange={(event) => setNext(event.currentTarget.value)}
            />
            <PasswordHint password={next} />
          </Stack>
          {change.error === null || isWrong || fault !== undefined ? null : (
            <ProblemView error={change.error} />
          )}
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={change.isPending}
              disabled={current === '' || [...next].length < 12}
            >
              {account('security.password.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
