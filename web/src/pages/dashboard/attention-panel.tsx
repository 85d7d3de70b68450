import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { PlainLink } from '../../ui/link.tsx';
import { Panel } from '../../ui/page.tsx';
import { useNow } from '../../ui/time-text.tsx';
import { type AttentionItem, lastErrorText } from './attention.ts';
import classes from './dashboard.module.css';

interface LineProps {
  readonly tone: 'bad' | 'warn';
  readonly icon: IconName;
  readonly title: string;
  readonly body: string;
}

/** What a line says; the link around it leads to where it can be mended. */
function Line({ tone, icon, title, body }: LineProps) {
  return (
    <>
      <span className={classes.lineMark} data-tone={tone}>
        <Icon name={icon} size={17} />
      </span>
      <span className={classes.lineText}>
        <Text component="span" fw={560} className={classes.clamp}>
          {title}
        </Text>
        {body === '' ? null : (
          <Text component="span" size="sm" c="dimmed" className={classes.clamp}>
            {body}
          </Text>
        )}
      </span>
      <Icon name="chevronRight" size={16} />
    </>
  );
}

function ItemLink({ orgId, item }: { readonly orgId: string; readonly item: AttentionItem }): ReactNode {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const className = classes.line ?? '';
  if (item.kind === 'failing' || item.kind === 'lagging') {
    const { name, id, lag_seconds } = item.trail;
    const isFailing = item.kind === 'failing';
    return (
      <PlainLink
        to="/organizations/$orgId/trails/$trailId"
        params={{ orgId, trailId: id }}
        className={className}
      >
        <Line
          tone={isFailing ? 'bad' : 'warn'}
          icon={isFailing ? 'error' : 'clock'}
          title={
            isFailing
              ? t('dashboard.attention.failing', { name })
              : t('dashboard.attention.lagging', { name, lag: format.duration(lag_seconds) })
          }
          body={lastErrorText(item.trail)}
        />
      </PlainLink>
    );
  }
  if (item.kind === 'dead-letters') {
    return (
      <PlainLink to="/organizations/$orgId/trails" params={{ orgId }} className={className}>
        <Line
          tone="bad"
          icon="warning"
          title={t('dashboard.attention.deadLetters', { count: item.count })}
          body={t('dashboard.attention.deadLetters.body')}
        />
      </PlainLink>
    );
  }
  const values = { name: item.token.name, when: format.relative(item.expiresAt, now) };
  return (
    <PlainLink to="/organizations/$orgId/settings/api-tokens" params={{ orgId }} className={className}>
      <Line
        tone="warn"
        icon="key"
        title={
          item.isOver
            ? t('dashboard.attention.tokenEnded', values)
            : t('dashboard.attention.tokenEnds', values)
        }
        body={t('dashboard.attention.tokenBody')}
      />
    </PlainLink>
  );
}

const keyOf = (item: AttentionItem): string => {
  if (item.kind === 'dead-letters') return item.kind;
  return `${item.kind}-${item.kind === 'token' ? item.token.id : item.trail.id}`;
};

interface AttentionPanelProps {
  readonly orgId: string;
  readonly items: readonly AttentionItem[];
}

export function AttentionPanel({ orgId, items }: AttentionPanelProps) {
  const t = useText();
  return (
    <Panel title={t('dashboard.attention')} flush>
      {items.length === 0 ? (
        <Group className={classes.allClear} gap="sm" wrap="nowrap">
          <span className={classes.lineMark} data-tone="good">
            <Icon name="checkCircle" size={18} />
          </span>
          <Text c="dimmed">{t('dashboard.attention.none')}</Text>
        </Group>
      ) : (
        <ul className={classes.lines}>
          {items.map((item) => (
            <li key={keyOf(item)}>
              <ItemLink orgId={orgId} item={item} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
