import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '../../api/http.ts';
import { acceptOffer, type Offer } from '../../api/invitations.ts';
import { useText } from '../../text/text.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { CodeStep } from '../access/code-step.tsx';
import { PasswordHint } from '../access/password-hint.tsx';
import { useArrival } from './arrival.ts';

interface AcceptFormProps {
  readonly token: string;
  readonly offer: Offer;
}

/** Nobody is signed in: a new account with name and password, or the password of the account there is. */
export function AcceptForm({ token, offer }: AcceptFormProps) {
  const t = useText();
  const { has_account: isKnown, email, organization } = offer;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const arrive = useArrival(organization.id);
  const accept = useMutation({
    mutationFn: (code: { readonly totp?: string }) =>
      acceptOffer({ token, password, ...code, ...(isKnown ? {} : { name: name.trim() }) }),
    onSuccess: arrive,
    onError: (error) => {
      if (isProblem(error) && error.code === 'auth.totp_required') setNeedsCode(true);
    },
  });
  const problem = isProblem(accept.error) ? accept.error : undefined;
  const fault = (path: string) => problem?.errors.find((each) => each.path === path)?.message;
  const refusal =
    problem?.status === 401 && problem.code !== 'auth.totp_required'
      ? t('accept.wrong')
      : problem?.status === 429
        ? t('accept.limited')
        : problem?.code === 'member.exists'
          ? t('accept.member')
          : undefined;
  const isExplained = refusal !== undefined || fault('name') !== undefined || fault('password') !== undefined;
  if (needsCode) {
    return (
      <CodeStep
        refusal={
          refusal === undefined ? null : (
            <Alert color="red" variant="light" role="alert">
              {refusal}
            </Alert>
          )
        }
        busy={accept.isPending}
        disabled={false}
        onCode={(totp) => accept.mutate({ totp })}
        onStartOver={() => {
          accept.reset();
          setPassword('');
          setNeedsCode(false);
        }}
      />
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate({});
      }}
    >
      <Stack gap="md">
        {refusal === undefined ? null : (
          <Alert color="red" variant="light" role="alert">
            {refusal}
          </Alert>
        )}
        {accept.error === null || isExplained ? null : <ProblemView error={accept.error} />}
        {isKnown ? <Text size="sm">{t('accept.existing')}</Text> : null}
        {/* Password managers file the password under what stands here. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        {isKnown ? null : (
          <TextInput
            label={t('accept.name')}
            autoComplete="name"
            maxLength={100}
            required
            withAsterisk={false}
            size="md"
            value={name}
            error={fault('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <Stack gap={8}>
          <PasswordInput
            label={isKnown ? t('accept.password') : t('accept.password.new')}
            autoComplete={isKnown ? 'current-password' : 'new-password'}
            {...(isKnown ? {} : { minLength: 12 })}
            required
            withAsterisk={false}
            size="md"
            value={password}
            error={fault('password')}
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {isKnown ? null : <PasswordHint password={password} />}
        </Stack>
        <Button type="submit" size="md" fullWidth loading={accept.isPending}>
          {isKnown ? t('accept.join') : t('accept.create')}
        </Button>
        {isKnown ? (
          <Text size="sm" ta="center">
            <TextLink
              to="/sign-in"
              search={{ next: `/invitations/accept?token=${encodeURIComponent(token)}` }}
            >
              {t('accept.signIn')}
            </TextLink>
          </Text>
        ) : null}
      </Stack>
    </form>
  );
}
