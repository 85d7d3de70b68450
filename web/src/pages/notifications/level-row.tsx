import { Alert, Button, Group, Stack, TagsInput, Text, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Level } from '../../api/events.ts';
import { type LevelMail, mostAddresses, testNotification } from '../../api/notification-settings.ts';
import type { WeekLevels } from '../../api/week-levels.ts';
import { useChannelsText } from '../../text/channels-text.ts';
import { useText } from '../../text/text.tsx';
import { LevelBadge, StatusBadge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { SettingTestResult } from '../../ui/setting-test-result.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { addressFault, cleaned } from './addresses.ts';
import classes from './notifications.module.css';

interface LevelRowProps {
  readonly orgId: string;
  readonly level: Level;
  readonly stored: LevelMail;
  readonly value: readonly string[];
  readonly onChange: (addresses: readonly string[]) => void;
  readonly week: WeekLevels | undefined;
  /** Mails of 7 days at most; undefined where every event is a mail of its own. */
  readonly mostMails: number | undefined;
  readonly isChanged: boolean;
  readonly disabled: boolean;
  /** Starts what was stopped after days of failing, with the stored addresses. */
  readonly onStart: () => void;
  /** What the server has against the addresses. */
  readonly serverFault: string | undefined;
}

/** What parts the addresses of a pasted list; a blank may also stand within `Ada Lovelace <ada@example.com>`. */
const separators = [',', ';', '\n', '\t'];

/** Who is told about one level, how many events that is, and how it fares. */
export function LevelRow(props: LevelRowProps) {
  const { orgId, level, stored, value, onChange, isChanged, disabled, serverFault } = props;
  const t = useText();
  const s = useChannelsText();
  const test = useMutation({ mutationFn: () => testNotification(orgId, level) });
  const name = t(`level.${level}`);
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <LevelBadge level={level} />
        <Text size="sm">{s(`notifications.${level}`)}</Text>
        <Week {...props} />
      </div>
      <Stack gap={10} miw={0}>
        <TagsInput
          aria-label={s('notifications.addresses', { level: name })}
          placeholder={value.length === 0 ? s('notifications.addresses.hint') : ''}
          value={[...value]}
          data={[]}
          splitChars={separators}
          acceptValueOnBlur
          disabled={disabled}
          inputMode="email"
          autoCapitalize="off"
          spellCheck={false}
          error={useFaultText(value) ?? serverFault}
          classNames={{ pill: classes.pill ?? '', inputField: classes.field ?? '' }}
          onChange={(entered) => onChange(cleaned(entered))}
        />
        <Group justify="space-between" gap="xs" className={classes.stateLine ?? ''}>
          <State stored={stored} />
          <TestButton
            label={s('notifications.test.of', { level: name })}
            isChanged={isChanged}
            disabled={disabled || stored.addresses.length === 0}
            isPending={test.isPending}
            onClick={() => test.mutate()}
          />
        </Group>
        <Failing stored={stored} onStart={props.onStart} />
        {test.error === null ? null : <ProblemView error={test.error} />}
        {test.data === undefined || test.isPending ? null : (
          <SettingTestResult
            ok={test.data.ok}
            title={test.data.ok ? s('notifications.test.ok') : s('notifications.test.failed')}
            reason={test.data.reason}
          />
        )}
      </Stack>
    </li>
  );
}

function useFaultText(value: readonly string[]): string | undefined {
  const s = useChannelsText();
  const fault = addressFault(value);
  if (fault === undefined) return undefined;
  if (fault.kind === 'most') return s('notifications.addresses.most', { most: mostAddresses });
  const { which } = fault;
  return s('notifications.addresses.bad', { count: which.length, list: which.join(', ') });
}

function Week({ level, week, mostMails }: LevelRowProps) {
  const t = useText();
  const s = useChannelsText();
  if (week === undefined)
    return (
      <Text size="sm" c="dimmed">
        …
      </Text>
    );
  const count = week.counts[level];
  const isFewer = mostMails !== undefined && mostMails < count;
  return (
    <Text size="sm" c="dimmed" className="tabular">
      {s('notifications.week', { count })}
      {isFewer ? ` · ${s('notifications.week.atMost', { count: mostMails })}` : null}
      {week.sampled ? ` (${t('log.sampled')})` : null}
    </Text>
  );
}

function State({ stored }: { readonly stored: LevelMail }) {
  const s = useChannelsText();
  if (stored.status === null || stored.pause_reason === 'person') {
    return (
      <Text size="sm" c="dimmed">
        {s('notifications.nobody')}
      </Text>
    );
  }
  return (
    <Group gap={10}>
      <StatusBadge status={stored.status} />
      <Text size="sm" c="dimmed">
        {stored.last_delivery_at === null ? (
          s('notifications.noMail')
        ) : (
          <>
            {s('notifications.lastMail')} <TimeText at={stored.last_delivery_at} show="relative" />
          </>
        )}
      </Text>
    </Group>
  );
}

interface FailingProps {
  readonly stored: LevelMail;
  readonly onStart: () => void;
}

function Failing({ stored: { status, last_error, pause_reason }, onStart }: FailingProps) {
  const s = useChannelsText();
  const isStopped = pause_reason === 'failing';
  if (status !== 'failing' && !isStopped) return null;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<Icon name="error" />}
      title={isStopped ? s('notifications.stopped') : s('notifications.failing')}
    >
      {last_error === null ? null : (
        <Text size="sm" className="mono" style={{ overflowWrap: 'anywhere' }}>
          {last_error}
        </Text>
      )}
      <Text size="sm" mt={6}>
        {isStopped ? s('notifications.stopped.body') : s('notifications.failing.body')}
      </Text>
      {isStopped ? (
        <Button size="xs" variant="default" mt="xs" onClick={onStart}>
          {s('notifications.startAgain')}
        </Button>
      ) : null}
    </Alert>
  );
}

interface TestButtonProps {
  readonly label: string;
  readonly isChanged: boolean;
  readonly disabled: boolean;
  readonly isPending: boolean;
  readonly onClick: () => void;
}

/** Tests what is stored; while something else is entered, it says so and stays reachable by focus. */
function TestButton({ label, isChanged, disabled, isPending, onClick }: TestButtonProps) {
  const s = useChannelsText();
  return (
    <Tooltip label={isChanged ? s('notifications.test.saveFirst') : label}>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={label}
        aria-disabled={isChanged || undefined}
        {...(isChanged ? { 'data-disabled': true } : {})}
        disabled={disabled}
        loading={isPending}
        leftSection={<Icon name="send" size={13} />}
        onClick={() => {
          if (!isChanged) onClick();
        }}
      >
        {s('notifications.test')}
      </Button>
    </Tooltip>
  );
}
