import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { isProblem } from '../../api/http.ts';
import { sessionQuery, setupQuery, signIn } from '../../api/session.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { problemText } from '../../ui/problem-view.tsx';
import { EntryLayout } from './entry-layout.tsx';
import { isServerPath, safeNext } from './next-address.ts';

/** Seconds left of a wait that began with `total`; 0 when there is none. */
function useCountdown(total: number | undefined, since: number): number {
  const [now, setNow] = useState(Date.now());
  const left = total === undefined ? 0 : Math.max(0, Math.ceil(total - (now - since) / 1000));
  useEffect(() => {
    if (total === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [total]);
  return left;
}

/** One neutral message for a wrong e-mail and a wrong password: neither is given away. */
function useRefusal(error: unknown, wait: number): string | undefined {
  const t = useText();
  if (error === null || error === undefined) return undefined;
  if (isProblem(error) && error.status === 429) {
    return wait > 0 ? t('signIn.limited', { seconds: wait }) : undefined;
  }
  if (isProblem(error) && (error.status === 401 || error.status === 400)) return t('signIn.refused');
  const { title, body } = problemText(t, error);
  return `${title}. ${body}`;
}

export function SignInPage() {
  const t = useText();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { next, expired } = useSearch({ from: '/sign-in' });
  const { data: setup } = useQuery(setupQuery);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: signIn,
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      const address = safeNext(next);
      if (isServerPath(address)) return location.assign(address);
      await router.invalidate();
      router.history.push(address);
      return undefined;
    },
  });
  const limited =
    isProblem(attempt.error) && attempt.error.status === 429 ? (attempt.error.retryAfter ?? 30) : undefined;
  const wait = useCountdown(limited, attempt.submittedAt);
  const refusal = useRefusal(attempt.error, wait);

  return (
    <EntryLayout title={t('signIn.title')} lead={t('signIn.lead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate({ email: email.trim(), password });
        }}
      >
        <Stack gap="md">
          {setup?.needed === true ? (
            <Alert color="lichen" variant="light" title={t('signIn.setupNeeded.title')}>
              {t('signIn.setupNeeded.body')}
            </Alert>
          ) : null}
          {expired === undefined ? null : (
            <Alert color="gray" variant="light" role="status">
              {t('signIn.expired')}
            </Alert>
          )}
          {refusal === undefined ? null : (
            <Alert color="red" variant="light" role="alert" icon={<Icon name="error" />}>
              {refusal}
            </Alert>
          )}
          <TextInput
            label={t('signIn.email')}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            size="md"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            value={password}
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" fullWidth mt={4} loading={attempt.isPending} disabled={wait > 0}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
    </EntryLayout>
  );
}
