import { Menu, UnstyledButton } from '@mantine/core';
import type { Session } from '../api/session.ts';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import { MenuLink } from '../ui/link.tsx';
import classes from './shell.module.css';

interface OrganizationSwitcherProps {
  readonly organizations: Session['organizations'];
  readonly current: { readonly id: string; readonly name: string };
}

export function OrganizationSwitcher({ organizations, current }: OrganizationSwitcherProps) {
  const t = useText();
  return (
    <Menu position="bottom-start" width={280} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton
          className={classes.switcher}
          aria-label={t('shell.organization.switch', { name: current.name })}
        >
          <span className={classes.switcherName}>{current.name}</span>
          <Icon name="upDown" size={15} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.switcherList ?? ''}>
        <Menu.Label>{t('nav.organizations')}</Menu.Label>
        {organizations.map(({ id, name }) => (
          <MenuLink
            key={id}
            to="/organizations/$orgId"
            params={{ orgId: id }}
            aria-current={id === current.id ? 'true' : undefined}
            rightSection={id === current.id ? <Icon name="check" size={16} /> : null}
          >
            {name}
          </MenuLink>
        ))}
        <Menu.Divider />
        <MenuLink to="/organizations" leftSection={<Icon name="organization" size={16} />}>
          {t('shell.organization.all')}
        </MenuLink>
      </Menu.Dropdown>
    </Menu>
  );
}
