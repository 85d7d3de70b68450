import type { Outcome } from './destination.ts';

/** What became of one event of a batch. */
export type Fate =
  | { readonly kind: 'taken' }
  /** Not now. */
  | { readonly kind: 'again'; readonly reason: string }
  /** For good. */
  | { readonly kind: 'rejected'; readonly reason: string };

/** What an answer with a result for each event means, the fates in the order of the batch. */
export function itemized(fates: readonly Fate[]): Outcome {
  const again = fates.flatMap((fate, index) =>
    fate.kind === 'again' ? [{ index, reason: fate.reason }] : [],
  );
  const rejected = fates.flatMap((fate, index) =>
    fate.kind === 'rejected' ? [{ index, reason: fate.reason }] : [],
  );
  if (again.length === 0 && rejected.length === 0) return { kind: 'delivered' };
  const [first] = again;
  // Nothing was settled: that is a failure of the whole, and counts as one.
  if (first && again.length === fates.length) return { kind: 'retry', reason: first.reason };
  return { kind: 'partial', retry: again.map(({ index }) => index), rejected };
}

/** The object that an answer's body holds; undefined when it is none. */
export function jsonOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    // Receivers, and what stands before them, answer with anything.
    return undefined;
  }
}
