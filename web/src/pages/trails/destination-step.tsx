import { Button, Group, Radio, SimpleGrid, Skeleton, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { destinationsQuery } from '../../api/trails.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { DestinationMark } from './destination-mark.tsx';
import type { StepProps } from './draft-forms.ts';
import classes from './wizard.module.css';

interface DestinationStepProps extends StepProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** What a card shows, whether a destination or a preset of one. */
interface Card {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** The gallery of receivers. Choosing another one keeps nothing of the last one's settings. */
export function DestinationStep({ draft, change, onBack, onNext }: DestinationStepProps) {
  const t = useText();
  const [text, setText] = useState('');
  const { data, error, refetch } = useQuery(destinationsQuery);
  if (error !== null) return <ProblemView error={error} onRetry={() => void refetch()} />;
  const wanted = text.trim().toLowerCase();
  const isWanted = ({ id, name, description }: Card) =>
    `${id} ${name} ${description}`.toLowerCase().includes(wanted);
  const items = data?.items.filter(isWanted) ?? [];
  const presets = data?.presets?.filter(isWanted) ?? [];
  const choose = (id: string) => {
    const preset = data?.presets?.find((each) => each.id === id);
    if (id === (draft.preset ?? draft.destination)) return;
    change({
      destination: preset?.destination ?? id,
      preset: preset?.id,
      format: preset?.format ?? undefined,
      config: preset?.config ?? {},
      secrets: {},
    });
  };
  return (
    <>
      <TextInput
        type="search"
        aria-label={t('wizard.destination.filter')}
        placeholder={t('wizard.destination.filter')}
        leftSection={<Icon name="search" size={16} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Radio.Group
        aria-label={t('wizard.destination.title')}
        value={draft.preset ?? draft.destination ?? ''}
        onChange={choose}
      >
        {data === undefined ? (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {[1, 2, 3].map((each) => (
              <Skeleton key={each} height={104} radius="md" />
            ))}
          </SimpleGrid>
        ) : (
          <Cards cards={items} />
        )}
        {presets.length === 0 ? null : (
          <>
            <Text fw={600} size="sm" mt="lg" mb="xs">
              {t('wizard.destination.presets')}
            </Text>
            <Cards cards={presets} />
          </>
        )}
        {data !== undefined && items.length + presets.length === 0 ? (
          <Text c="dimmed" size="sm">
            {t('wizard.destination.none', { text: text.trim() })}
          </Text>
        ) : null}
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

function Cards({ cards }: { readonly cards: readonly Card[] }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {cards.map(({ id, name, description }) => (
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
  );
}
