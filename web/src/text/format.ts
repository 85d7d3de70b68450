import { useMemo } from 'react';
import type { Language } from './languages.ts';
import { useLanguage } from './text.tsx';

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** Numbers, times and sizes as the language writes them, in the reader's time zone. */
export function formatter(language: Language) {
  const number = new Intl.NumberFormat(language);
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const shortTime = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const unit = (value: number, name: string, digits = 1) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);

  return {
    number: (value: number) => number.format(value),
    compact: (value: number) => compact.format(value),
    date: (at: string | number | Date) => date.format(new Date(at)),
    dateTime: (at: string | number | Date) => dateTime.format(new Date(at)),
    time: (at: string | number | Date) => shortTime.format(new Date(at)),
    list: (items: readonly string[]) => list.format(items),

    /** `3 minutes ago`, `in 2 days`; below a minute, `now`. */
    relative(at: string | number | Date, now: number): string {
      const seconds = (new Date(at).getTime() - now) / 1000;
      for (const [name, size] of units) {
        if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), name);
      }
      return relative.format(0, 'second');
    },

    /** A length of time in its largest fitting unit: `42 s`, `5 min`, `3 h`. */
    duration(seconds: number): string {
      if (seconds > 0 && seconds < 1) return unit(Math.round(seconds * 1000), 'millisecond', 0);
      if (seconds < 90) return unit(seconds, 'second');
      if (seconds < 5400) return unit(seconds / 60, 'minute');
      if (seconds < 129_600) return unit(seconds / 3600, 'hour');
      return unit(seconds / 86_400, 'day');
    },

    bytes(value: number): string {
      if (value < 1000) return unit(value, 'byte', 0);
      if (value < 1e6) return unit(value / 1e3, 'kilobyte');
      if (value < 1e9) return unit(value / 1e6, 'megabyte');
      return unit(value / 1e9, 'gigabyte');
    },
  };
}

export type Format = ReturnType<typeof formatter>;

export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => formatter(language), [language]);
}
