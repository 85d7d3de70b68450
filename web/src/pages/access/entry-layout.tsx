import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { LanguageMenu, ThemeMenu } from '../../shell/preferences.tsx';
import { Logo } from '../../ui/logo.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { Contours } from './contours.tsx';
import classes from './entry-layout.module.css';

interface EntryLayoutProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** The pages before sign-in: one card, the mark, language and appearance. */
export function EntryLayout({ title, lead, children }: EntryLayoutProps) {
  useDocumentTitle(title);
  return (
    <div className={classes.page}>
      <Contours className={classes.contours ?? ''} />
      <header className={classes.head}>
        <Group gap={10}>
          <Logo size={30} />
          <span className={classes.wordmark}>Cairn</span>
        </Group>
        <Group gap={4}>
          <LanguageMenu />
          <ThemeMenu />
        </Group>
      </header>
      <main className={classes.main}>
        <Paper className={classes.card ?? ''}>
          <Title order={1}>{title}</Title>
          <Text c="dimmed" mt={4} mb="lg">
            {lead}
          </Text>
          {children}
        </Paper>
      </main>
    </div>
  );
}
