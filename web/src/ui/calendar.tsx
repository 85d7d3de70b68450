import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/fr';
import 'dayjs/locale/ja';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { useState } from 'react';
import { firstDayOfWeek } from '../text/languages.ts';
import { useLanguage, useText } from '../text/text.tsx';

interface CalendarProps {
  /** Both ends as `2026-11-01`; called when the second is chosen. */
  readonly onChange: (first: string, last: string) => void;
}

/** Two days of the past. A module of its own: the calendar is heavy, and most people take a preset. */
export function Calendar({ onChange }: CalendarProps) {
  const t = useText();
  const { language } = useLanguage();
  const [days, setDays] = useState<[string | null, string | null]>([null, null]);
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: firstDayOfWeek[language] }}>
      <DatePicker
        type="range"
        size="xs"
        allowSingleDateInRange
        value={days}
        maxDate={new Date()}
        monthLabelFormat={language === 'ja' ? 'YYYY年M月' : 'MMMM YYYY'}
        yearLabelFormat={language === 'ja' ? 'YYYY年' : 'YYYY'}
        monthsListFormat={language === 'ja' ? 'M月' : 'MMM'}
        ariaLabels={{ previousMonth: t('calendar.previous'), nextMonth: t('calendar.next') }}
        onChange={(chosen) => {
          setDays(chosen);
          if (chosen[0] !== null && chosen[1] !== null) onChange(chosen[0], chosen[1]);
        }}
      />
    </DatesProvider>
  );
}
