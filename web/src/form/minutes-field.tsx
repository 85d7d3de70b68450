import { Chip, Group, Input, NumberInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useChannelsText } from '../text/channels-text.ts';
import { useFormat } from '../text/format.ts';

interface MinutesFieldProps {
  readonly label: string;
  readonly description: string;
  /** Whole minutes; `NaN` while what is entered is none. */
  readonly value: number;
  readonly onChange: (minutes: number) => void;
  readonly disabled?: boolean;
  /** Minutes at a click. */
  readonly offered?: readonly number[];
}

const usual = [0, 5, 15, 60];
/** A day. */
const most = 1440;

export const isMinutes = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;

/** A length of time in minutes: the usual ones at a click, any other as a number. */
export function MinutesField(props: MinutesFieldProps) {
  const { label, description, value, onChange, disabled = false, offered = usual } = props;
  const s = useChannelsText();
  const format = useFormat();
  const id = useId();
  const [isOwn, setOwn] = useState(false);
  const isOther = isOwn || !offered.includes(value);
  const words = (minutes: number) =>
    minutes === 0 ? s('minutes.none') : s('minutes.some', { count: format.number(minutes) });
  const choose = (chosen: string) => {
    setOwn(chosen === 'own');
    if (chosen !== 'own') onChange(Number(chosen));
  };
  return (
    <Input.Wrapper
      label={label}
      description={description}
      labelElement="div"
      labelProps={{ id }}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <Group gap={8} mt={8} role="radiogroup" aria-labelledby={id}>
        <Chip.Group value={isOther ? 'own' : String(value)} onChange={choose}>
          {offered.map((minutes) => (
            <Chip key={minutes} value={String(minutes)} size="sm" disabled={disabled}>
              {words(minutes)}
            </Chip>
          ))}
          <Chip value="own" size="sm" disabled={disabled}>
            {s('minutes.own')}
          </Chip>
        </Chip.Group>
      </Group>
      {isOther ? (
        <NumberInput
          mt={10}
          w={130}
          aria-label={s('minutes.label')}
          value={Number.isNaN(value) ? '' : value}
          min={0}
          max={most}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          disabled={disabled}
          rightSection={<span aria-hidden>{s('minutes.unit')}</span>}
          rightSectionWidth={46}
          error={isMinutes(value) ? undefined : s('minutes.range', { most: format.number(most) })}
          errorProps={{ w: '40ch', maw: '80vw' }}
          onChange={(entered) => onChange(typeof entered === 'number' ? entered : Number.NaN)}
        />
      ) : null}
    </Input.Wrapper>
  );
}
