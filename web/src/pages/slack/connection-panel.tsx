import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SlackSetting } from '../../api/slack.ts';
import { useChannelsText } from '../../text/channels-text.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { AddressField, AddressSteps, isAddress } from './address-field.tsx';
import { addressFault } from './connect-panel.tsx';
import classes from './slack.module.css';
import type { SlackSave } from './use-slack.ts';

interface ConnectionPanelProps {
  readonly setting: SlackSetting;
  readonly save: SlackSave;
}

/** Where messages go, and how to have them go elsewhere. The address itself is never shown. */
export function ConnectionPanel({ setting, save }: ConnectionPanelProps) {
  const t = useText();
  const s = useChannelsText();
  const format = useFormat();
  const [isReplacing, setReplacing] = useState(false);
  const { updated_at } = setting.webhook_url;
  return (
    <Panel title={s('slack.connection')}>
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Group gap={10} wrap="nowrap" className={classes.stored ?? ''}>
            <Icon name="key" size={16} />
            <Text size="sm">
              {updated_at === null
                ? s('slack.address.set')
                : s('slack.address.setOn', { date: format.date(updated_at) })}
            </Text>
          </Group>
          <Group gap="xs">
            {setting.can_connect ? (
              <Button
                size="xs"
                variant="default"
                loading={save.isPending && save.variables.connect === true}
                rightSection={<Icon name="external" size={14} />}
                onClick={() => save.mutate({ connect: true })}
              >
                {s('slack.connect.again')}
              </Button>
            ) : null}
            <Button
              size="xs"
              variant="default"
              aria-expanded={isReplacing}
              onClick={() => setReplacing(!isReplacing)}
            >
              {isReplacing ? t('action.cancel') : s('slack.address.replace')}
            </Button>
          </Group>
        </Group>
        {isReplacing ? <Replace save={save} onDone={() => setReplacing(false)} /> : null}
        {save.error === null || addressFault(save.error) !== undefined ? null : (
          <ProblemView error={save.error} />
        )}
      </Stack>
    </Panel>
  );
}

function Replace({ save, onDone }: { readonly save: SlackSave; readonly onDone: () => void }) {
  const s = useChannelsText();
  const [address, setAddress] = useState('');
  const [isTried, setTried] = useState(false);
  const done = () => {
    toastDone(s('slack.address.replaced'));
    onDone();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isAddress(address)) save.mutate({ webhook_url: address.trim() }, { onSuccess: done });
      }}
    >
      <Stack gap="md">
        <AddressSteps />
        <AddressField
          value={address}
          onChange={setAddress}
          error={isTried && !isAddress(address) ? s('slack.address.pattern') : addressFault(save.error)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending && save.variables.webhook_url !== undefined}>
            {s('slack.address.replace')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
