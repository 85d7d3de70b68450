import { Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type AuditEvent, queryFaultOf } from '../api/events.ts';
import { previewQuery } from '../api/trails.ts';
import { useActionLabel } from '../text/action-label.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/text.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { QueryBox } from './query-box.tsx';
import { QueryFaultText } from './query-fault-text.tsx';
import { RuleBuilder } from './rule-builder.tsx';
import classes from './rule-editor.module.css';
import { type RuleRows, readRows, writeRows } from './rule-rows.ts';

interface RuleEditorProps {
  readonly orgId: string;
  readonly value: string;
  readonly onChange: (rule: string) => void;
}

const weekMs = 7 * 86_400_000;
/** Typing goes on this long before the preview is asked for. */
const settleMs = 350;

/** A rule by rows or as text, the same rule in both, with what it would have let through. */
export function RuleEditor({ orgId, value, onChange }: RuleEditorProps) {
  const t = useText();
  const [mode, setMode] = useState<'rows' | 'text'>(() => (readRows(value) === null ? 'text' : 'rows'));
  // Rows that are not complete yet have no text; they live here until they do.
  const [rows, setRows] = useState<RuleRows>(() => readRows(value) ?? { match: 'all', rows: [] });
  const [settled] = useDebouncedValue(value, settleMs);
  const preview = useQuery(previewQuery(orgId, settled.trim()));
  const fault = settled === value ? queryFaultOf(preview.error) : undefined;
  const scope = useMemo(() => {
    const now = Date.now();
    return { q: '', from: new Date(now - weekMs).toISOString(), to: new Date(now).toISOString() };
  }, []);
  const shownRows = readRows(value);
  const switchTo = (next: 'rows' | 'text') => {
    if (next === 'rows' && shownRows !== null) setRows(shownRows);
    setMode(next);
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          size="sm"
          value={mode}
          aria-label={t('rule.mode')}
          data={[
            { value: 'rows', label: t('rule.mode.rows'), disabled: shownRows === null },
            { value: 'text', label: t('rule.mode.text') },
          ]}
          onChange={(next) => switchTo(next === 'rows' ? 'rows' : 'text')}
        />
        {shownRows === null && mode === 'text' && fault === undefined ? (
          <Text size="xs" c="dimmed">
            {t('rule.textOnly')}
          </Text>
        ) : null}
      </Group>
      {mode === 'rows' ? (
        <RuleBuilder
          orgId={orgId}
          scope={scope}
          value={rows}
          onChange={(next) => {
            setRows(next);
            onChange(writeRows(next));
          }}
        />
      ) : (
        <QueryBox
          orgId={orgId}
          scope={scope}
          value={value}
          onChange={onChange}
          onSubmit={onChange}
          label={t('rule.text')}
          placeholder={t('rule.text.placeholder')}
          fault={fault}
        />
      )}
      {mode === 'rows' && fault !== undefined ? (
        <QueryFaultText fault={fault} query={value} onFix={onChange} />
      ) : null}
      {preview.error !== null && queryFaultOf(preview.error) === undefined ? (
        <ProblemView error={preview.error} onRetry={() => void preview.refetch()} />
      ) : (
        <Preview
          found={preview.data}
          isStale={preview.isPlaceholderData || settled !== value || fault !== undefined}
        />
      )}
    </Stack>
  );
}

interface PreviewProps {
  readonly found:
    | {
        readonly count: number;
        readonly total: number;
        readonly exact: boolean;
        readonly samples: readonly AuditEvent[];
      }
    | undefined;
  readonly isStale: boolean;
}

/** How much the rule lets through, and a few examples. */
function Preview({ found, isStale }: PreviewProps) {
  const t = useText();
  const format = useFormat();
  const labelOf = useActionLabel();
  if (found === undefined) return <Skeleton height={120} radius="md" />;
  const { count, total, exact, samples } = found;
  const share = total === 0 ? 0 : count / total;
  return (
    <section className={classes.preview} aria-label={t('rule.preview')} data-stale={isStale}>
      <Text size="sm" fw={560} role="status">
        {t('rule.preview.count', { total: format.number(total), matching: format.number(count) })}
        {exact ? null : (
          <Text span size="xs" c="dimmed">
            {' '}
            {t('log.sampled')}
          </Text>
        )}
      </Text>
      <div className={classes.share} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </div>
      {samples.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('rule.preview.none')}
        </Text>
      ) : (
        <ul className={classes.samples}>
          {samples.slice(0, 5).map((event) => (
            <li key={event.id}>
              <span className="mono">{event.action}</span>
              <span className={classes.sampleText}>
                {[labelOf(event.action), event.actor?.name ?? event.actor?.id, event.resources?.[0]?.name]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
              <Text span size="xs" c="dimmed">
                <TimeText at={event.occurred_at} show="relative" />
              </Text>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
