import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { Scope } from '../../api/events.ts';
import { apiPath } from '../../api/http.ts';
import { useText } from '../../text/text.tsx';
import { useCopy } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { toastDone } from '../../ui/toasts.ts';

/** The page's address as it is, with fixed times, or as a call of the API. */
export function ShareMenu({ orgId, scope }: { readonly orgId: string; readonly scope: Scope }) {
  const t = useText();
  const [, copy] = useCopy();
  const share = (value: string) => {
    copy(value);
    toastDone(t('action.copied'));
  };
  const absolute = () => {
    const url = new URL(location.href);
    url.searchParams.set('from', scope.from);
    url.searchParams.set('to', scope.to);
    url.searchParams.delete('live');
    return url.href;
  };
  const curl = () => {
    const path = apiPath(`/organizations/${orgId}/events`, { ...scope });
    return `curl -H 'Authorization: Bearer …' '${location.origin}${path.replaceAll("'", '%27')}'`;
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('log.share')}>
          <ActionIcon variant="default" size={36} aria-label={t('log.share')}>
            <Icon name="link" size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="link" size={16} />} onClick={() => share(location.href)}>
          {t('log.share.link')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="clock" size={16} />} onClick={() => share(absolute())}>
          {t('log.share.absolute')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="copy" size={16} />} onClick={() => share(curl())}>
          {t('log.share.api')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
