import { Text } from '@mantine/core';
import type { AuditEvent } from '../../api/events.ts';
import { useText } from '../../text/text.tsx';
import { levelColors } from '../../ui/badge.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { PlainLink, TextLink } from '../../ui/link.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import classes from './dashboard.module.css';

const nameOf = (thing: { readonly id: string; readonly name?: string } | undefined): string =>
  thing?.name ?? thing?.id ?? '';

interface LatestEventsProps {
  readonly orgId: string;
  readonly events: readonly AuditEvent[] | undefined;
  readonly error: unknown;
}

export function LatestEvents({ orgId, events, error }: LatestEventsProps) {
  const t = useText();
  const all = (
    <TextLink to="/organizations/$orgId/audit-logs" params={{ orgId }} size="sm">
      {t('action.viewAll')}
    </TextLink>
  );
  return (
    <Panel title={t('dashboard.latest')} aside={all} flush>
      {events === undefined ? (
        error === null ? (
          <ListSkeleton label={t('state.loading')} lines={8} />
        ) : (
          <ProblemView error={error} />
        )
      ) : events.length === 0 ? (
        <Text c="dimmed" p="lg">
          {t('dashboard.latest.empty')}
        </Text>
      ) : (
        <ul className={classes.lines}>
          {events.map((event) => (
            <li key={event.id}>
              <EventLine orgId={orgId} event={event} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function EventLine({ orgId, event }: { readonly orgId: string; readonly event: AuditEvent }) {
  const t = useText();
  const who = nameOf(event.actor);
  const what = nameOf(event.resources?.[0]);
  return (
    <PlainLink
      to="/organizations/$orgId/audit-logs"
      params={{ orgId }}
      search={{ event: event.id }}
      className={classes.line ?? ''}
    >
      <span
        className={classes.dot}
        style={{ background: levelColors[event.level] }}
        role="img"
        aria-label={t(`level.${event.level}`)}
      />
      <span className={classes.lineText}>
        <Text component="span" size="sm" fw={560} className={classes.clamp}>
          {event.action}
        </Text>
        <Text component="span" size="sm" c="dimmed" className={classes.clamp}>
          {[who, what].filter((part) => part !== '').join(' → ')}
        </Text>
      </span>
      <Text component="span" size="sm" c="dimmed">
        <TimeText at={event.occurred_at} show="relative" />
      </Text>
    </PlainLink>
  );
}
