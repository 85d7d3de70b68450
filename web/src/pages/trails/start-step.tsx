import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createTrail, type Destination, type Trail, testDraft, trailsQuery } from '../../api/trails.ts';
import { enteredValues } from '../../form/schema.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { parseTime } from '../../ui/time-range.ts';
import { toastDone } from '../../ui/toasts.ts';
import { DestinationMark } from './destination-mark.tsx';
import type { StartKind, TrailDraft } from './draft.ts';
import { formsOf, type StepProps } from './draft-forms.ts';
import { SecretsOnce } from './secrets-once.tsx';
import { TestResult } from './test-result.tsx';
import classes from './wizard.module.css';

interface StartStepProps extends StepProps {
  readonly destination: Destination;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

const starts: readonly StartKind[] = ['now', 'day', 'beginning', 'time'];

/** The start as the API takes it; null while the time is illegible. */
function startOf({ start, startAt }: TrailDraft): string | null {
  if (start === 'now' || start === 'beginning') return start;
  const at = start === 'day' ? Date.now() - 86_400_000 : parseTime(startAt, Date.now());
  return at === null ? null : new Date(at).toISOString();
}

const secretValues = (trail: Trail): [string, string][] =>
  Object.entries(trail.secrets ?? {}).flatMap(([name, { value }]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );

/** Test, start, create. A trail that no test has passed can be made, but nobody does it by accident. */
export function StartStep({ orgId, draft, change, destination, onBack, onDone }: StartStepProps) {
  const t = useText();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isTried, setTried] = useState(false);
  const [made, setMade] = useState<Readonly<Record<string, string>>>({});
  const [created, setCreated] = useState<Trail>();
  const forms = formsOf(destination, draft);
  const settings = {
    name: draft.name.trim(),
    destination: destination.id,
    config: enteredValues(forms.config, forms.values.config),
    secrets: enteredValues(forms.secrets, forms.values.secrets),
    ...(draft.format === undefined ? {} : { format: draft.format }),
  };
  const test = useMutation({
    mutationFn: () => testDraft(orgId, settings),
    onSuccess: (result) => {
      // What Cairn has made belongs to the trail from now on, or the receiver could not verify it.
      if (Object.keys(result.made ?? {}).length === 0) return;
      setMade({ ...made, ...result.made });
      change({ secrets: { ...draft.secrets, ...result.made } });
    },
  });
  const finish = (trail: Trail) => {
    toastDone(t('wizard.created', { name: trail.name }));
    void navigate({ to: '/organizations/$orgId/trails/$trailId', params: { orgId, trailId: trail.id } });
  };
  const create = useMutation({
    mutationFn: (start: string) => createTrail(orgId, { ...settings, rule: draft.rule.trim(), start }),
    onSuccess: (trail) => {
      onDone();
      void queryClient.invalidateQueries({ queryKey: trailsQuery(orgId).queryKey });
      if (secretValues(trail).length > 0) setCreated(trail);
      else finish(trail);
    },
  });
  const start = startOf(draft);
  const submit = () => {
    setTried(true);
    if (start !== null) create.mutate(start);
  };
  const passed = test.data?.ok === true;
  return (
    <Stack gap="lg">
      <Summary draft={draft} destination={destination} />
      <section className={classes.part} aria-label={t('wizard.test')}>
        <Group justify="space-between" gap="sm">
          <Text fw={600}>{t('wizard.test')}</Text>
          <Button
            variant={passed ? 'default' : 'filled'}
            loading={test.isPending}
            leftSection={<Icon name="send" size={16} />}
            onClick={() => test.mutate()}
          >
            {test.data === undefined ? t('wizard.test.send') : t('wizard.test.again')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" mb="sm">
          {t('wizard.test.body')}
        </Text>
        {test.error === null ? null : <ProblemView error={test.error} />}
        {test.data === undefined ? null : <TestResult result={test.data} />}
        {Object.entries(made).map(([name, value]) => (
          <Alert
            key={name}
            mt="sm"
            color="amber"
            variant="light"
            title={t('wizard.made')}
            icon={<Icon name="key" />}
          >
            <Text size="sm" mb={6}>
              {t('wizard.made.body')}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <code className={`mono ${classes.secret}`}>{value}</code>
              <CopyButton value={value} />
            </Group>
          </Alert>
        ))}
      </section>
      <StartChoice
        draft={draft}
        change={change}
        isWrong={isTried && start === null}
        destination={destination}
      />
      {create.error === null ? null : <ProblemView error={create.error} />}
      <Group justify="space-between" gap="sm">
        <Button variant="default" onClick={onBack}>
          {t('action.back')}
        </Button>
        <Group gap="xs">
          {passed ? null : (
            <Button variant="subtle" color="gray" loading={create.isPending} onClick={submit}>
              {t('wizard.createUntested')}
            </Button>
          )}
          <Button disabled={!passed} loading={create.isPending} onClick={submit}>
            {t('wizard.create')}
          </Button>
        </Group>
      </Group>
      {created === undefined ? null : (
        <SecretsOnce secrets={secretValues(created)} onClose={() => finish(created)} />
      )}
    </Stack>
  );
}

function Summary({ draft, destination }: { readonly draft: TrailDraft; readonly destination: Destination }) {
  const t = useText();
  return (
    <Group gap="sm" wrap="nowrap" className={classes.summary ?? ''}>
      <DestinationMark id={destination.id} size={40} />
      <div className={classes.tileText}>
        <Text fw={600}>{t('wizard.summary', { name: draft.name, destination: destination.name })}</Text>
        <Text
          size="sm"
          c="dimmed"
          className={draft.rule === '' ? '' : 'mono'}
          style={{ overflowWrap: 'anywhere' }}
        >
          {draft.rule === '' ? t('trails.everything') : draft.rule}
        </Text>
      </div>
    </Group>
  );
}

interface StartChoiceProps {
  readonly draft: TrailDraft;
  readonly change: StepProps['change'];
  readonly isWrong: boolean;
  readonly destination: Destination;
}

function StartChoice({ draft, change, isWrong, destination }: StartChoiceProps) {
  const t = useText();
  const format = useFormat();
  const { max_age_ms: maxAge } = destination.limits;
  return (
    <section className={classes.part}>
      <Radio.Group
        label={t('wizard.start')}
        value={draft.start}
        onChange={(start) => change({ start: start as StartKind })}
        styles={{ label: { fontWeight: 600, marginBottom: 8 } }}
      >
        <Stack gap={8}>
          {starts.map((each) => (
            <Radio key={each} value={each} label={t(`wizard.start.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.start === 'time' ? (
        <TextInput
          mt="xs"
          ml={28}
          maw={260}
          aria-label={t('wizard.start.time')}
          placeholder="2026-11-01 14:30"
          description={t('time.hint')}
          inputWrapperOrder={['input', 'description', 'error']}
          value={draft.startAt}
          error={isWrong ? t('time.invalid') : undefined}
          onChange={(event) => change({ startAt: event.currentTarget.value })}
        />
      ) : null}
      {maxAge !== null && draft.start !== 'now' ? (
        <Alert mt="sm" color="amber" variant="light" p="sm" icon={<Icon name="warning" />}>
          <Text size="sm">
            {t('wizard.start.age', { destination: destination.name, age: format.duration(maxAge / 1000) })}
          </Text>
        </Alert>
      ) : null}
    </section>
  );
}
