import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Session } from '../api/session.ts';
import { languageNames, languages } from '../text/languages.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import { openEntries } from './nav-entries.ts';
import classes from './palette.module.css';
import { useChooseLanguage } from './preferences.tsx';

interface PaletteProps {
  readonly orgId: string | undefined;
  readonly permissions: readonly string[];
  readonly organizations: Session['organizations'];
  /** Counts up each time someone asks for the palette. */
  readonly asked: number;
}

/** Everything reachable by typing: pages, organizations, switches, and a search of the log. */
export function Palette({ orgId, permissions, organizations, asked }: PaletteProps) {
  const t = useText();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const chooseLanguage = useChooseLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const [query, setQuery] = useState('');

  // The module arrives after the key was pressed, so that opening waits for it.
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);

  const pages = openEntries(orgId === undefined ? [] : permissions).map((entry) => ({
    id: entry.key,
    label: t(entry.label),
    leftSection: <Icon name={entry.icon} />,
    onClick: () => void navigate(entry.link(orgId ?? '')),
  }));
  const found = query.trim();
  const search = {
    id: 'search-log',
    label: t('shell.search.event', { query: found }),
    keywords: [found],
    leftSection: <Icon name="search" />,
    onClick: () =>
      void navigate({
        to: '/organizations/$orgId/audit-logs',
        params: { orgId: orgId ?? '' },
        search: { q: found },
      }),
  };
  const switches = [
    ...languages
      .filter((each) => each !== language)
      .map((each) => ({
        id: `language-${each}`,
        label: `${t('shell.language')}: ${languageNames[each]}`,
        leftSection: <Icon name="globe" />,
        onClick: () => chooseLanguage(each),
      })),
    ...(['light', 'dark', 'auto'] as const).map((each) => ({
      id: `theme-${each}`,
      label: `${t('shell.theme')}: ${t(`shell.theme.${each}`)}`,
      leftSection: <Icon name={each === 'light' ? 'sun' : each === 'dark' ? 'moon' : 'system'} />,
      onClick: () => setColorScheme(each),
    })),
  ];
  const groups: SpotlightActionGroupData[] = [
    { group: t('shell.search.pages'), actions: orgId === undefined ? [] : pages },
    {
      group: t('shell.search.organizations'),
      actions: organizations.map(({ id, name }) => ({
        id,
        label: name,
        leftSection: <Icon name="organization" />,
        onClick: () => void navigate({ to: '/organizations/$orgId', params: { orgId: id } }),
      })),
    },
    {
      group: t('shell.search.actions'),
      actions:
        orgId !== undefined && found !== '' && permissions.includes('events:view')
          ? [search, ...switches]
          : switches,
    },
  ].filter(({ actions }) => actions.length > 0);

  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      nothingFound={t('shell.search.nothing')}
      highlightQuery
      scrollable
      classNames={{ actionsGroup: classes.group ?? '' }}
      attributes={{ content: { 'aria-label': t('shell.search') } }}
      maxHeight={420}
      searchProps={{
        leftSection: <Icon name="search" size={20} />,
        placeholder: t('shell.search.placeholder'),
        'aria-label': t('shell.search'),
      }}
    />
  );
}
