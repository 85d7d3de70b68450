import { Button, Checkbox, Group, Input, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { type Level, levels, queryFaultOf } from '../../api/events.ts';
import { type WeekLevels, weekLevelsQuery } from '../../api/week-levels.ts';
import { MinutesField } from '../../form/minutes-field.tsx';
import { QueryBox } from '../../query/query-box.tsx';
import { useChannelsText } from '../../text/channels-text.ts';
import { useText } from '../../text/text.tsx';
import { LevelBadge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { Choice } from './choice.ts';
import classes from './slack.module.css';
import { WeekPreview } from './week-preview.tsx';

interface ChoicePanelProps {
  readonly orgId: string;
  readonly value: Choice;
  readonly onChange: (choice: Choice) => void;
  readonly error: unknown;
  /** Buttons at the end. */
  readonly actions?: ReactNode;
}

const weekMs = 7 * 86_400_000;
/** Typing goes on this long before the counts are asked for. */
const settleMs = 350;

/** Which events are posted, how often, and what that would have been in the last 7 days. */
export function ChoicePanel({ orgId, value, onChange, error, actions }: ChoicePanelProps) {
  const s = useChannelsText();
  const [settled] = useDebouncedValue(value.q, settleMs);
  const week = useQuery(weekLevelsQuery(orgId, settled.trim()));
  const fault = settled === value.q ? queryFaultOf(week.error) : undefined;
  const scope = useMemo(() => {
    const now = Date.now();
    return { q: '', from: new Date(now - weekMs).toISOString(), to: new Date(now).toISOString() };
  }, []);
  const write = (q: string) => onChange({ ...value, q });
  return (
    <Panel title={s('slack.what')}>
      <Stack gap="lg">
        <LevelCards
          value={value.levels}
          counts={week.data}
          onChange={(chosen) => onChange({ ...value, levels: chosen })}
        />
        <Input.Wrapper
          label={s('slack.query')}
          description={s('slack.query.body')}
          labelElement="div"
          className={classes.query ?? ''}
        >
          <QueryBox
            orgId={orgId}
            scope={scope}
            value={value.q}
            onChange={write}
            onSubmit={write}
            label={s('slack.query')}
            placeholder={s('slack.query.example')}
            fault={fault}
          />
        </Input.Wrapper>
        <MinutesField
          label={s('slack.quiet')}
          description={s('slack.quiet.body')}
          value={value.quiet_minutes}
          onChange={(quiet_minutes) => onChange({ ...value, quiet_minutes })}
        />
        <WeekPreview
          orgId={orgId}
          choice={value}
          week={week.data}
          isStale={week.isPlaceholderData || settled !== value.q || fault !== undefined}
        />
        {error === null || error === undefined || queryFaultOf(error) !== undefined ? null : (
          <ProblemView error={error} />
        )}
        {actions === undefined ? null : (
          <Group justify="flex-end" gap="xs">
            {actions}
          </Group>
        )}
      </Stack>
    </Panel>
  );
}

interface LevelCardsProps {
  readonly value: readonly Level[];
  readonly counts: WeekLevels | undefined;
  readonly onChange: (chosen: readonly Level[]) => void;
}

function LevelCards({ value, counts, onChange }: LevelCardsProps) {
  const s = useChannelsText();
  return (
    <Checkbox.Group
      label={s('slack.levels')}
      value={[...value]}
      error={value.length === 0 ? s('slack.levels.none') : undefined}
      onChange={(chosen) => onChange(levels.filter((level) => chosen.includes(level)))}
    >
      <div className={classes.levels}>
        {levels.map((level) => (
          <Checkbox.Card key={level} value={level} className={classes.level ?? ''}>
            <Checkbox.Indicator size="xs" />
            <span className={classes.levelText}>
              <LevelBadge level={level} />
              <Text span size="xs" c="dimmed" className="tabular">
                {counts === undefined ? '…' : s('slack.levels.week', { count: counts.counts[level] })}
              </Text>
            </span>
          </Checkbox.Card>
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** The buttons of a choice that is saved by itself. */
export function SaveButtons({
  isDirty,
  isGood,
  isPending,
  onUndo,
  onSave,
}: {
  readonly isDirty: boolean;
  readonly isGood: boolean;
  readonly isPending: boolean;
  readonly onUndo: () => void;
  readonly onSave: () => void;
}) {
  const t = useText();
  const s = useChannelsText();
  return (
    <>
      <Button variant="default" disabled={!isDirty} onClick={onUndo}>
        {s('slack.undo')}
      </Button>
      <Button disabled={!isDirty || !isGood} loading={isPending} onClick={onSave}>
        {t('action.save')}
      </Button>
    </>
  );
}
