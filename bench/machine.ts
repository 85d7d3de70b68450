import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** The machine and how busy it was, for the head of the figures. */
export const machine = (): string =>
  `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
  `Node ${process.version}, load ${loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')}`;

/** Median and spread of some measurements. */
export function spread(values: readonly number[], unit = '', digits = 0): string {
  const sorted = values.toSorted((a, b) => a - b);
  const show = (value: number | undefined) =>
    (value ?? Number.NaN).toLocaleString('en', { maximumFractionDigits: digits });
  return `${show(sorted[Math.floor(sorted.length / 2)])}${unit} (${show(sorted[0])} to ${show(sorted.at(-1))})`;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
