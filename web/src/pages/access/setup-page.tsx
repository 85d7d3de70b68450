import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '../../api/http.ts';
import { type SetupInput, sessionQuery, setUp, setupQuery } from '../../api/session.ts';
import { useText } from '../../text/text.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { EntryLayout } from './entry-layout.tsx';
import { PasswordHint } from './password-hint.tsx';

export function SetupPage() {
  const t = useText();
  const { token } = useSearch({ from: '/setup' });
  const { data: setup } = useQuery(setupQuery);
  const isDone = setup?.needed === false;
  return (
    <EntryLayout title={t('setup.title')} lead={t('setup.lead')}>
      {isDone ? (
        <Alert color="lichen" variant="light" title={t('setup.done.title')}>
          <Stack gap="sm" align="flex-start">
            {t('setup.done.body')}
            <ButtonLink to="/sign-in" size="xs">
              {t('setup.done.signIn')}
            </ButtonLink>
          </Stack>
        </Alert>
      ) : token === undefined ? (
        <Alert color="amber" variant="light" title={t('setup.missing.title')}>
          {t('setup.missing.body')}
        </Alert>
      ) : (
        <SetupForm token={token} />
      )}
    </EntryLayout>
  );
}

function SetupForm({ token }: { readonly token: string }) {
  const t = useText();
  const router = useRouter();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [values, setValues] = useState<Omit<SetupInput, 'token'>>({
    organization: '',
    name: '',
    email: '',
    password: '',
  });
  const attempt = useMutation({
    mutationFn: setUp,
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      queryClient.setQueryData(setupQuery.queryKey, { needed: false });
      await router.invalidate();
      await navigate({ to: '/' });
    },
  });
  const problem = isProblem(attempt.error) ? attempt.error : undefined;
  const fault = (path: keyof SetupInput) => problem?.errors.find((each) => each.path === path)?.message;
  const field = (name: keyof typeof values) => ({
    name,
    required: true,
    withAsterisk: false,
    value: values[name],
    error: fault(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        attempt.mutate({ token, ...values });
      }}
    >
      <Stack gap="md">
        {problem !== undefined && problem.errors.length > 0 ? null : attempt.error ===
          null ? null : problem?.code === 'setup.invalid_link' ? (
          <Alert color="red" variant="light" role="alert">
            {t('setup.tokenRefused')}
          </Alert>
        ) : (
          <ProblemView error={attempt.error} />
        )}
        <TextInput
          label={t('setup.organization')}
          placeholder={t('setup.organization.example')}
          autoComplete="organization"
          maxLength={100}
          {...field('organization')}
        />
        <TextInput label={t('setup.name')} autoComplete="name" maxLength={100} {...field('name')} />
        <TextInput label={t('setup.email')} type="email" autoComplete="username" {...field('email')} />
        <Stack gap={8}>
          <PasswordInput
            label={t('setup.password')}
            autoComplete="new-password"
            minLength={12}
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
            {...field('password')}
          />
          <PasswordHint password={values.password} />
        </Stack>
        <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
          {t('setup.submit')}
        </Button>
      </Stack>
    </form>
  );
}
