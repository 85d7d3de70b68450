import { Alert, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import {
  hasPasskeys,
  passkeysQuery,
  reauthenticate,
  reauthenticateWithPasskey,
  signInMethodsQuery,
  twoFactorQuery,
} from '../api/account.ts';
import { isProblem } from '../api/http.ts';
import { type AccountTranslate, useAccountText } from '../text/account-text.ts';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import { problemText } from '../ui/problem-view.tsx';

interface ReauthenticationDialogProps {
  /** Called once: with true when the person has proved who he is, with false when he gave up. */
  readonly onEnd: (proved: boolean) => void;
}

/** Another dialog may stand below: it must not take the Escape that is meant for this one. */
const ownEscape = { 'data-mantine-stop-propagation': 'true' };

function refusalOf(account: AccountTranslate, t: ReturnType<typeof useText>, error: unknown): string {
  if (!isProblem(error)) return account('signIn.passkey.failed');
  if (error.status === 429) return account('confirm.limited', { seconds: error.retryAfter ?? 30 });
  if (error.code === 'auth.invalid_credentials') return account('confirm.wrongPassword');
  if (error.code === 'auth.invalid_code') return account('signIn.code.refused');
  if (error.code === 'auth.passkey_refused') return account('signIn.passkey.failed');
  const { title, body } = problemText(t, error);
  return `${title}. ${body}`;
}

/** Asks for password, code or passkey before secrets are shown or changed. */
export function ReauthenticationDialog({ onEnd }: ReauthenticationDialogProps) {
  const t = useText();
  const account = useAccountText();
  return (
    <Modal
      opened
      onClose={() => onEnd(false)}
      title={account('confirm.title')}
      zIndex={400}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('action.close'), ...ownEscape }}
    >
      <ProofForm onEnd={onEnd} />
    </Modal>
  );
}

function ProofForm({ onEnd }: ReauthenticationDialogProps) {
  const t = useText();
  const account = useAccountText();
  const { data: methods } = useQuery(signInMethodsQuery);
  const { data: twoFactor } = useQuery(twoFactorQuery);
  const { data: passkeys } = useQuery(passkeysQuery);
  const [byCode, setByCode] = useState(false);
  const [value, setValue] = useState('');
  const onSuccess = () => onEnd(true);
  const proof = useMutation({
    mutationFn: () => reauthenticate(byCode ? { totp: value } : { password: value }),
    onSuccess,
  });
  const passkey = useMutation({ mutationFn: reauthenticateWithPasskey, onSuccess });
  const error = proof.error ?? passkey.error;
  const mayUsePasskey = hasPasskeys(methods) && (passkeys?.items.length ?? 0) > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onEnd(false);
  };
  const field = {
    value,
    required: true,
    withAsterisk: false,
    'data-autofocus': true,
    ...ownEscape,
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value),
  };
  return (
    <form
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        passkey.reset();
        proof.mutate();
      }}
    >
      <Stack gap="md">
        <Text>{account('confirm.body')}</Text>
        {error === null ? null : (
          <Alert color="red" variant="light" role="alert" icon={<Icon name="error" />}>
            {refusalOf(account, t, error)}
          </Alert>
        )}
        {byCode ? (
          <TextInput
            key="code"
            label={account('signIn.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            {...field}
          />
        ) : (
          <PasswordInput
            key="password"
            label={account('confirm.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('password.show'), ...ownEscape }}
            {...field}
          />
        )}
        <Group gap="xs">
          {mayUsePasskey ? (
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="key" size={15} />}
              loading={passkey.isPending}
              onClick={() => {
                proof.reset();
                passkey.mutate();
              }}
              {...ownEscape}
            >
              {account('confirm.passkey')}
            </Button>
          ) : null}
          {twoFactor?.enabled === true ? (
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                setByCode(!byCode);
                setValue('');
                proof.reset();
              }}
              {...ownEscape}
            >
              {account(byCode ? 'confirm.usePassword' : 'confirm.useCode')}
            </Button>
          ) : null}
        </Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onEnd(false)} {...ownEscape}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={proof.isPending} {...ownEscape}>
            {account('confirm.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
