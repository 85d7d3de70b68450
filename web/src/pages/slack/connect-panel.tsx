import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isProblem } from '../../api/http.ts';
import { useChannelsText } from '../../text/channels-text.ts';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { AddressField, AddressSteps, isAddress } from './address-field.tsx';
import classes from './slack.module.css';
import type { SlackSave } from './use-slack.ts';

interface ConnectPanelProps {
  readonly canConnect: boolean;
  readonly save: SlackSave;
  /** Whether the rest of the page can be sent as it is. */
  readonly isReady: boolean;
}

/** The first set-up: consent at Slack where the operator has an app, a webhook address everywhere. */
export function ConnectPanel({ canConnect, save, isReady }: ConnectPanelProps) {
  const s = useChannelsText();
  const [byAddress, setByAddress] = useState(!canConnect);
  return (
    <Panel title={s('slack.connect.title')}>
      <Stack gap="md">
        {canConnect ? (
          <Group gap="lg" wrap="nowrap" align="flex-start" className={classes.hero ?? ''}>
            <span className={classes.mark}>
              <Icon name="channel" size={26} />
            </span>
            <Stack gap="sm" align="flex-start">
              <Text size="sm">{s('slack.connect.body')}</Text>
              <Button
                disabled={!isReady}
                loading={save.isPending && save.variables.connect === true}
                rightSection={<Icon name="external" size={15} />}
                onClick={() => save.mutate({ connect: true })}
              >
                {s('slack.connect')}
              </Button>
            </Stack>
          </Group>
        ) : null}
        {canConnect ? <Divider /> : null}
        {byAddress ? (
          <ByAddress save={save} isReady={isReady} />
        ) : (
          <div>
            <Button
              size="compact-sm"
              variant="subtle"
              ml={-8}
              leftSection={<Icon name="link" size={15} />}
              onClick={() => setByAddress(true)}
            >
              {s('slack.byAddress')}
            </Button>
          </div>
        )}
        {save.error === null || addressFault(save.error) !== undefined ? null : (
          <ProblemView error={save.error} />
        )}
      </Stack>
    </Panel>
  );
}

/** What the server has against the address. */
export const addressFault = (error: unknown): string | undefined =>
  isProblem(error) ? error.errors.find(({ path }) => path === 'webhook_url')?.message : undefined;

function ByAddress({ save, isReady }: Pick<ConnectPanelProps, 'save' | 'isReady'>) {
  const s = useChannelsText();
  const [address, setAddress] = useState('');
  const [isTried, setTried] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isAddress(address)) save.mutate({ webhook_url: address.trim() });
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
          <Button
            type="submit"
            disabled={!isReady}
            loading={save.isPending && save.variables.webhook_url !== undefined}
          >
            {s('slack.start')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
