import { ActionIcon, Group, Skeleton, Stack, Tabs, Text, Title, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { type AuditEvent, eventQuery, type Json } from '../../api/events.ts';
import { useMay } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { LevelBadge, ResultBadge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { EventChanges } from './event-changes.tsx';
import classes from './event-drawer.module.css';
import { EventFacts } from './event-facts.tsx';
import { RelatedEvents } from './related-events.tsx';
import { type DrawerTab, drawerTabs } from './search.ts';
import { useSentence } from './sentence.ts';
import type { AuditLogState } from './use-audit-log.ts';

interface EventDrawerProps {
  readonly state: AuditLogState;
  /** The list that the drawer walks along. */
  readonly events: readonly AuditEvent[];
}

/** One event whole. Its id stands in the address, so that it can be sent to somebody. */
export function EventDrawer({ state, events }: EventDrawerProps) {
  const t = useText();
  const { orgId, search, change } = state;
  const eventId = search.event ?? '';
  const index = events.findIndex(({ id }) => id === eventId);
  const { data, error, refetch } = useQuery({ ...eventQuery(orgId, eventId), enabled: index < 0 });
  const event = events[index] ?? data;
  const go = (by: number) => {
    const next = index < 0 ? undefined : events[index + by];
    if (next !== undefined) change({ event: next.id }, { replace: true });
  };
  const onKeyDown = (pressed: KeyboardEvent) => {
    if (pressed.target instanceof HTMLInputElement || pressed.ctrlKey || pressed.metaKey || pressed.altKey)
      return;
    if (pressed.key === '[' || pressed.key === 'k') go(-1);
    if (pressed.key === ']' || pressed.key === 'j') go(1);
  };
  const close = () => change({ event: undefined, tab: undefined });
  return (
    <SideDrawer
      title={t('event.title')}
      onClose={close}
      onKeyDown={onKeyDown}
      actions={
        <>
          <StepButton
            label={t('event.previous')}
            icon="chevronLeft"
            disabled={index <= 0}
            onClick={() => go(-1)}
          />
          <StepButton
            label={t('event.next')}
            icon="chevronRight"
            disabled={index < 0 || index >= events.length - 1}
            onClick={() => go(1)}
          />
          <CopyButton value={location.href} label={t('event.copyLink')} size="md" />
        </>
      }
    >
      {event !== undefined ? (
        <EventBody state={state} event={event} />
      ) : error !== null ? (
        <ProblemView error={error} onRetry={() => void refetch()} />
      ) : (
        <Stack role="status" aria-label={t('state.loading')}>
          <Skeleton height={24} width="80%" />
          <Skeleton height={160} />
        </Stack>
      )}
    </SideDrawer>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly icon: 'chevronLeft' | 'chevronRight';
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function StepButton({ label, icon, disabled, onClick }: StepButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={34} aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon name={icon} size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

function EventBody({ state, event }: { readonly state: AuditLogState; readonly event: AuditEvent }) {
  const t = useText();
  const sentence = useSentence();
  const mayCreateTrail = useMay('trails:manage');
  const { search, change, q } = state;
  return (
    <>
      <Group gap={8} mb={10}>
        <LevelBadge level={event.level} />
        <ResultBadge result={event.result} />
        <Text size="sm" c="dimmed">
          <TimeText at={event.occurred_at} show="relative" />
        </Text>
      </Group>
      <Title order={3} className={classes.sentence ?? ''}>
        {sentence(event)}
      </Title>
      <Tabs
        value={search.tab ?? 'overview'}
        onChange={(tab) =>
          change({ tab: tab === 'overview' ? undefined : (tab as DrawerTab) }, { replace: true })
        }
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {drawerTabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`event.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <EventChanges event={event} />
          <EventFacts state={state} event={event} />
          {mayCreateTrail ? (
            <ButtonLink
              to="/organizations/$orgId/trails/new"
              params={{ orgId: state.orgId }}
              search={{ rule: q === '' ? `action:${event.action}` : q }}
              variant="default"
              mt="lg"
              leftSection={<Icon name="trail" size={17} />}
            >
              {q === '' ? t('event.trail.action') : t('event.trail.filter')}
            </ButtonLink>
          ) : null}
        </Tabs.Panel>
        <Tabs.Panel value="related">
          <RelatedEvents state={state} event={event} />
        </Tabs.Panel>
        <Tabs.Panel value="json">
          <JsonView value={event as unknown as Json} label={t('event.tab.json')} open={3} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
