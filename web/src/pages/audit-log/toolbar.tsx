import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { QueryFault } from '../../api/events.ts';
import { QueryBox } from '../../query/query-box.tsx';
import { rememberQuery } from '../../query/recent-queries.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { TimeRangePicker } from '../../ui/time-range-picker.tsx';
import classes from './toolbar.module.css';
import type { AuditLogState } from './use-audit-log.ts';

interface ToolbarProps {
  readonly state: AuditLogState;
  readonly fault: QueryFault | undefined;
  readonly isUpdating: boolean;
}

/** What is asked: query, time, live. */
export function Toolbar({ state, fault, isUpdating }: ToolbarProps) {
  const t = useText();
  const { orgId, q, range, scope, search, change, refresh } = state;
  const box = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(q);
  const isLive = search.live === '1';
  useEffect(() => setDraft(q), [q]);
  useShortcut('/', () => box.current?.focus());
  useShortcut('l', () => toggleLive());

  const submit = (next: string) => {
    rememberQuery(next);
    if (next === q) refresh();
    else change({ q: next === '' ? undefined : next, event: undefined }, { replace: true });
  };
  const toggleLive = () =>
    change(
      isLive
        ? { live: undefined }
        : { live: '1', ...(range.to === 'now' ? {} : { from: undefined, to: undefined }) },
    );
  return (
    <div className={classes.toolbar}>
      <QueryBox
        orgId={orgId}
        scope={scope}
        value={draft}
        onChange={setDraft}
        onSubmit={submit}
        label={t('query.label')}
        placeholder={t('query.placeholder')}
        fault={draft.trim() === q ? fault : undefined}
        inputRef={box}
      />
      <Group gap="xs" className={classes.buttons ?? ''}>
        <TimeRangePicker value={range} onChange={({ from, to }) => change({ from, to, live: undefined })} />
        <Tooltip label={t('log.refresh')}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('log.refresh')}
            loading={isUpdating && !isLive}
            disabled={isLive}
            onClick={refresh}
          >
            <Icon name="refresh" size={18} />
          </ActionIcon>
        </Tooltip>
        <Button
          variant={isLive ? 'filled' : 'default'}
          aria-pressed={isLive}
          leftSection={<Icon name="live" size={17} />}
          onClick={toggleLive}
        >
          {t('live.title')}
        </Button>
      </Group>
    </div>
  );
}
