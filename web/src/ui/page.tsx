import { Box, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';

/** `Query · Audit log · Northwind · Cairn`: the nearest first, so that many tabs stay apart. */
export function useDocumentTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter((part) => part !== undefined && part !== ''), 'Cairn'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** Further parts of the document title, such as the organization's name. */
  readonly titleParts?: readonly (string | undefined)[];
  /** Forms and settings read better when they are not as wide as the window. */
  readonly width?: 'full' | 'narrow';
  readonly children: ReactNode;
}

/** A page inside the shell: one h1, its actions, its document title. */
export function Page({ title, lead, actions, titleParts = [], width = 'full', children }: PageProps) {
  useDocumentTitle(title, ...titleParts);
  return (
    <Box className={classes.page} data-width={width}>
      <Group justify="space-between" align="flex-start" gap="md" mb="lg" wrap="wrap">
        <Box className={classes.heading}>
          <Title order={1}>{title}</Title>
          {lead === undefined ? null : (
            <Text c="dimmed" mt={2} maw="68ch">
              {lead}
            </Text>
          )}
        </Box>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

interface PanelProps {
  readonly title?: string;
  readonly aside?: ReactNode;
  /** Lists reach to the edges; texts and forms do not. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A bordered surface with an optional h2. */
export function Panel({ title, aside, flush = false, children }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title}>
      {title === undefined ? null : (
        <Group className={classes.panelHead} justify="space-between" gap="sm">
          <Title order={2}>{title}</Title>
          {aside}
        </Group>
      )}
      <div className={flush ? undefined : classes.panelBody}>{children}</div>
    </section>
  );
}
