import { Button, Group, Text } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import classes from './live-bar.module.css';
import { type LiveTail, mostLive } from './live-tail.ts';

interface LiveBarProps {
  readonly tail: LiveTail;
  readonly paused: boolean;
  readonly onJump: () => void;
}

/** What the live tail is doing, and what waits while the reader is busy further down. */
export function LiveBar({ tail, paused, onJump }: LiveBarProps) {
  const t = useText();
  const { state, waiting, rate, isCapped } = tail;
  const isHeld = paused && state === 'open';
  const text =
    state === 'connecting'
      ? t('live.connecting')
      : state === 'hidden'
        ? t('live.hidden')
        : isHeld
          ? t('live.paused')
          : t('live.on');
  return (
    <Group className={classes.bar ?? ''} gap="sm" justify="space-between">
      <Group gap={10} wrap="nowrap">
        <span className={classes.pulse} data-state={isHeld ? 'held' : state} aria-hidden />
        <Text span size="sm" fw={560} role="status">
          {text}
        </Text>
        <Text span size="sm" c="dimmed" className="tabular">
          {t('live.rate', { count: rate })}
        </Text>
        {isCapped ? (
          <Text span size="sm" c="dimmed">
            {t('live.capped', { most: mostLive })}
          </Text>
        ) : null}
      </Group>
      {waiting === 0 ? null : (
        <Button size="compact-sm" leftSection={<Icon name="live" size={15} />} onClick={onJump}>
          {t('live.jump', { count: waiting })}
        </Button>
      )}
    </Group>
  );
}
