import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { signInMethodsQuery, signInWithPasskey } from '../../api/account.ts';
import { isProblem } from '../../api/http.ts';
import { type Session, sessionQuery, setupQuery, signIn } from '../../api/session.ts';
import { useAccountText } from '../../text/account-text.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { problemText } from '../../ui/problem-view.tsx';
import { CodeStep } from './code-step.tsx';
import { useCountdown } from './countdown.ts';
import { EntryLayout } from './entry-layout.tsx';
import { isServerPath, safeNext } from './next-address.ts';
import { OtherWays } from './other-ways.tsx';

/** What a sign-in by provider can come back with; anything else in the address gets a plain sentence. */
const providerErrors = [
  'auth.provider_refused',
  'auth.provider_expired',
  'auth.provider_failed',
  'auth.email_unverified',
  'auth.not_invited',
  'auth.identity_conflict',
] as const;

/** One neutral message for a wrong e-mail and a wrong password: neither is given away. */
function useRefusal(error: unknown, wait: number): string | undefined {
  const t = useText();
  const account = useAccountText();
  if (error === null || error === undefined) return undefined;
  if (!isProblem(error)) return account('signIn.passkey.failed');
  if (error.status === 429) return wait > 0 ? t('signIn.limited', { seconds: wait }) : undefined;
  if (error.code === 'auth.totp_required') return undefined;
  if (error.code === 'auth.invalid_code') return account('signIn.code.refused');
  if (error.code === 'auth.passkey_refused') return account('signIn.passkey.failed');
  if (error.status === 401 || error.status === 400) return t('signIn.refused');
  const { title, body } = problemText(t, error);
  return `${title}. ${body}`;
}

/** What happens with a new session: the caches learn of it, and the person goes on where he was. */
function useArrival(next: string): (session: Session) => Promise<void> {
  const router = useRouter();
  const queryClient = useQueryClient();
  return async (session) => {
    queryClient.setQueryData(sessionQuery.queryKey, session);
    if (isServerPath(next)) {
      location.assign(next);
      return;
    }
    await router.invalidate();
    router.history.push(next);
  };
}

function Refusal({ children }: { readonly children: ReactNode }) {
  return (
    <Alert color="red" variant="light" role="alert" icon={<Icon name="error" />}>
      {children}
    </Alert>
  );
}

/** What somebody has to know before he signs in. */
function Notices() {
  const t = useText();
  const account = useAccountText();
  const { expired, error } = useSearch({ from: '/sign-in' });
  const { data: setup } = useQuery(setupQuery);
  const known = providerErrors.find((code) => code === error);
  return (
    <>
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
      {error === undefined ? null : (
        <Refusal>{account(known === undefined ? 'error.other' : `error.${known}`)}</Refusal>
      )}
    </>
  );
}

export function SignInPage() {
  const t = useText();
  const account = useAccountText();
  const { next: asked } = useSearch({ from: '/sign-in' });
  const next = safeNext(asked);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  // Asked for before anything is drawn, so that the buttons do not push the form around.
  const { isPending: methodsArePending } = useQuery(signInMethodsQuery);
  const onSuccess = useArrival(next);
  const attempt = useMutation({
    mutationFn: signIn,
    onSuccess,
    onError: (error) => {
      if (isProblem(error) && error.code === 'auth.totp_required') setNeedsCode(true);
      if (isProblem(error) && error.code === 'auth.invalid_credentials') setNeedsCode(false);
    },
  });
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess });
  const error = attempt.error ?? passkey.error;
  const limited = isProblem(error) && error.status === 429 ? (error.retryAfter ?? 30) : undefined;
  const wait = useCountdown(limited, attempt.submittedAt);
  const text = useRefusal(error, wait);
  const refusal = text === undefined ? null : <Refusal>{text}</Refusal>;
  const credentials = { email: email.trim(), password };

  if (methodsArePending) return null;
  if (needsCode) {
    return (
      <EntryLayout title={account('signIn.code.title')} lead={credentials.email}>
        <CodeStep
          refusal={refusal}
          busy={attempt.isPending}
          disabled={wait > 0}
          onCode={(totp) => attempt.mutate({ ...credentials, totp })}
          onStartOver={() => {
            attempt.reset();
            setPassword('');
            setNeedsCode(false);
          }}
        />
      </EntryLayout>
    );
  }
  return (
    <EntryLayout title={t('signIn.title')} lead={t('signIn.lead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          passkey.reset();
          attempt.mutate(credentials);
        }}
      >
        <Stack gap="md">
          {refusal ?? <Notices />}
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
      <OtherWays
        next={next}
        busy={passkey.isPending}
        onPasskey={() => {
          attempt.reset();
          passkey.mutate();
        }}
      />
    </EntryLayout>
  );
}
