/** Times as the address holds them (`now-24h`, `yesterday`, `2026-11-01`), and what they mean now. */

/** What `from` and `to` say in the address. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** The same, resolved against the clock; milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const presets = ['now-15m', 'now-1h', 'now-4h', 'now-24h', 'now-7d', 'now-30d'] as const;
export type Preset = (typeof presets)[number];
export const defaultRange: TimeRange = { from: 'now-24h', to: 'now' };

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const localDay = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** A date as the calendar has it: `2026-02-30` is none. */
function fromParts(parts: readonly (string | undefined)[], isEnd: boolean): number | null {
  const [year = 0, month = 0, day = 0] = parts.slice(0, 3).map(Number);
  const hasTime = parts[3] !== undefined;
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(3).map((part) => Number(part ?? 0));
  const date = new Date(year, month - 1, day + (isEnd && !hasTime ? 1 : 0), hours, minutes, seconds);
  const plain = new Date(year, month - 1, day);
  const exists = plain.getMonth() === month - 1 && plain.getDate() === day && hours < 24 && minutes < 60;
  return exists && seconds < 60 ? date.getTime() : null;
}

function startOfDay(now: number, offset: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + offset).getTime();
}

/**
 * Reads one end of a range. Days and times without an offset are in the reader's zone; a day alone means
 * its beginning, or as the end of a range the end of it. Null when it says nothing we know.
 */
export function parseTime(text: string, now: number, isEnd = false): number | null {
  const wanted = text.trim();
  if (wanted === 'now') return now;
  if (wanted === 'today') return startOfDay(now, isEnd ? 1 : 0);
  if (wanted === 'yesterday') return startOfDay(now, isEnd ? 0 : -1);
  const ago = /^now-(\d{1,6})([smhdw])$/.exec(wanted);
  if (ago !== null) return now - Number(ago[1]) * (unitMs[ago[2] ?? ''] ?? 0);
  const local = localDay.exec(wanted);
  if (local !== null) return fromParts(local.slice(1), isEnd);
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(wanted)) return null;
  const at = Date.parse(wanted);
  return Number.isNaN(at) ? null : at;
}

/** The span a range means now; null when an end is illegible or the start is not before the end. */
export function resolveRange(range: TimeRange, now: number): Span | null {
  const from = parseTime(range.from, now);
  const to = parseTime(range.to, now, true);
  return from === null || to === null || from >= to ? null : { from, to };
}

/** `2026-11-01 14:30` in the reader's zone: how a time is written into the range's fields. */
export function localText(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const seconds = date.getSeconds() === 0 ? '' : `:${two(date.getSeconds())}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}${seconds}`;
}

/** The same length of time, moved by half of it: -1 earlier, 1 later. */
export function shift({ from, to }: Span, direction: -1 | 1): Span {
  const by = Math.round((to - from) / 2) * direction;
  return { from: from + by, to: to + by };
}

/** Twice the time around the same middle. */
export function widen({ from, to }: Span): Span {
  const by = Math.round((to - from) / 2);
  return { from: from - by, to: to + by };
}

const steps = [
  '1s',
  '5s',
  '10s',
  '30s',
  '1m',
  '5m',
  '10m',
  '30m',
  '1h',
  '3h',
  '6h',
  '12h',
  '1d',
  '7d',
] as const;

/** Milliseconds of a step such as `5m`. */
export const stepMs = (step: string): number => Number.parseInt(step, 10) * (unitMs[step.at(-1) ?? ''] ?? 0);

/** The finest step that cuts the span into no more than `most` buckets. */
export function stepFor({ from, to }: Span, most = 120): string {
  return (
    steps.find((step) => (to - from) / stepMs(step) <= most) ??
    `${Math.ceil((to - from) / most / 86_400_000)}d`
  );
}
