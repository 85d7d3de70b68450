import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAccountText } from '../../text/account-text.ts';

interface CodeStepProps {
  /** What was wrong with the last code, drawn above the field. */
  readonly refusal: ReactNode;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onCode: (code: string) => void;
  readonly onStartOver: () => void;
}

/** The second step of sign-in: six digits, or a recovery code. */
export function CodeStep({ refusal, busy, disabled, onCode, onStartOver }: CodeStepProps) {
  const account = useAccountText();
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const isComplete = isRecovery ? code.trim() !== '' : /^\d{6}$/.test(code.replaceAll(/\s/g, ''));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onCode(code);
      }}
    >
      <Stack gap="md">
        {refusal}
        <Text>{account(isRecovery ? 'signIn.recovery.lead' : 'signIn.code.lead')}</Text>
        <TextInput
          key={String(isRecovery)}
          label={account(isRecovery ? 'signIn.recovery' : 'signIn.code')}
          name="totp"
          size="md"
          required
          withAsterisk={false}
          autoFocus
          spellCheck={false}
          autoComplete={isRecovery ? 'off' : 'one-time-code'}
          inputMode={isRecovery ? 'text' : 'numeric'}
          maxLength={isRecovery ? 40 : 7}
          classNames={{ input: 'mono' }}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth loading={busy} disabled={disabled || !isComplete}>
          {account('signIn.code.submit')}
        </Button>
        <Group justify="space-between" gap="xs">
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              setRecovery(!isRecovery);
              setCode('');
            }}
          >
            {account(isRecovery ? 'signIn.useCode' : 'signIn.useRecovery')}
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={onStartOver}>
            {account('signIn.startOver')}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
