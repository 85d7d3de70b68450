import { Button, Group, Input, NumberInput, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { retentionLimits, retentionPreviewQuery, retentionQuery, setRetention } from '../../api/retention.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useNow } from '../../ui/time-text.tsx';
import { toastDone } from '../../ui/toasts.ts';
import classes from './settings.module.css';

const presets = [42, 90, 365, 1096, 3653] as const;

const dayMs = 86_400_000;

/** `3 years` for the usual lengths, `400 days` for the others. */
export function useLengthText(): (days: number) => string {
  const t = useText();
  return (days) => {
    const preset = presets.find((each) => each === days);
    return preset === undefined ? t('retention.value', { days }) : t(`retention.preset.${preset}`);
  };
}

interface RetentionFormProps {
  readonly orgId: string;
  readonly organizationName: string;
  /** Days that are set now. */
  readonly present: number;
}

/** Another length: what it would delete is counted before it is set, and whoever deletes types a name. */
export function RetentionForm({ orgId, organizationName, present }: RetentionFormProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const lengthText = useLengthText();
  const [days, setDays] = useState<number | string>(present);
  const [asking, setAsking] = useState(false);
  const { least, most } = retentionLimits;
  const isDays = typeof days === 'number' && Number.isInteger(days) && days >= least && days <= most;
  const chosen = isDays ? days : present;
  const [settled] = useDebouncedValue(chosen, 250);
  const preview = useQuery({ ...retentionPreviewQuery(orgId, settled), enabled: isDays });
  const deletes = settled === chosen ? preview.data?.deletes : undefined;
  const save = useMutation({
    mutationFn: () => setRetention(orgId, chosen),
    onSuccess: (after) => {
      toastDone(t('retention.saved', { length: lengthText(after.days) }));
      setAsking(false);
      queryClient.setQueryData(retentionQuery(orgId).queryKey, after);
    },
  });
  const isChange = isDays && chosen !== present;
  // What is beyond the present length goes anyway, within the hour.
  const isLoss = chosen < present && (deletes ?? 0) > 0;
  return (
    <Panel title={t('retention.change')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isLoss) setAsking(true);
          else save.mutate();
        }}
      >
        <Stack gap="lg">
          <Input.Wrapper label={t('retention.presets')} labelElement="div">
            <div className={classes.presets}>
              {presets.map((preset) => (
                <Button
                  key={preset}
                  size="xs"
                  variant={preset === days ? 'filled' : 'default'}
                  aria-pressed={preset === days}
                  onClick={() => setDays(preset)}
                >
                  {t(`retention.preset.${preset}`)}
                </Button>
              ))}
            </div>
          </Input.Wrapper>
          <NumberInput
            label={t('retention.number')}
            description={t('retention.range')}
            styles={{ wrapper: { maxWidth: 240 } }}
            min={least}
            max={most}
            clampBehavior="none"
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={days}
            error={isDays ? undefined : t('retention.range')}
            onChange={setDays}
          />
          {isDays ? <Preview days={chosen} deletes={deletes} error={preview.error} /> : null}
          {save.error === null || asking ? null : <ProblemView error={save.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!isChange || deletes === undefined}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('retention.confirm.title')}
        submit={t('retention.confirm.submit')}
        typeName={organizationName}
        busy={save.isPending}
        error={save.error}
        onSubmit={() => save.mutate()}
      >
        {t('retention.confirm.body', { count: deletes ?? 0, length: lengthText(chosen) })}
      </ConfirmDialog>
    </Panel>
  );
}

interface PreviewProps {
  readonly days: number;
  readonly deletes: number | undefined;
  readonly error: unknown;
}

function Preview({ days, deletes, error }: PreviewProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  if (deletes === undefined && error !== null) return <ProblemView error={error} />;
  const isLoss = (deletes ?? 0) > 0;
  return (
    <div className={classes.preview} data-tone={isLoss ? 'bad' : undefined} role="status">
      <Icon name={isLoss ? 'warning' : 'info'} />
      <div>
        <strong>
          {deletes === undefined ? t('retention.counting') : t('retention.deletes', { count: deletes })}
        </strong>
        <div>{t('retention.since', { date: format.date(now - days * dayMs) })}</div>
      </div>
    </div>
  );
}
