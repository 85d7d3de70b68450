import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { Panel } from '../../ui/page.tsx';
import classes from './dashboard.module.css';
import { firstEventCommand } from './first-event-command.ts';

interface StepProps {
  readonly title: string;
  readonly body: string;
  readonly done: boolean;
  readonly children: ReactNode;
}

function Step({ title, body, done, children }: StepProps) {
  const t = useText();
  return (
    <li className={classes.step} data-done={done}>
      <span className={classes.stepMark}>
        <Icon
          name={done ? 'checkCircle' : 'circle'}
          size={22}
          label={done ? t('start.done') : t('start.open')}
        />
      </span>
      <div className={classes.stepText}>
        <Title order={3}>{title}</Title>
        {done ? null : (
          <>
            <Text size="sm" c="dimmed" mb="xs">
              {body}
            </Text>
            {children}
          </>
        )}
      </div>
    </li>
  );
}

interface GettingStartedProps {
  readonly orgId: string;
  readonly hasToken: boolean;
  readonly hasEvent: boolean;
  readonly hasTrail: boolean;
}

/** From nothing to a log that streams; it leaves when both the first event and the first trail are there. */
export function GettingStarted({ orgId, hasToken, hasEvent, hasTrail }: GettingStartedProps) {
  const t = useText();
  const done = [hasToken, hasEvent, hasTrail].filter(Boolean).length;
  const progress = (
    <Text size="sm" c="dimmed" className="tabular">
      {t('start.progress', { done, total: 3 })}
    </Text>
  );
  return (
    <Panel title={t('start.title')} aside={progress} flush>
      <ol className={classes.steps}>
        <Step title={t('start.token.title')} body={t('start.token.body')} done={hasToken}>
          <ButtonLink to="/organizations/$orgId/settings/api-tokens" params={{ orgId }} size="xs">
            {t('start.token.action')}
          </ButtonLink>
        </Step>
        <Step title={t('start.event.title')} body={t('start.event.body')} done={hasEvent}>
          <CodeBlock label={t('start.event.title')} code={firstEventCommand(location.origin, orgId)} />
        </Step>
        <Step title={t('start.trail.title')} body={t('start.trail.body')} done={hasTrail}>
          <ButtonLink to="/organizations/$orgId/trails/new" params={{ orgId }} size="xs" variant="default">
            {t('start.trail.action')}
          </ButtonLink>
        </Step>
      </ol>
    </Panel>
  );
}
