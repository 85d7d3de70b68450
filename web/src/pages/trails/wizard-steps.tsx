import { UnstyledButton } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { type WizardStep, wizardSteps } from './search.ts';
import classes from './wizard.module.css';

interface WizardStepsProps {
  readonly step: WizardStep;
  /** Steps whose entries are complete. */
  readonly complete: ReadonlySet<WizardStep>;
  readonly onGo: (step: WizardStep) => void;
}

/** The four steps; those that can be reached are buttons. */
export function WizardSteps({ step, complete, onGo }: WizardStepsProps) {
  const t = useText();
  const firstOpen = wizardSteps.findIndex((each) => !complete.has(each));
  const reachable = firstOpen < 0 ? wizardSteps.length : firstOpen;
  return (
    <ol className={classes.steps} aria-label={t('wizard.steps')}>
      {wizardSteps.map((each, index) => {
        const isCurrent = each === step;
        const isDone = complete.has(each) && !isCurrent;
        return (
          <li key={each} data-state={isCurrent ? 'current' : isDone ? 'done' : 'open'}>
            <UnstyledButton
              className={classes.step}
              disabled={index > reachable}
              {...(isCurrent ? { 'aria-current': 'step' as const } : {})}
              onClick={() => onGo(each)}
            >
              <span className={classes.stepNumber}>
                {isDone ? <Icon name="check" size={14} label={t('wizard.done')} /> : index + 1}
              </span>
              <span className={classes.stepLabel}>{t(`wizard.step.${each}`)}</span>
            </UnstyledButton>
          </li>
        );
      })}
    </ol>
  );
}
