import { Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type SlackSetting, testSlack } from '../../api/slack.ts';
import { useChannelsText } from '../../text/channels-text.ts';
import { useFormat } from '../../text/format.ts';
import { StatusBadge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { SettingTestResult } from '../../ui/setting-test-result.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { toastDone } from '../../ui/toasts.ts';
import classes from './slack.module.css';
import type { SlackSave } from './use-slack.ts';

interface StatePanelProps {
  readonly orgId: string;
  readonly setting: SlackSetting;
  readonly save: SlackSave;
}

/** Whether Slack is on, how it fares, and a test. */
export function StatePanel({ orgId, setting, save }: StatePanelProps) {
  const s = useChannelsText();
  const format = useFormat();
  const { enabled } = setting;
  const test = useMutation({ mutationFn: () => testSlack(orgId) });
  const isSwitching = save.isPending && save.variables.enabled !== undefined;
  const shown = isSwitching ? (save.variables.enabled ?? enabled) : enabled;
  const turn = (next: boolean) =>
    save.mutate({ enabled: next }, { onSuccess: () => toastDone(next ? s('slack.on') : s('slack.off')) });
  return (
    <Panel>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="md">
          <Switch
            className={classes.switch ?? ''}
            label={s('slack.switch')}
            description={shown ? s('slack.switch.on') : s('slack.switch.off')}
            checked={shown}
            onChange={(event) => turn(event.currentTarget.checked)}
          />
          <Button
            variant="default"
            loading={test.isPending}
            leftSection={<Icon name="send" size={15} />}
            onClick={() => test.mutate()}
          >
            {s('slack.test')}
          </Button>
        </Group>
        <Facts setting={setting} />
        <Failing setting={setting} />
        {save.error === null ? null : <ProblemView error={save.error} />}
        {test.error === null ? null : <ProblemView error={test.error} />}
        {test.data === undefined || test.isPending ? null : (
          <SettingTestResult
            ok={test.data.ok}
            title={
              test.data.ok
                ? s('slack.test.ok', { duration: format.duration(test.data.ms / 1000) })
                : s('slack.test.failed')
            }
            reason={test.data.reason}
          />
        )}
      </Stack>
    </Panel>
  );
}

function Facts({ setting }: Pick<StatePanelProps, 'setting'>) {
  const s = useChannelsText();
  const { status, channel, last_delivery_at, delivered_24h } = setting;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [s('slack.status'), status === null ? '–' : <StatusBadge key="status" status={status} />],
    [s('slack.channel'), channel ?? s('slack.channel.unknown')],
    [
      s('slack.lastMessage'),
      last_delivery_at === null ? (
        s('slack.lastMessage.none')
      ) : (
        <TimeText key="at" at={last_delivery_at} show="relative" />
      ),
    ],
    [s('slack.day'), s('slack.day.count', { count: delivered_24h })],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Failing({ setting }: Pick<StatePanelProps, 'setting'>) {
  const s = useChannelsText();
  const { status, enabled, last_error, pause_reason } = setting;
  if (status !== 'failing' && pause_reason !== 'failing') return null;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<Icon name="error" />}
      title={enabled ? s('slack.failing.title') : s('slack.failing.off')}
    >
      {last_error === null ? null : (
        <Text size="sm" className="mono" style={{ overflowWrap: 'anywhere' }}>
          {last_error}
        </Text>
      )}
      <Text size="sm" mt={6}>
        {enabled ? s('slack.failing.body') : s('slack.failing.off.body')}
      </Text>
    </Alert>
  );
}
