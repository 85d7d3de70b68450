import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { encode } from 'uqr';
import { confirmTwoFactor, type NewSecret } from '../../api/account.ts';
import { isProblem } from '../../api/http.ts';
import { useAccountText } from '../../text/account-text.ts';
import { useText } from '../../text/text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import classes from './account-page.module.css';

/** Black on white in both schemes: cameras read nothing else well. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size: side } = encode(text, { ecc: 'M', border: 3 });
    const cells = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
    return { size: side, path: cells.join('') };
  }, [text]);
  return (
    <svg className={classes.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

interface TwoFactorDialogProps {
  readonly secret: NewSecret | undefined;
  readonly codes: readonly string[] | undefined;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Sets two-factor up, then shows the recovery codes, which close by their button only. */
export function TwoFactorDialog({ secret, codes, onCodes, onClose }: TwoFactorDialogProps) {
  const t = useText();
  const account = useAccountText();
  const narrow = useIsNarrow();
  const hasCodes = codes !== undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={account(hasCodes ? 'security.twoFactor.codes.title' : 'security.twoFactor.scan.title')}
      fullScreen={narrow}
      withCloseButton={!hasCodes}
      closeOnClickOutside={false}
      closeOnEscape={!hasCodes}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {hasCodes ? (
        <RecoveryCodes codes={codes} onClose={onClose} />
      ) : secret === undefined ? null : (
        <ScanForm secret={secret} onCodes={onCodes} onClose={onClose} />
      )}
    </Modal>
  );
}

function ScanForm({
  secret: { secret, otpauth_uri },
  onCodes,
  onClose,
}: {
  readonly secret: NewSecret;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const t = useText();
  const account = useAccountText();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: confirmTwoFactor,
    onSuccess: ({ recovery_codes }) => onCodes(recovery_codes),
  });
  const isWrong = isProblem(confirm.error) && confirm.error.code === 'auth.invalid_code';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code);
      }}
    >
      <Stack gap="md">
        <Text>{account('security.twoFactor.scan')}</Text>
        <QrCode text={otpauth_uri} label={account('security.twoFactor.qr')} />
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            {account('security.twoFactor.key')}
          </Text>
          <div className={classes.secret}>
            <code className="mono">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
            <CopyButton value={secret} />
          </div>
        </div>
        <TextInput
          label={account('security.twoFactor.confirm')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          classNames={{ input: 'mono' }}
          value={code}
          error={isWrong ? account('signIn.code.refused') : undefined}
          data-autofocus
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {confirm.error === null || isWrong ? null : <ProblemView error={confirm.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            type="submit"
            loading={confirm.isPending}
            disabled={!/^\d{6}$/.test(code.replaceAll(/\s/g, ''))}
          >
            {account('security.twoFactor.turnOn')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RecoveryCodes({
  codes,
  onClose,
}: {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}) {
  const account = useAccountText();
  const text = `${codes.join('\n')}\n`;
  return (
    <Stack gap="md">
      <Text>{account('security.twoFactor.codes.body')}</Text>
      <ul className={classes.codes} aria-label={account('security.twoFactor.codes.title')}>
        {codes.map((code) => (
          <li key={code}>
            <code className="mono">{code}</code>
          </li>
        ))}
      </ul>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <CopyButton value={text} text />
          <Button
            component="a"
            variant="default"
            size="xs"
            leftSection={<Icon name="download" size={15} />}
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="cairn-recovery-codes.txt"
          >
            {account('security.twoFactor.codes.download')}
          </Button>
        </Group>
        <Button onClick={onClose} data-autofocus>
          {account('security.twoFactor.codes.done')}
        </Button>
      </Group>
    </Stack>
  );
}
