import { Button, Group, Radio, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { destinationsQuery } from '../../api/trails.ts';
import { useText } from '../../text/text.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { DestinationMark } from './destination-mark.tsx';
import type { StepProps } from './draft-forms.ts';
import classes from './wizard.module.css';

interface DestinationStepProps extends StepProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** The gallery of receivers. Choosing another one keeps nothing of the last one's settings. */
export function DestinationStep({ draft, change, onBack, onNext }: DestinationStepProps) {
  const t = useText();
  const { data, error, refetch } = useQuery(destinationsQuery);
  if (error !== null) return <ProblemView error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Radio.Group
        aria-label={t('wizard.destination.title')}
        value={draft.destination ?? ''}
        onChange={(id) => {
          if (id !== draft.destination) change({ destination: id, config: {}, secrets: {} });
        }}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {data === undefined
            ? [1, 2, 3].map((each) => <Skeleton key={each} height={104} radius="md" />)
            : data.items.map(({ id, name, description }) => (
                <Radio.Card key={id} value={id} className={classes.tile ?? ''}>
                  <Group wrap="nowrap" align="flex-start" gap="sm">
                    <DestinationMark id={id} size={36} />
                    <div className={classes.tileText}>
                      <Text fw={600}>{name}</Text>
                      <Text size="sm" c="dimmed">
                        {description}
                      </Text>
                    </div>
                    <Radio.Indicator size="sm" />
                  </Group>
                </Radio.Card>
              ))}
        </SimpleGrid>
      </Radio.Group>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('action.back')}
        </Button>
        <Button disabled={draft.destination === undefined} onClick={onNext}>
          {t('action.next')}
        </Button>
      </Group>
    </>
  );
}
