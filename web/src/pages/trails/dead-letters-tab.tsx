import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type DeadLetter,
  type DeadLetterChoice,
  deadLettersQuery,
  discardDeadLetters,
  resendDeadLetters,
} from '../../api/trails.ts';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { toastDone } from '../../ui/toasts.ts';
import type { TrailProps } from './trail-page.tsx';
import classes from './trails.module.css';

interface Discarding {
  readonly choice: DeadLetterChoice;
  readonly count: number;
}

/** What the destination refused for good, with the reason; resent or discarded by a person. */
export function DeadLettersTab({ orgId, trail, mayManage }: TrailProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(deadLettersQuery(orgId, trail.id));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const total = trail.dead_letters ?? rows?.length ?? 0;
  const [doomed, setDoomed] = useState<Discarding>();
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: ['organizations', orgId, 'trails', trail.id] });
  const resend = useMutation({
    mutationFn: (choice: DeadLetterChoice) => resendDeadLetters(orgId, trail.id, choice),
    onSuccess: ({ count }) => {
      toastDone(t('dead.resent', { count }));
      void refresh();
    },
  });
  const discard = useMutation({
    mutationFn: (choice: DeadLetterChoice) => discardDeadLetters(orgId, trail.id, choice),
    onSuccess: ({ count }) => {
      setDoomed(undefined);
      toastDone(t('dead.discarded', { count }));
      void refresh();
    },
  });
  const event = ({ event_id: id, action, seq }: DeadLetter) => (
    <TextLink
      to="/organizations/$orgId/audit-logs"
      params={{ orgId }}
      search={{ event: id }}
      className="mono"
    >
      {action} #{seq}
    </TextLink>
  );
  const buttons = ({ id, resending }: DeadLetter) =>
    resending ? (
      <Text size="sm" c="dimmed">
        {t('dead.resending')}
      </Text>
    ) : mayManage ? (
      <Group gap={4} wrap="nowrap" justify="flex-end">
        <Button size="compact-sm" variant="default" onClick={() => resend.mutate({ ids: [id] })}>
          {t('dead.resend')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => setDoomed({ choice: { ids: [id] }, count: 1 })}
        >
          {t('dead.discard')}
        </Button>
      </Group>
    ) : null;
  const columns: readonly Column<DeadLetter>[] = [
    { key: 'event', header: t('event.title'), cell: event },
    {
      key: 'reason',
      header: t('dead.reason'),
      cell: ({ reason }) => (
        <Text size="sm" className={classes.bad} style={{ overflowWrap: 'anywhere' }}>
          {reason}
        </Text>
      ),
    },
    { key: 'at', header: t('dead.at'), cell: ({ at }) => <TimeText at={at} show="relative" /> },
    { key: 'actions', header: t('action.more'), headerHidden: true, align: 'right', cell: buttons },
  ];
  if (query.error !== null && rows === undefined) {
    return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows?.length === 0) {
    return (
      <Panel>
        <EmptyState icon="checkCircle" title={t('dead.empty.title')} body={t('dead.empty.body')} />
      </Panel>
    );
  }
  return (
    <Panel
      title={t('dead.title')}
      flush
      aside={
        mayManage ? (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              loading={resend.isPending}
              leftSection={<Icon name="send" size={14} />}
              onClick={() => resend.mutate({ all: true })}
            >
              {t('dead.resendAll')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() => setDoomed({ choice: { all: true }, count: total })}
            >
              {t('dead.discardAll')}
            </Button>
          </Group>
        ) : null
      }
    >
      {resend.error === null ? null : <ProblemView error={resend.error} />}
      <DataList
        label={t('dead.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        card={(letter) => ({
          title: event(letter),
          detail: (
            <>
              <span className={classes.bad}>{letter.reason}</span> ·{' '}
              <TimeText at={letter.at} show="relative" />
              <div style={{ marginTop: 8 }}>{buttons(letter)}</div>
            </>
          ),
        })}
        onLoadMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
        loadingMore={query.isFetchingNextPage}
      />
      <ConfirmDialog
        opened={doomed !== undefined}
        onClose={() => setDoomed(undefined)}
        title={t('dead.discard.title', { count: doomed?.count ?? 0 })}
        submit={t('dead.discard')}
        busy={discard.isPending}
        error={discard.error}
        onSubmit={() => {
          if (doomed !== undefined) discard.mutate(doomed.choice);
        }}
      >
        {t('dead.discard.body')}
      </ConfirmDialog>
    </Panel>
  );
}
