import { Group, Skeleton, Text } from '@mantine/core';
import type { WeekLevels } from '../../api/week-levels.ts';
import { useChannelsText } from '../../text/channels-text.ts';
import { useText } from '../../text/text.tsx';
import { levelColors } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icons.tsx';
import { TextLink } from '../../ui/link.tsx';
import { type Choice, messagesAtMost, queryOf } from './choice.ts';
import classes from './slack.module.css';

interface WeekPreviewProps {
  readonly orgId: string;
  readonly choice: Choice;
  readonly week: WeekLevels | undefined;
  /** Whether the counts are those of an earlier choice. */
  readonly isStale: boolean;
}

/** More messages in 7 days than this are more than people read: about 50 a day. */
const tooMany = 350;

/** How much would have been posted in the last 7 days, and a way to see it. */
export function WeekPreview({ orgId, choice, week, isStale }: WeekPreviewProps) {
  const t = useText();
  const s = useChannelsText();
  if (week === undefined) return <Skeleton height={86} radius="md" />;
  const count = choice.levels.reduce((sum, level) => sum + week.counts[level], 0);
  const quiet = Number.isNaN(choice.quiet_minutes) ? 0 : choice.quiet_minutes;
  const most = messagesAtMost(count, quiet);
  return (
    <section className={classes.preview} aria-label={s('slack.preview')} data-stale={isStale}>
      <Group gap={6}>
        <Text size="sm" fw={560} role="status">
          {s('slack.preview.count', { count })}
        </Text>
        {most < count ? (
          <Text size="sm" c="dimmed">
            {s('slack.preview.gathered', { most })}
          </Text>
        ) : null}
        {week.sampled ? (
          <Text size="xs" c="dimmed">
            {t('log.sampled')}
          </Text>
        ) : null}
      </Group>
      <div className={classes.share} aria-hidden>
        {choice.levels.map((level) => (
          <span key={level} style={{ flexGrow: week.counts[level], background: levelColors[level] }} />
        ))}
      </div>
      {most > tooMany ? (
        <Group gap={8} wrap="nowrap" align="flex-start" className={classes.many ?? ''}>
          <Icon name="warning" size={15} />
          <Text size="sm">{s('slack.preview.many')}</Text>
        </Group>
      ) : null}
      {count === 0 ? null : (
        <TextLink
          size="sm"
          to="/organizations/$orgId/audit-logs"
          params={{ orgId }}
          search={{ q: queryOf(choice), from: 'now-7d', to: 'now' }}
        >
          {s('slack.preview.open')}
        </TextLink>
      )}
    </section>
  );
}
