import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type AuditEvent, type JsonObject, locationQuery } from '../../api/events.ts';
import { chosenValues, toggleValue } from '../../query/query-text.ts';
import { useActionLabel } from '../../text/action-label.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { utcText } from '../../ui/time-text.tsx';
import classes from './event-drawer.module.css';
import { useEventTime } from './event-time.ts';
import { jsonText, keyText, leavesOf, nameOf } from './names.ts';
import type { AuditLogState } from './use-audit-log.ts';

interface FactsProps {
  readonly state: AuditLogState;
  readonly event: AuditEvent;
}

/** What is known of an event, in groups; each value can be searched for, left out, or copied. */
export function EventFacts({ state, event }: FactsProps) {
  const t = useText();
  const { complement, details, tags, context, resources = [] } = event;
  const { before: _, after: __, ...otherDetails } = details ?? {};
  const fact = { state };
  return (
    <>
      <WhatAndWhen state={state} event={event} />
      {event.actor === undefined ? null : (
        <Facts title={t('event.group.actor')}>
          <Fact
            {...fact}
            label={t('event.name')}
            field="actor"
            value={event.actor.id}
            shown={nameOf(event.actor)}
          />
          <Fact {...fact} label={t('event.type')} field="actor.type" value={event.actor.type} />
          <Fact {...fact} label={t('event.id')} field="actor.id" value={event.actor.id} mono />
          <Leaves {...fact} value={event.actor.details} />
        </Facts>
      )}
      {resources.map((resource, index) => (
        <Facts
          key={`${resource.type} ${resource.id}`}
          title={
            resources.length === 1
              ? t('event.group.target')
              : t('event.group.targetOf', { number: index + 1 })
          }
        >
          <Fact
            {...fact}
            label={t('event.name')}
            field="resource"
            value={resource.id}
            shown={nameOf(resource)}
          />
          <Fact {...fact} label={t('event.type')} field="resource.type" value={resource.type} />
          <Fact {...fact} label={t('event.id')} field="resource.id" value={resource.id} mono />
          <Leaves {...fact} value={resource.details} />
        </Facts>
      ))}
      {context === undefined ? null : (
        <Facts title={t('event.group.context')}>
          <Fact {...fact} label={t('event.ip')} field="ip" value={context.source_ip} mono />
          {context.source_ip === undefined ? null : <Country state={state} event={event} />}
          <Fact {...fact} label={t('event.userAgent')} field="user_agent" value={context.user_agent} />
          <Fact {...fact} label={t('event.requestId')} field="request_id" value={context.request_id} mono />
          <Fact {...fact} label={t('event.sessionId')} value={context.session_id} mono />
          {context.location === undefined ? null : (
            <Fact {...fact} label={t('event.location')} value={jsonText(context.location)} />
          )}
        </Facts>
      )}
      <ObjectFacts
        {...fact}
        title={t('event.group.complement')}
        prefix="complement"
        value={complement}
        isWords
      />
      <ObjectFacts {...fact} title={t('event.group.details')} prefix="details" value={otherDetails} />
      <ObjectFacts {...fact} title={t('event.group.tags')} prefix="tag" value={tags} />
    </>
  );
}

function WhatAndWhen({ state, event }: FactsProps) {
  const t = useText();
  const time = useEventTime();
  const label = useActionLabel()(event.action);
  const fact = { state };
  return (
    <Facts title={t('event.group.event')}>
      <Fact
        {...fact}
        label={t('event.occurred')}
        value={utcText(event.occurred_at)}
        shown={time.full(event.occurred_at)}
      >
        <Text span size="xs" c="dimmed" className="tabular">
          {t('time.utc', { time: utcText(event.occurred_at) })}
        </Text>
      </Fact>
      <Fact {...fact} label={t('log.column.action')} field="action" value={event.action} mono>
        {label === undefined ? null : (
          <Text span size="xs" c="dimmed">
            {label}
          </Text>
        )}
      </Fact>
      <Fact {...fact} label={t('log.column.module')} field="module" value={event.module} />
      <Fact {...fact} label={t('log.column.service')} field="service" value={event.service} />
      <Fact {...fact} label={t('event.errorCode')} field="error_code" value={event.error_code} mono />
      <Fact {...fact} label={t('log.column.customer')} field="customer" value={event.customer_id} />
      <Fact {...fact} label={t('event.integration')} field="integration" value={event.integration_id} mono />
      <Fact
        {...fact}
        label={t('event.received')}
        value={utcText(event.received_at)}
        shown={time.full(event.received_at)}
      />
      <Fact {...fact} label={t('log.column.seq')} field="seq" value={String(event.seq)} />
      <Fact {...fact} label={t('event.id')} field="id" value={event.id} mono />
    </Facts>
  );
}

function Facts({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.facts}>
      <h4>{title}</h4>
      <dl>{children}</dl>
    </section>
  );
}

interface FactProps {
  readonly state: AuditLogState;
  readonly label: string;
  readonly value: string | undefined;
  /** What is shown where it differs from the value. */
  readonly shown?: string;
  /** The field of the query language, where there is one. */
  readonly field?: string;
  readonly mono?: boolean;
  readonly children?: ReactNode;
}

function Fact({ state, label, value, shown, field, mono = false, children }: FactProps) {
  const t = useText();
  if (value === undefined || value === '') return null;
  const search = (exclude: boolean) => {
    if (field === undefined) return;
    const chosen = chosenValues(state.q, field);
    const isThere = (exclude ? chosen.excluded : chosen.included).includes(value);
    if (!isThere) state.change({ q: toggleValue(state.q, field, value, exclude) });
  };
  const action = (name: string, icon: 'filter' | 'filterOff', exclude: boolean) => (
    <Tooltip label={name}>
      <ActionIcon size={26} aria-label={`${name}: ${label}`} onClick={() => search(exclude)}>
        <Icon name={icon} size={15} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.factValue}>
          <span className={mono ? 'mono' : undefined}>{shown ?? value}</span>
          {children}
        </span>
        <Group gap={0} wrap="nowrap" className={classes.factActions ?? ''}>
          {field === undefined ? null : action(t('event.filterFor'), 'filter', false)}
          {field === undefined ? null : action(t('event.filterOut'), 'filterOff', true)}
          <CopyButton value={value} label={`${t('action.copy')}: ${label}`} />
        </Group>
      </dd>
    </div>
  );
}

/** From a table on the server's own disk; good for a hint, not for a proof, and marked so. */
function Country({ state, event }: FactsProps) {
  const t = useText();
  const { language } = useLanguage();
  const { data } = useQuery(locationQuery(state.orgId, event.id));
  if (data === undefined || data.country === null) return null;
  const name = new Intl.DisplayNames(language, { type: 'region' }).of(data.country) ?? data.country;
  return (
    <Fact state={state} label={t('event.country')} value={data.country} shown={name}>
      <Tooltip label={t('event.estimated.body')} multiline maw={280}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable by keyboard */}
        <span className={classes.estimate} tabIndex={0}>
          {t('event.estimated')}
        </span>
      </Tooltip>
    </Fact>
  );
}

function Leaves({ state, value }: { readonly state: AuditLogState; readonly value: JsonObject | undefined }) {
  return leavesOf(value ?? {}).map(([path, text]) => (
    <Fact key={path} state={state} label={keyText(path)} value={text} />
  ));
}

interface ObjectFactsProps {
  readonly state: AuditLogState;
  readonly title: string;
  readonly prefix: string;
  readonly value: JsonObject | undefined;
  readonly isWords?: boolean;
}

function ObjectFacts({ state, title, prefix, value, isWords = false }: ObjectFactsProps) {
  const leaves = leavesOf(value ?? {});
  if (leaves.length === 0) return null;
  return (
    <Facts title={title}>
      {leaves.map(([path, text]) => (
        <Fact
          key={path}
          state={state}
          label={isWords ? keyText(path) : path}
          // Keys with other characters cannot be written in a query.
          {...(/^[\w.-]+$/.test(path) ? { field: `${prefix}.${path}` } : {})}
          value={text}
        />
      ))}
    </Facts>
  );
}
