import { ActionIcon, Menu } from '@mantine/core';
import type { OAuthClient } from '../../api/oauth-clients.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';

/** What can be done to a client. */
export type ClientAction = 'edit' | 'rotate' | 'endFormer' | 'people' | 'enable' | 'disable' | 'delete';

interface ClientMenuProps {
  readonly client: OAuthClient;
  readonly onAct: (action: ClientAction, client: OAuthClient) => void;
}

export function ClientMenu({ client, onAct }: ClientMenuProps) {
  const t = useText();
  const item = (action: ClientAction, icon: Parameters<typeof Icon>[0]['name']) => (
    <Menu.Item leftSection={<Icon name={icon} size={16} />} onClick={() => onAct(action, client)}>
      {t(`oauth.${action}`)}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('oauth.menu', { name: client.name })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item('edit', 'edit')}
        {item('rotate', 'refresh')}
        {client.secrets.length > 1 ? item('endFormer', 'close') : null}
        {item('people', 'shield')}
        {client.enabled ? item('disable', 'pause') : item('enable', 'play')}
        <Menu.Divider />
        <Menu.Item
          color="red.8"
          leftSection={<Icon name="trash" size={16} />}
          onClick={() => onAct('delete', client)}
        >
          {t('oauth.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
