import { Kbd, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import { PlainLink } from '../ui/link.tsx';
import { openEntries } from './nav-entries.ts';
import classes from './shell.module.css';

interface NavProps {
  readonly orgId: string;
  readonly permissions: readonly string[];
  /** Closes the phone's drawer. */
  readonly onGo: () => void;
}

export function Nav({ orgId, permissions, onGo }: NavProps) {
  const t = useText();
  let section = '';
  return (
    <nav aria-label={t('shell.nav')} className={classes.nav}>
      {openEntries(permissions).map((entry) => {
        const heading = 'section' in entry && entry.section !== section ? entry.section : undefined;
        if ('section' in entry) section = entry.section;
        return (
          <Fragment key={entry.key}>
            {heading === undefined ? null : (
              <Text className={classes.navHeading} component="h2">
                {t(heading)}
              </Text>
            )}
            <PlainLink {...entry.link(orgId)} className={classes.navLink ?? ''} onClick={onGo}>
              <Icon name={entry.icon} size={19} />
              <span className={classes.navLabel}>{t(entry.label)}</span>
              <Kbd className={classes.navKeys ?? ''} aria-hidden size="xs">
                {entry.keys}
              </Kbd>
            </PlainLink>
          </Fragment>
        );
      })}
    </nav>
  );
}
