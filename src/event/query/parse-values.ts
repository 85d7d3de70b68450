import type { Bound, Value } from './ast.ts';
import { queryError } from './fault.ts';
import type { Field } from './fields.ts';
import { type Chunk, type Piece, split, textOf } from './lexer.ts';
import { readNumber, readSeq } from './operand.ts';
import { nearest } from './suggest.ts';
import { readTime } from './time.ts';

interface Place {
  readonly field: Field;
  /** The field as people wrote it, for messages. */
  readonly label: string;
  readonly chunk: Chunk;
  readonly now: Date;
}

/** Reads what stands behind the colon: values between commas, any of which suffices. */
export function readValues(pieces: readonly Piece[], place: Place): Value[] {
  let at = pieces[0]?.at ?? place.chunk.end;
  return split(pieces, ',').map((value) => {
    at = value[0]?.at ?? at;
    if (value.length === 0) throw noValue(pieces.length === 0, at, place);
    const read = readValue(value, place);
    checkValue(read, value, place);
    return read;
  });
}

function noValue(none: boolean, at: number, { label }: Place): Error {
  if (none) return queryError(`"${label}:" needs a value directly behind it, such as ${label}:*`, at - 1);
  return queryError('a value is missing beside the comma; quote a comma that belongs to the value', at);
}

function readValue(pieces: readonly Piece[], place: Place): Value {
  const compared = readComparison(pieces, place);
  if (compared !== null) return compared;
  const [low, high] = split(pieces, '..', 1);
  if (low !== undefined && high !== undefined) return readBounds(low, high, pieces);
  const parts = wildcardParts(pieces);
  if (parts.length === 1) return { kind: 'is', text: parts[0] as string };
  return parts.every((part) => part === '') ? { kind: 'present' } : { kind: 'like', parts };
}

const comparison = /^[<>]=?/;

function readComparison(pieces: readonly Piece[], place: Place): Value | null {
  const first = pieces[0] as Piece;
  const sign = first.quoted ? undefined : comparison.exec(first.text)?.[0];
  if (sign === undefined) return null;
  const bound: Bound = { text: textOf(pieces).slice(sign.length), inclusive: sign.endsWith('=') };
  if (bound.text === '') throw queryError(`a value is missing behind "${sign}"`, first.at, sign.length);
  if (pieces.length === 1 && split(pieces, '..', 1).length > 1) {
    throw queryError(
      `"${place.label}" takes either "${sign}" or a range, not both`,
      first.at,
      first.text.length,
    );
  }
  return sign.startsWith('>') ? { kind: 'range', from: bound } : { kind: 'range', to: bound };
}

function readBounds(low: readonly Piece[], high: readonly Piece[], pieces: readonly Piece[]): Value {
  if (low.length === 0 && high.length === 0) {
    throw queryError('a range needs at least one end', (pieces[0] as Piece).at, 2);
  }
  const from: Bound = { text: textOf(low), inclusive: true };
  const to: Bound = { text: textOf(high), inclusive: true };
  return { kind: 'range', ...(low.length > 0 ? { from } : {}), ...(high.length > 0 ? { to } : {}) };
}

/** Cuts at unquoted stars; neighbouring stars count as one. One part means that there was none. */
export function wildcardParts(pieces: readonly Piece[]): string[] {
  const parts = split(pieces, '*').map(textOf);
  return parts.filter((part, index) => part !== '' || index === 0 || index === parts.length - 1);
}

function checkValue(value: Value, pieces: readonly Piece[], place: Place): void {
  const first = pieces[0] as Piece;
  const last = pieces[pieces.length - 1] as Piece;
  const at = { position: first.at, length: last.at + last.text.length - first.at };
  const texts = value.kind === 'is' ? [value.text] : boundsOf(value);
  for (const text of texts) checkOperand(text, value.kind === 'range', { ...place, ...at });
  if (value.kind === 'like' && (place.field.kind === 'time' || place.field.kind === 'number')) {
    throw queryError(`"${place.label}" takes no "*" within a value`, at.position, at.length);
  }
}

function boundsOf(value: Value): string[] {
  if (value.kind !== 'range') return [];
  return [value.from, value.to].filter((bound) => bound !== undefined).map((bound) => bound.text);
}

interface Operand extends Place {
  readonly position: number;
  readonly length: number;
}

function checkOperand(text: string, isBound: boolean, operand: Operand): void {
  const { field, label, position, length } = operand;
  const refuse = (message: string, suggestion?: string): Error =>
    queryError(message, position, length, suggestion);
  switch (field.kind) {
    case 'time':
      if (readTime(text, operand.now) !== null) return;
      throw refuse(
        `"${text}" is no time; write 2026-11-01, 2026-11-01T10:00:00Z, now-24h, today or yesterday`,
      );
    case 'number':
      if (readSeq(text) !== null) return;
      throw refuse(`"${label}" is a whole number, "${text}" is not`);
    case 'document':
      if (!isBound || readNumber(text) !== null) return;
      throw refuse(
        `"${label}" can be compared with numbers only; quote a text that contains ".." or begins with "<" or ">"`,
      );
    default:
      if (isBound)
        throw refuse(`"${label}" has no order; quote a text that contains ".." or begins with "<" or ">"`);
  }
  if (field.kind !== 'text' || field.values === undefined || field.values.includes(text)) return;
  const suggestion = nearest(text.replaceAll(' ', '_'), field.values);
  if (suggestion !== undefined) throw refuse(`"${text}" is no ${label}`, suggestion);
  throw refuse(`"${text}" is no ${label}; there are ${field.values.join(', ')}`);
}
