import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type AuditEvent, searchEvents } from '../../api/events.ts';
import { writeValue } from '../../query/query-text.ts';
import { useText } from '../../text/text.tsx';
import { levelColors } from '../../ui/badge.tsx';
import { PlainLink, TextLink } from '../../ui/link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ActionCell } from './columns.tsx';
import classes from './event-drawer.module.css';
import { useEventTime } from './event-time.ts';
import { nameOf } from './names.ts';
import type { AuditLogState } from './use-audit-log.ts';

/** How far around an event the same actor is looked at. */
const aroundMs = 5 * 60_000;
const shown = 6;

interface RelatedProps {
  readonly state: AuditLogState;
  readonly event: AuditEvent;
}

/** The same request, the same target, and what the same actor did just before and after. */
export function RelatedEvents({ state, event }: RelatedProps) {
  const t = useText();
  const { context, resources, actor } = event;
  const target = resources?.[0];
  const at = Date.parse(event.occurred_at);
  const around = { from: new Date(at - aroundMs).toISOString(), to: new Date(at + aroundMs).toISOString() };
  const list = { state, event };
  return (
    <Stack gap="lg">
      {context?.request_id === undefined ? null : (
        <RelatedList
          {...list}
          title={t('related.request')}
          q={`request_id:${writeValue(context.request_id)}`}
        />
      )}
      {target === undefined ? null : (
        <RelatedList
          {...list}
          title={t('related.target', { name: nameOf(target) })}
          q={`resource.id:${writeValue(target.id)}`}
        />
      )}
      {actor === undefined ? null : (
        <RelatedList
          {...list}
          title={t('related.actor', { name: nameOf(actor) })}
          q={`actor.id:${writeValue(actor.id)}`}
          span={around}
        />
      )}
    </Stack>
  );
}

interface RelatedListProps extends RelatedProps {
  readonly title: string;
  readonly q: string;
  readonly span?: { readonly from: string; readonly to: string };
}

function RelatedList({ state, event, title, q, span }: RelatedListProps) {
  const t = useText();
  const time = useEventTime();
  const { orgId } = state;
  const search = { q, limit: shown + 1, ...span };
  const { data, error } = useQuery({
    queryKey: ['organizations', orgId, 'events', 'related', search],
    queryFn: ({ signal }) => searchEvents(orgId, search, signal),
    staleTime: 60_000,
  });
  const others = data?.items.filter(({ id }) => id !== event.id).slice(0, shown);
  return (
    <section className={classes.related}>
      <h4>{title}</h4>
      {error !== null ? (
        <ProblemView error={error} />
      ) : others === undefined ? (
        <Skeleton height={60} />
      ) : others.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('related.none')}
        </Text>
      ) : (
        <ul>
          {others.map((other) => (
            <li key={other.id}>
              <PlainLink
                from="/organizations/$orgId/audit-logs"
                to="."
                search={(before) => ({ ...before, event: other.id, tab: undefined })}
                resetScroll={false}
                className={classes.relatedLink ?? ''}
              >
                <span
                  className={classes.dot}
                  style={{ background: levelColors[other.level] }}
                  role="img"
                  aria-label={t(`level.${other.level}`)}
                />
                <span className={classes.relatedText}>
                  <ActionCell code={other.action} />
                </span>
                <Text span size="xs" c="dimmed" className="tabular">
                  {time.short(other.occurred_at)}
                </Text>
              </PlainLink>
            </li>
          ))}
        </ul>
      )}
      <TextLink
        from="/organizations/$orgId/audit-logs"
        to="."
        search={{ q, ...(span ?? { from: 'now-30d', to: 'now' }) }}
        size="sm"
      >
        {t('related.all')}
      </TextLink>
    </section>
  );
}
