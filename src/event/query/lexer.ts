import { queryError } from './fault.ts';

/** A run of characters of a word: quoted ones lose their special meaning. */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  /** Offset of the first character (for quoted text: of the quote). */
  readonly at: number;
}

export type Token =
  | { readonly kind: 'open' | 'close' | 'minus' | 'and' | 'or' | 'not' | 'end'; readonly at: number }
  | { readonly kind: 'chunk'; readonly at: number; readonly end: number; readonly pieces: readonly Piece[] };

export type Chunk = Extract<Token, { kind: 'chunk' }>;

const keywords: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' };
const space = /\s/;

/** Separates the parts of an event's search text, and therefore has no place in a query. */
export const partSeparator = '\u001f';

/**
 * Cuts a query into brackets, operators and chunks. A chunk ends at white space or a bracket; within quotes
 * `\"` and `\\` stand for themselves. The last token is always `end`.
 */
export function lex(text: string): Token[] {
  checkCharacters(text);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    if (space.test(char)) {
      at++;
      continue;
    }
    const token = single(text, at) ?? chunk(text, at);
    tokens.push(token);
    at = token.kind === 'chunk' ? token.end : at + lengthOf(token.kind);
  }
  tokens.push({ kind: 'end', at: text.length });
  return tokens;
}

const lengthOf = (kind: Token['kind']): number =>
  kind === 'and' || kind === 'not' ? 3 : kind === 'or' ? 2 : 1;

/** PostgreSQL text cannot hold U+0000 nor half a surrogate pair; U+001F is ours. */
function checkCharacters(text: string): void {
  if (!text.isWellFormed()) throw queryError('the query is not valid Unicode', 0, text.length);
  const zero = text.indexOf('\0');
  if (zero >= 0) throw queryError('the character U+0000 is not allowed', zero);
  const separator = text.indexOf(partSeparator);
  if (separator >= 0) throw queryError('the character U+001F is not allowed', separator);
}

function single(text: string, at: number): Token | null {
  const char = text[at];
  if (char === '(') return { kind: 'open', at };
  if (char === ')') return { kind: 'close', at };
  if (char === '-') return { kind: 'minus', at };
  const word = /^(?:AND|OR|NOT)(?=[\s()]|$)/.exec(text.slice(at, at + 4));
  const kind = word === null ? undefined : keywords[word[0]];
  return kind === undefined ? null : { kind, at };
}

function chunk(text: string, start: number): Chunk {
  const pieces: Piece[] = [];
  let at = start;
  while (at < text.length && !endsChunk(text[at] as string)) {
    if (text[at] === '"') {
      const { piece, end } = quoted(text, at);
      pieces.push(piece);
      at = end;
    } else {
      const from = at;
      while (at < text.length && text[at] !== '"' && !endsChunk(text[at] as string)) at++;
      pieces.push({ text: text.slice(from, at), quoted: false, at: from });
    }
  }
  return { kind: 'chunk', at: start, end: at, pieces };
}

const endsChunk = (char: string): boolean => char === '(' || char === ')' || space.test(char);

function quoted(text: string, start: number): { piece: Piece; end: number } {
  let content = '';
  let at = start + 1;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === '"') return { piece: { text: content, quoted: true, at: start }, end: at + 1 };
    const next = text[at + 1];
    const escaped = char === '\\' && (next === '"' || next === '\\');
    content += escaped ? next : char;
    at += escaped ? 2 : 1;
  }
  throw queryError('the quotation mark is never closed', start, text.length - start);
}

/** Cuts pieces at each unquoted `separator`, at most `times` times. Neighbours keep their positions. */
export function split(
  pieces: readonly Piece[],
  separator: string,
  times = Number.POSITIVE_INFINITY,
): Piece[][] {
  let current: Piece[] = [];
  const groups = [current];
  for (const piece of pieces) {
    let rest = piece;
    while (!rest.quoted && groups.length <= times) {
      const cut = rest.text.indexOf(separator);
      if (cut < 0) break;
      if (cut > 0) current.push({ ...rest, text: rest.text.slice(0, cut) });
      current = [];
      groups.push(current);
      const after = cut + separator.length;
      rest = { text: rest.text.slice(after), quoted: false, at: rest.at + after };
    }
    if (rest.quoted || rest.text !== '') current.push(rest);
  }
  return groups;
}

/** The text of pieces, without regard to quotes. */
export const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');
