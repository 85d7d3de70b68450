import { useMemo } from 'react';
import { useLanguage } from '../../text/text.tsx';

/** Times as a log shows them: short, to the second, the same width in each row. */
export function useEventTime() {
  const { language } = useLanguage();
  return useMemo(() => {
    const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    const short = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...clock });
    const full = new Intl.DateTimeFormat(language, {
      weekday: 'short',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      ...clock,
      fractionalSecondDigits: 3,
      timeZoneName: 'short',
    });
    return {
      /** `Nov 23, 10:04:05` */
      short: (at: string) => short.format(new Date(at)),
      /** `Mon, November 23, 2026, 10:04:05.123 GMT+9` */
      full: (at: string) => full.format(new Date(at)),
    };
  }, [language]);
}
