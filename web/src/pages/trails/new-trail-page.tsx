import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Destination, destinationsQuery, previewQuery } from '../../api/trails.ts';
import { checkValues, initialValues, readFields } from '../../form/schema.ts';
import { RuleEditor } from '../../query/rule-editor.tsx';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { DestinationStep } from './destination-step.tsx';
import { type TrailDraft, useTrailDraft } from './draft.ts';
import { type WizardStep, wizardSteps } from './search.ts';
import { SettingsStep } from './settings-step.tsx';
import { StartStep } from './start-step.tsx';
import classes from './wizard.module.css';
import { WizardSteps } from './wizard-steps.tsx';

const route = getRouteApi('/app/organizations/$orgId/trails/new');

/** The fields of a destination, and what is wrong with the draft's entries. */
export function formsOf(destination: Destination, draft: TrailDraft) {
  const config = readFields(destination.config_schema);
  const secrets = readFields(destination.secrets_schema);
  const values = {
    config: { ...initialValues(config), ...draft.config },
    secrets: { ...initialValues(secrets), ...draft.secrets },
  };
  const faults = {
    config: checkValues(config, values.config),
    secrets: checkValues(secrets, values.secrets),
  };
  return { config, secrets, values, faults, isComplete: faults.config.size + faults.secrets.size === 0 };
}

function completeSteps(draft: TrailDraft, destination: Destination | undefined, isRuleGood: boolean) {
  const complete = new Set<WizardStep>();
  if (draft.name.trim() !== '' && isRuleGood) complete.add('name');
  if (destination !== undefined) complete.add('destination');
  if (destination !== undefined && formsOf(destination, draft).isComplete) complete.add('settings');
  return complete;
}

/** Four steps to a trail. The step stands in the address, the draft in the tab. */
export function NewTrailPage() {
  const t = useText();
  const { orgId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { organization } = useCurrentOrganization();
  const { draft, change, forget } = useTrailDraft(orgId, search.rule);
  const { data: catalogue } = useQuery(destinationsQuery);
  const preview = useQuery(previewQuery(orgId, draft.rule.trim()));
  const destination = catalogue?.items.find(({ id }) => id === draft.destination);
  const complete = useMemo(
    () => completeSteps(draft, destination, !preview.isError),
    [draft, destination, preview.isError],
  );
  const wanted = search.step ?? 'name';
  const missing = wizardSteps.find((each) => !complete.has(each)) ?? 'start';
  // A reload may have lost what a later step needs: the first step with something missing is shown.
  const isEarly = wizardSteps.indexOf(wanted) > wizardSteps.indexOf(missing);
  const isKnown = catalogue !== undefined || draft.destination === undefined;
  const step = isEarly && isKnown ? missing : wanted;
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the step
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [step]);

  const go = (next: WizardStep) => {
    change({});
    void navigate({ search: { step: next } });
  };
  const props = { orgId, draft, change };
  return (
    <Page title={t('wizard.title')} titleParts={[t('nav.trails'), organization?.name]} width="narrow">
      <WizardSteps step={step} complete={complete} onGo={go} />
      <Panel>
        <Stack gap="md">
          <div>
            <Title order={2} ref={heading} tabIndex={-1} className={classes.heading ?? ''}>
              {t(`wizard.${step}.title`)}
            </Title>
            <Text c="dimmed" size="sm">
              {t(`wizard.${step}.body`)}
            </Text>
          </div>
          {step === 'name' ? (
            <NameStep {...props} canGo={complete.has('name')} onNext={() => go('destination')} />
          ) : null}
          {step === 'destination' ? (
            <DestinationStep {...props} onBack={() => go('name')} onNext={() => go('settings')} />
          ) : null}
          {step === 'settings' && destination !== undefined ? (
            <SettingsStep
              {...props}
              key={destination.id}
              destination={destination}
              onBack={() => go('destination')}
              onNext={() => go('start')}
            />
          ) : null}
          {step === 'start' && destination !== undefined ? (
            <StartStep {...props} destination={destination} onBack={() => go('settings')} onDone={forget} />
          ) : null}
        </Stack>
      </Panel>
    </Page>
  );
}

export interface StepProps {
  readonly orgId: string;
  readonly draft: TrailDraft;
  readonly change: (patch: Partial<TrailDraft>) => void;
}

interface NameStepProps extends StepProps {
  readonly canGo: boolean;
  readonly onNext: () => void;
}

function NameStep({ orgId, draft, change, canGo, onNext }: NameStepProps) {
  const t = useText();
  const [isTried, setTried] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const next = () => {
    setTried(true);
    if (canGo) onNext();
    else if (draft.name.trim() === '') name.current?.focus();
  };
  return (
    <>
      <TextInput
        ref={name}
        label={t('wizard.name')}
        placeholder={t('wizard.name.example')}
        maxLength={100}
        required
        withAsterisk={false}
        value={draft.name}
        error={isTried && draft.name.trim() === '' ? t('form.required') : undefined}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <section aria-label={t('wizard.rule')}>
        <Text fw={560} size="sm" mb={6}>
          {t('wizard.rule')}
        </Text>
        <RuleEditor orgId={orgId} value={draft.rule} onChange={(rule) => change({ rule })} />
      </section>
      <Group justify="flex-end">
        <Button onClick={next}>{t('action.next')}</Button>
      </Group>
    </>
  );
}
