import type { Bound, Range, Value } from './ast.ts';
import { readTime, type Span } from './time.ts';

const seqShape = /^\d{1,15}$/;
const numberShape = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** An event number; null for what cannot be one. */
export const readSeq = (text: string): number | null => (seqShape.test(text) ? Number(text) : null);

/**
 * A number in JSON's notation, null for anything else. Numbers that a double cannot hold are text: the log
 * has none.
 */
export function readNumber(text: string): number | null {
  if (!numberShape.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Whole numbers from `from` to `to`, both included; an end that is absent is open. */
export interface Whole {
  readonly from?: number;
  readonly to?: number;
}

/** The event numbers that a value of `seq` admits. */
export function seqsOf(value: Value): Whole {
  if (value.kind === 'is') {
    const seq = readSeq(value.text) ?? -1;
    return { from: seq, to: seq };
  }
  if (value.kind !== 'range') return {};
  const end = (bound: Bound, step: number): number =>
    (readSeq(bound.text) ?? 0) + (bound.inclusive ? 0 : step);
  return {
    ...(value.from === undefined ? {} : { from: end(value.from, 1) }),
    ...(value.to === undefined ? {} : { to: end(value.to, -1) }),
  };
}

/** A stretch of time with open ends, as RFC 3339 text: `from` <= t < `to`. */
export interface Times {
  readonly from?: string;
  readonly to?: string;
}

/** The times that a value of `occurred` or `received` admits, seen from `now`. */
export function timesOf(value: Value, now: Date): Times {
  const span = (text: string): Span => readTime(text, now) ?? { from: 0, to: 0 };
  const iso = (ms: number): string => new Date(ms).toISOString();
  if (value.kind === 'is') {
    const { from, to } = span(value.text);
    return { from: iso(from), to: iso(to) };
  }
  if (value.kind !== 'range') return {};
  const { from, to } = value;
  return {
    ...(from === undefined ? {} : { from: iso(from.inclusive ? span(from.text).from : span(from.text).to) }),
    ...(to === undefined ? {} : { to: iso(to.inclusive ? span(to.text).to : span(to.text).from) }),
  };
}

/** A bound of numbers in a document. */
export interface Edge {
  readonly value: number;
  readonly inclusive: boolean;
}

/** The ends of a range of numbers in `details` or `complement`. */
export function edgesOf(range: Range): { readonly from?: Edge; readonly to?: Edge } {
  const edge = (bound: Bound): Edge => ({ value: readNumber(bound.text) ?? 0, inclusive: bound.inclusive });
  return {
    ...(range.from === undefined ? {} : { from: edge(range.from) }),
    ...(range.to === undefined ? {} : { to: edge(range.to) }),
  };
}
