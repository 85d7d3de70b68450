import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import classes from './empty-state.module.css';
import { Icon, type IconName } from './icons.tsx';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly body?: ReactNode;
  /** The way on: usually one button. */
  readonly action?: ReactNode;
}

/** Nothing yet: explains what will stand here, and offers the first step. */
export function EmptyState({ icon, title, body, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" className={classes.empty}>
      <span className={classes.mark}>
        <Icon name={icon} size={24} />
      </span>
      <Title order={2} ta="center">
        {title}
      </Title>
      {body === undefined ? null : (
        <Text component="div" c="dimmed" ta="center" maw="52ch">
          {body}
        </Text>
      )}
      {action === undefined ? null : (
        <Group gap="xs" mt="xs" justify="center">
          {action}
        </Group>
      )}
    </Stack>
  );
}

interface NoMatchProps {
  /** The filters that are on, as the person wrote or chose them. */
  readonly filters?: ReactNode;
  readonly onClear: () => void;
  /** A second way out, such as `Widen to 7 days`. */
  readonly more?: ReactNode;
}

/** Nothing matches: shows what was asked for, and how to ask for more. */
export function NoMatch({ filters, onClear, more }: NoMatchProps) {
  const t = useText();
  return (
    <EmptyState
      icon="filter"
      title={t('state.noMatch.title')}
      body={
        <>
          {t('state.noMatch.body')}
          {filters === undefined ? null : <div className={classes.filters}>{filters}</div>}
        </>
      }
      action={
        <>
          <Button variant="default" onClick={onClear}>
            {t('action.clearFilters')}
          </Button>
          {more}
        </>
      }
    />
  );
}

/** Not allowed: which permission is missing, and whom to ask. */
export function NotAllowed({ role, permission }: { readonly role: string; readonly permission: string }) {
  const t = useText();
  return (
    <EmptyState
      icon="shield"
      title={t('state.notAllowed.title')}
      body={t('state.notAllowed.body', { role, permission })}
    />
  );
}
