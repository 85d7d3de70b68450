import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/text.tsx';

let minute = Date.now();

/** One clock for all relative times: it ticks every 20 s, so that a list changes together. */
function onTick(listener: () => void): () => void {
  const timer = setInterval(() => {
    minute = Date.now();
    listener();
  }, 20_000);
  return () => clearInterval(timer);
}

export const useNow = (): number => useSyncExternalStore(onTick, () => minute);

type At = string | number | Date;

/** `2026-11-23 10:00:00 UTC`: what is shown on hover, and what goes into copies. */
export const utcText = (at: At): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

interface TimeTextProps {
  readonly at: At;
  /** `relative`: 3 minutes ago; `full`: date and time; `date`: the day alone. The other form is on hover. */
  readonly show?: 'relative' | 'full' | 'date';
}

/** A time in the reader's zone; hovering or focusing shows it whole and in UTC. */
export function TimeText({ at, show = 'full' }: TimeTextProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const text = { relative: format.relative(at, now), full: format.dateTime(at), date: format.date(at) }[show];
  const utc = t('time.utc', { time: utcText(at) });
  return (
    <Tooltip label={show === 'full' ? utc : `${format.dateTime(at)} · ${utc}`}>
      <time className="tabular" dateTime={new Date(at).toISOString()} style={{ whiteSpace: 'nowrap' }}>
        {text}
      </time>
    </Tooltip>
  );
}
