/** A source of numbers in [0, 1). `Math.random`, or `seededRandom` where a test repeats a run. */
export type Random = () => number;

/** Numbers that repeat for the same seed (mulberry32). Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How waits grow: the ceiling doubles from `firstMs` to `lastMs`, and the wait is anything below it. */
export interface Backoff {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** For what passes by itself: an outage, a limit. */
export const outage: Backoff = { firstMs: 1_000, lastMs: 300_000 };

/** The shortest wait, so that "anything below the ceiling" is never a tight loop. */
const floorMs = 200;

/**
 * Exponential backoff with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): milliseconds to wait after
 * `failures` failures in a row (1 or more).
 */
export function backoffMs(failures: number, random: Random, backoff: Backoff = outage): number {
  const ceiling = Math.min(backoff.lastMs, backoff.firstMs * 2 ** Math.min(failures - 1, 30));
  const floor = Math.min(floorMs, ceiling);
  return Math.round(floor + random() * (ceiling - floor));
}

/** The longest time a receiver may make us wait by its own word. */
const maxRetryAfterMs = 300_000;

/**
 * `Retry-After` (RFC 9110, section 10.2.3: seconds or a date) in milliseconds from `nowMs`, between 0 and 5
 * minutes; undefined when absent or unreadable.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), maxRetryAfterMs);
}
