import { Badge, type MantineColor } from '@mantine/core';
import type { Level, Result } from '../api/events.ts';
import { useText } from '../text/text.tsx';
import classes from './badge.module.css';
import { Icon, type IconName } from './icons.tsx';

/** What a state means, whatever it is called: the colour and the icon follow. */
export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'quiet';

interface ToneBadgeProps {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly children: string;
}

/** Icon, word and colour together: a state is never told by colour alone. */
export function ToneBadge({ tone, icon, children }: ToneBadgeProps) {
  return (
    <Badge className={classes.badge} data-tone={tone} leftSection={<Icon name={icon} size={13} />}>
      {children}
    </Badge>
  );
}

const levelLooks: Readonly<Record<Level, readonly [Tone, IconName]>> = {
  information: ['quiet', 'info'],
  notice: ['info', 'bell'],
  warning: ['warn', 'warning'],
  error: ['bad', 'error'],
};

/** The fixed colour of each level, in the chart, the badge and the facet alike. */
export const levelColors: Readonly<Record<Level, string>> = {
  information: 'var(--cairn-level-information)',
  notice: 'var(--cairn-level-notice)',
  warning: 'var(--cairn-level-warning)',
  error: 'var(--cairn-level-error)',
};

export function LevelBadge({ level }: { readonly level: Level }) {
  const t = useText();
  const [tone, icon] = levelLooks[level];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`level.${level}`)}
    </ToneBadge>
  );
}

const resultLooks: Readonly<Record<Result, readonly [Tone, IconName]>> = {
  success: ['good', 'check'],
  failed: ['bad', 'close'],
  validation_error: ['warn', 'warning'],
};

export function ResultBadge({ result }: { readonly result: Result }) {
  const t = useText();
  const [tone, icon] = resultLooks[result];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`result.${result}`)}
    </ToneBadge>
  );
}

export type RunStatus = 'active' | 'paused' | 'failing';

const statusLooks: Readonly<Record<RunStatus, readonly [Tone, IconName]>> = {
  active: ['good', 'active'],
  paused: ['quiet', 'pause'],
  failing: ['bad', 'error'],
};

/** The status of a trail. */
export function StatusBadge({ status }: { readonly status: RunStatus }) {
  const t = useText();
  const [tone, icon] = statusLooks[status];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </ToneBadge>
  );
}

/** A small neutral label for a code, such as a scope. */
export function CodeBadge({
  children,
  color = 'gray',
}: {
  readonly children: string;
  readonly color?: MantineColor;
}) {
  return (
    <Badge className={classes.code} color={color} variant="default">
      {children}
    </Badge>
  );
}
