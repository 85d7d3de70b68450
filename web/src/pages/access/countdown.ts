import { useEffect, useState } from 'react';

/** Seconds left of a wait that began with `total` at `since`; 0 when there is none. */
export function useCountdown(total: number | undefined, since: number): number {
  const [now, setNow] = useState(Date.now());
  const left = total === undefined ? 0 : Math.max(0, Math.ceil(total - (now - since) / 1000));
  useEffect(() => {
    if (total === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [total]);
  return left;
}
