import { Button, Divider, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { hasPasskeys, signInMethodsQuery } from '../../api/account.ts';
import { useAccountText } from '../../text/account-text.ts';
import { Icon } from '../../ui/icons.tsx';

interface OtherWaysProps {
  /** Where to go after sign-in. */
  readonly next: string;
  readonly busy: boolean;
  readonly onPasskey: () => void;
}

/** Passkey and provider, where this Cairn has them. */
export function OtherWays({ next, busy, onPasskey }: OtherWaysProps) {
  const account = useAccountText();
  const { data: methods } = useQuery(signInMethodsQuery);
  const provider = methods?.provider ?? null;
  const passkeys = hasPasskeys(methods);
  if (provider === null && !passkeys) return null;
  return (
    <Stack gap="sm" mt="md">
      <Divider label={account('signIn.or')} labelPosition="center" />
      {passkeys ? (
        <Button
          variant="default"
          size="md"
          fullWidth
          leftSection={<Icon name="key" />}
          loading={busy}
          onClick={onPasskey}
        >
          {account('signIn.passkey')}
        </Button>
      ) : null}
      {provider === null ? null : (
        <Button
          component="a"
          href={`${provider.start}?${new URLSearchParams({ next })}`}
          variant="default"
          size="md"
          fullWidth
          leftSection={<Icon name="external" />}
        >
          {account('signIn.provider', { name: provider.name })}
        </Button>
      )}
    </Stack>
  );
}
