import { Anchor, PasswordInput, Text } from '@mantine/core';
import { useChannelsText } from '../../text/channels-text.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import classes from './slack.module.css';

/** As the server has it: an address without a user name in it. */
export const isAddress = (value: string): boolean => /^https?:\/\/[^\s@]+$/.test(value.trim());

interface AddressFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** The webhook address: as secret as a password. */
export function AddressField({ value, onChange, error }: AddressFieldProps) {
  const t = useText();
  const s = useChannelsText();
  return (
    <PasswordInput
      name="webhook_url"
      label={s('slack.address')}
      description={s('slack.address.body')}
      placeholder="https://hooks.slack.com/services/…"
      autoComplete="off"
      spellCheck={false}
      maxLength={2000}
      value={value}
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0 }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** How to get a webhook address from Slack. */
export function AddressSteps() {
  const s = useChannelsText();
  return (
    <div>
      <Text size="sm" c="dimmed">
        {s('slack.byAddress.body')}
      </Text>
      <ol className={classes.steps}>
        <li>
          {s('slack.step.app')}{' '}
          <OutsideLink href="https://api.slack.com/apps">{s('slack.step.apps')}</OutsideLink>
        </li>
        <li>
          {s('slack.step.hook')}{' '}
          <OutsideLink href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">
            {s('slack.step.docs')}
          </OutsideLink>
        </li>
        <li>{s('slack.step.copy')}</li>
      </ol>
    </div>
  );
}

function OutsideLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" size="sm" className={classes.outside ?? ''}>
      {children}
      <Icon name="external" size={13} />
    </Anchor>
  );
}
