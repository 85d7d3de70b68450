import { Alert, Text } from '@mantine/core';
import { Icon } from './icons.tsx';

interface SettingTestResultProps {
  readonly ok: boolean;
  readonly title: string;
  /** What the other side said. */
  readonly reason?: string | null;
}

/** How a test went, in words. */
export function SettingTestResult({ ok, title, reason }: SettingTestResultProps) {
  return (
    <Alert
      role="status"
      color={ok ? 'lichen' : 'red'}
      variant="light"
      icon={<Icon name={ok ? 'checkCircle' : 'error'} />}
      title={title}
    >
      {reason ? (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {reason}
        </Text>
      ) : null}
    </Alert>
  );
}
