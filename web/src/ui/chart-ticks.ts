/** Where the lines and labels of a chart stand. */

/** The smallest round number that is not below the value: the top of an axis of counts. From 6 on its half is whole too. */
export function niceTop(value: number): number {
  if (value <= 5) return Math.max(1, Math.ceil(value));
  const power = 10 ** Math.floor(Math.log10(value));
  const top = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return Math.round(top * power);
}

const minute = 60_000;
const day = 1440 * minute;
const strides = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minute);
const longStrides = [1, 2, 7, 14, 30, 90, 365].map((days) => days * day);

/** Round local times inside the span, at most `most` of them. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const fits = (stride: number) => (to - from) / stride <= Math.max(1, most);
  const stride = strides.find(fits) ?? longStrides.find(fits) ?? to - from;
  return stride >= day ? midnights(from, to, Math.round(stride / day)) : roundTimes(from, to, stride);
}

/** Round in the reader's zone: whole hours there, not in UTC. */
function roundTimes(from: number, to: number, stride: number): number[] {
  const offset = new Date(from).getTimezoneOffset() * minute;
  const first = Math.ceil((from - offset) / stride) * stride + offset;
  const ticks: number[] = [];
  for (let at = first; at <= to; at += stride) ticks.push(at);
  return ticks;
}

/** Every so many days at midnight; a day of 23 or 25 hours does not shift those after it. */
function midnights(from: number, to: number, days: number): number[] {
  const date = new Date(from);
  const ticks: number[] = [];
  for (let count = 0; ; count += days) {
    const at = new Date(date.getFullYear(), date.getMonth(), date.getDate() + count).getTime();
    if (at > to) return ticks;
    if (at >= from) ticks.push(at);
  }
}
