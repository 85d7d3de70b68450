import { Menu, Text, UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sessionQuery, signOut, type User } from '../api/session.ts';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import { MenuLink } from '../ui/link.tsx';
import { Monogram } from '../ui/monogram.tsx';
import { toastFailed } from '../ui/toasts.ts';
import classes from './shell.module.css';

export function AccountMenu({
  user,
  onShortcuts,
}: {
  readonly user: User;
  readonly onShortcuts: () => void;
}) {
  const t = useText();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leave = () => {
    signOut().then(
      async () => {
        queryClient.clear();
        queryClient.setQueryData(sessionQuery.queryKey, null);
        await navigate({ to: '/sign-in' });
      },
      () => toastFailed(t('error.0.title'), t('error.0.body')),
    );
  };
  return (
    <Menu position="bottom-end" width={250} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.avatar} aria-label={t('shell.account.of', { name: user.name })}>
          <Monogram name={user.name} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.identity}>
          <Text fw={600} truncate>
            {user.name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {user.email}
          </Text>
        </div>
        <Menu.Divider />
        <MenuLink to="/account" leftSection={<Icon name="user" size={16} />}>
          {t('shell.account.settings')}
        </MenuLink>
        <Menu.Item leftSection={<Icon name="keyboard" size={16} />} onClick={onShortcuts}>
          {t('shell.shortcuts')}
        </Menu.Item>
        <Menu.Item component="a" href="/docs" leftSection={<Icon name="book" size={16} />}>
          {t('shell.docs')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="signOut" size={16} />} onClick={leave}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
