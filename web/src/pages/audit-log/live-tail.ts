import { useCallback, useEffect, useRef, useState } from 'react';
import { type AuditEvent, tailPath } from '../../api/events.ts';

/** More rows than this at once help nobody: the oldest go, and the page says so. */
export const mostLive = 500;

export type TailState = 'off' | 'connecting' | 'open' | 'hidden';

export interface LiveTail {
  /** Shown, newest first. */
  readonly events: readonly AuditEvent[];
  /** Arrived while paused. */
  readonly waiting: number;
  readonly state: TailState;
  /** Whether some of what arrived is not shown any more. */
  readonly isCapped: boolean;
  /** Events per minute over the last minute. */
  readonly rate: number;
  /** Shows what waits. */
  readonly flush: () => void;
}

interface TailOptions {
  readonly orgId: string;
  readonly q: string;
  readonly active: boolean;
  readonly paused: boolean;
  /** Number of the newest event that the page has; the stream goes on from there. */
  readonly after: number | undefined;
}

interface Arrived {
  readonly events: readonly AuditEvent[];
  readonly waiting: readonly AuditEvent[];
  readonly dropped: boolean;
}

const nothing: Arrived = { events: [], waiting: [], dropped: false };

const flushed = ({ events, waiting, dropped }: Arrived): Arrived => {
  const all = [...waiting, ...events];
  return { events: all.slice(0, mostLive), waiting: [], dropped: dropped || all.length > mostLive };
};

/** How long arrivals are collected before the page is drawn anew. */
const drawEveryMs = 120;

/**
 * New events as they arrive. The browser reconnects by itself and says what it had last; a hidden tab
 * closes the stream and goes on from the same number when it is seen again.
 */
export function useLiveTail({ orgId, q, active, paused, after }: TailOptions): LiveTail {
  const [state, setState] = useState<TailState>('off');
  const [arrived, setArrived] = useState(nothing);
  const times = useRef<number[]>([]);
  const latest = useRef({ paused, after });
  useEffect(() => {
    latest.current = { paused, after };
  });

  useEffect(() => {
    setArrived(nothing);
    times.current = [];
    if (!active) return setState('off');
    let source: EventSource | undefined;
    let lastSeq = latest.current.after;
    let pending: AuditEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      const fresh = pending.reverse();
      pending = [];
      setArrived((before) => {
        const next = { ...before, waiting: [...fresh, ...before.waiting].slice(0, mostLive) };
        return latest.current.paused ? next : flushed(next);
      });
    };
    const open = () => {
      setState('connecting');
      source = new EventSource(tailPath(orgId, q, lastSeq));
      source.addEventListener('open', () => setState('open'));
      source.addEventListener('error', () => setState('connecting'));
      source.addEventListener('event', (message) => {
        const event = JSON.parse(message.data) as AuditEvent;
        lastSeq = event.seq;
        pending.push(event);
        times.current.push(Date.now());
        timer ??= setTimeout(draw, drawEveryMs);
      });
    };
    const onVisibility = () => {
      if (document.hidden) {
        source?.close();
        source = undefined;
        setState('hidden');
      } else if (source === undefined) open();
    };
    open();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(timer);
      source?.close();
    };
  }, [orgId, q, active]);

  const flush = useCallback(() => setArrived(flushed), []);
  useEffect(() => {
    if (!paused) flush();
  }, [paused, flush]);

  const minuteAgo = Date.now() - 60_000;
  times.current = times.current.filter((at) => at > minuteAgo);
  const { events, waiting, dropped } = arrived;
  return { events, waiting: waiting.length, state, isCapped: dropped, rate: times.current.length, flush };
}
