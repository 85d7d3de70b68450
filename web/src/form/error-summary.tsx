import { Alert, List } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';

interface ErrorSummaryProps {
  /** One line for each field, `Name: required`. Nothing is shown while there are none. */
  readonly lines: readonly string[];
  /** Counts the tries: each failed one moves the focus here. */
  readonly tries: number;
}

/** All faults of a form at its top, with the focus, so that none has to be looked for. */
export function ErrorSummary({ lines, tries }: ErrorSummaryProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const count = lines.length;
  useEffect(() => {
    if (tries > 0 && count > 0) box.current?.focus();
  }, [tries, count]);
  if (count === 0) return null;
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="red"
      variant="light"
      icon={<Icon name="error" />}
      title={t('form.errors', { count })}
    >
      <List size="sm">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
