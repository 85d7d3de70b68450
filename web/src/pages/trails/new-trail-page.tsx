import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { type Destination, destinationsQuery, previewQuery } from '../../api/trails.ts';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { type TrailDraft, useTrailDraft } from './draft.ts';
import { formsOf } from './draft-forms.ts';
import { type WizardStep, wizardSteps } from './search.ts';
import classes from './wizard.module.css';
import { WizardSteps } from './wizard-steps.tsx';

const NameStep = lazy(async () => ({ default: (await import('./name-step.tsx')).NameStep }));
const DestinationStep = lazy(async () => ({
  default: (await import('./destination-step.tsx')).DestinationStep,
}));
const SettingsStep = lazy(async () => ({ default: (await import('./settings-step.tsx')).SettingsStep }));
const StartStep = lazy(async () => ({ default: (await import('./start-step.tsx')).StartStep }));

const route = getRouteApi('/app/organizations/$orgId/trails/new');

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
          <Suspense fallback={<Skeleton height={280} />}>
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
          </Suspense>
        </Stack>
      </Panel>
    </Page>
  );
}
