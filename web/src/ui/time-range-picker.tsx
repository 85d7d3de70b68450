import { Button, Divider, Group, Popover, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/text.tsx';
import { Icon } from './icons.tsx';
import { localText, type Preset, parseTime, presets, resolveRange, type TimeRange } from './time-range.ts';
import classes from './time-range-picker.module.css';

const Calendar = lazy(async () => ({ default: (await import('./calendar.tsx')).Calendar }));

const isPreset = (range: TimeRange): boolean => range.to === 'now' && presets.includes(range.from as Preset);

/** The range in words: `Last 24 hours`, or its two ends. */
export function useRangeText(range: TimeRange): string {
  const t = useText();
  const format = useFormat();
  if (isPreset(range)) return t(`time.${range.from as Preset}`);
  const readable = (text: string, isEnd: boolean) => {
    const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? parseTime(text, 0, isEnd) : null;
    return at === null ? text : format.dateTime(at);
  };
  return t('time.between', { from: readable(range.from, false), to: readable(range.to, true) });
}

interface TimeRangePickerProps {
  readonly value: TimeRange;
  readonly onChange: (range: TimeRange) => void;
}

/** Presets, two fields that understand `now-2h` and dates, and a calendar. */
export function TimeRangePicker({ value, onChange }: TimeRangePickerProps) {
  const t = useText();
  const [opened, setOpened] = useState(false);
  const text = useRangeText(value);
  const choose = (range: TimeRange) => {
    setOpened(false);
    onChange(range);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<Icon name="clock" size={17} />}
          rightSection={<Icon name="chevronDown" size={15} />}
          onClick={() => setOpened((was) => !was)}
          aria-label={`${t('time.range')}: ${text}`}
          className={classes.button ?? ''}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''} aria-label={t('time.range')}>
        <div className={classes.presets}>
          {presets.map((preset) => (
            <Button
              key={preset}
              variant={value.from === preset && value.to === 'now' ? 'light' : 'subtle'}
              color={value.from === preset && value.to === 'now' ? 'lichen' : 'gray'}
              size="xs"
              justify="flex-start"
              aria-pressed={value.from === preset && value.to === 'now'}
              onClick={() => choose({ from: preset, to: 'now' })}
            >
              {t(`time.${preset}`)}
            </Button>
          ))}
        </div>
        <Divider orientation="vertical" className={classes.divider ?? ''} />
        <CustomRange value={value} onChange={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function CustomRange({ value, onChange }: TimeRangePickerProps) {
  const t = useText();
  const shown = (text: string) => (/^\d{4}-\d{2}-\d{2}T/.test(text) ? localText(Date.parse(text)) : text);
  const [from, setFrom] = useState(shown(value.from));
  const [to, setTo] = useState(shown(value.to));
  const [checked, setChecked] = useState(false);
  const now = Date.now();
  const wrong = (text: string, isEnd: boolean) => parseTime(text, now, isEnd) === null;
  const error = (text: string, isEnd: boolean) =>
    checked && wrong(text, isEnd) ? t('time.invalid') : undefined;
  const order =
    checked && !wrong(from, false) && !wrong(to, true) && resolveRange({ from, to }, now) === null;
  return (
    <form
      className={classes.custom}
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (resolveRange({ from, to }, now) !== null) onChange({ from: from.trim(), to: to.trim() });
      }}
    >
      <Stack gap="sm">
        <Group gap="sm" align="flex-start" grow>
          <TextInput
            size="xs"
            label={t('time.from')}
            value={from}
            error={error(from, false)}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            label={t('time.to')}
            value={to}
            error={error(to, true) ?? (order ? t('time.order') : undefined)}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </Group>
        <Text size="xs" c="dimmed">
          {t('time.hint')}
        </Text>
        <Suspense fallback={<Skeleton height={264} />}>
          <Calendar
            onChange={(first, last) => {
              setFrom(first);
              setTo(last);
            }}
          />
        </Suspense>
        <Group justify="space-between" gap="sm">
          <Text size="xs" c="dimmed">
            {t('time.zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
          </Text>
          <Button type="submit" size="xs">
            {t('time.apply')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
