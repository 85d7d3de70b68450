import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeTrail, trailQuery } from '../../api/trails.ts';
import { RuleEditor } from '../../query/rule-editor.tsx';
import { useText } from '../../text/text.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import type { TrailProps } from './trail-page.tsx';

/** Which events the trail delivers, with the same preview as when it was made. */
export function RuleTab({ orgId, trail, mayManage }: TrailProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const [rule, setRule] = useState(trail.rule);
  const save = useMutation({
    mutationFn: () => changeTrail(orgId, trail.id, { rule: rule.trim() }),
    onSuccess: (changed) => {
      queryClient.setQueryData(trailQuery(orgId, trail.id).queryKey, changed);
      toastDone(t('trail.saved'));
    },
  });
  return (
    <Panel>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('trail.rule.body')}
        </Text>
        <RuleEditor orgId={orgId} value={rule} onChange={setRule} />
        {save.error === null ? null : <ProblemView error={save.error} />}
        {mayManage ? (
          <Group justify="flex-end" gap="xs">
            <Button variant="default" disabled={rule === trail.rule} onClick={() => setRule(trail.rule)}>
              {t('trail.undo')}
            </Button>
            <Button
              disabled={rule.trim() === trail.rule}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t('action.save')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Panel>
  );
}
