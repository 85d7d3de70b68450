import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../text/text.tsx';
import { Icon } from './icons.tsx';
import { toastFailed } from './toasts.ts';

/** Copies, and says for two seconds that it did. */
export function useCopy(): readonly [copied: boolean, copy: (value: string) => void] {
  const t = useText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (value: string) => {
    // Absent on plain http to anything but localhost.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const done = clipboard?.writeText(value) ?? Promise.reject(new Error('no clipboard'));
    done.then(
      () => setCopied(true),
      () => toastFailed(t('action.copyFailed')),
    );
  };
  return [copied, copy];
}

interface CopyButtonProps {
  readonly value: string;
  /** What is copied, for the accessible name: `Copy request id`. Default: `Copy`. */
  readonly label?: string;
  /** With a visible text instead of the icon alone. */
  readonly text?: boolean;
  readonly size?: 'sm' | 'md';
}

export function CopyButton({ value, label, text = false, size = 'sm' }: CopyButtonProps) {
  const t = useText();
  const [copied, copy] = useCopy();
  const name = copied ? t('action.copied') : (label ?? t('action.copy'));
  const icon = <Icon name={copied ? 'check' : 'copy'} size={size === 'sm' ? 15 : 18} />;
  if (text) {
    return (
      <Button variant="default" size="xs" leftSection={icon} onClick={() => copy(value)}>
        {name}
      </Button>
    );
  }
  return (
    <Tooltip label={name}>
      <ActionIcon size={size === 'sm' ? 26 : 34} aria-label={name} onClick={() => copy(value)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
