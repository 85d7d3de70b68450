/**
 * Changes a query's text by term, so that facets, drawer and search box say the same thing. The server's
 * parser decides what a query means; here only terms outside of brackets are told apart.
 */

/** A piece of a query between spaces: a term, a word, a group in brackets, or an operator. */
export interface QueryPart {
  /** As written, with a leading minus. */
  readonly text: string;
  /** Offset in the query. */
  readonly at: number;
  /** The field of a term; absent for words, groups and operators. */
  readonly field?: string;
  readonly values?: readonly QueryValue[];
  readonly excluded: boolean;
}

export interface QueryValue {
  /** As written. */
  readonly raw: string;
  /** Without quotation marks. */
  readonly text: string;
}

const fieldName = /^[A-Za-z_][\w.-]*$/;
const isOperator = (text: string): boolean => text === 'AND' || text === 'OR' || text === 'NOT';

/** Where the piece that starts at `start` ends: at a space outside of quotation marks and brackets. */
function endOf(query: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < query.length; at++) {
    const char = query[at];
    if (quoted && char === '\\') at++;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (depth <= 0 && /\s/.test(char ?? '')) return at;
  }
  return query.length;
}

/** Cuts at each `separator` outside of quotation marks. */
function cut(text: string, separator: string): string[] {
  const pieces = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (!quoted && char === separator) {
      pieces.push('');
      continue;
    }
    if (char === '"') quoted = !quoted;
    const escaped = quoted && char === '\\' && at + 1 < text.length;
    pieces[pieces.length - 1] += escaped ? char + text[++at] : char;
  }
  return pieces;
}

const unquote = (raw: string): string =>
  raw.replace(/"((?:[^"\\]|\\.)*)"?/g, (_, inner: string) => inner.replace(/\\(["\\])/g, '$1'));

function partOf(text: string, at: number): QueryPart {
  const excluded = text.startsWith('-');
  const body = excluded ? text.slice(1) : text;
  const colon = body.indexOf(':');
  const name = body.slice(0, Math.max(0, colon));
  if (colon < 0 || !fieldName.test(name)) return { text, at, excluded };
  const values = cut(body.slice(colon + 1), ',').map((raw) => ({ raw, text: unquote(raw) }));
  return { text, at, excluded, field: name, values };
}

/** The pieces of a query in order. `NOT` before a term makes it excluded; the operator stays a piece too. */
export function partsOf(query: string): QueryPart[] {
  const parts: QueryPart[] = [];
  for (let at = 0; at < query.length; ) {
    if (/\s/.test(query[at] as string)) {
      at++;
      continue;
    }
    const end = endOf(query, at);
    const part = partOf(query.slice(at, end), at);
    const negated = parts.at(-1)?.text === 'NOT';
    parts.push(negated ? { ...part, excluded: true } : part);
    at = end;
  }
  return parts;
}

/** A value as it is written in a query: quoted where a character would mean something. */
export function writeValue(value: string): string {
  const isPlain = /^[^\s()",*<>]+$/.test(value) && !value.includes('..');
  return isPlain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

const writeTerm = (field: string, values: readonly string[], excluded: boolean): string =>
  `${excluded ? '-' : ''}${field}:${values.join(',')}`;

const hasOr = (parts: readonly QueryPart[]): boolean => parts.some(({ text }) => text === 'OR');

/** What a query asks of a field, as far as its terms stand outside of brackets and alternatives. */
export interface Chosen {
  readonly included: readonly string[];
  readonly excluded: readonly string[];
}

export function chosenValues(query: string, field: string): Chosen {
  const parts = partsOf(query);
  if (hasOr(parts)) return { included: [], excluded: [] };
  const terms = parts.filter((part) => part.field === field);
  const texts = (excluded: boolean) =>
    terms
      .filter((part) => part.excluded === excluded)
      .flatMap(({ values = [] }) => values.map(({ text }) => text));
  return { included: texts(false), excluded: texts(true) };
}

/** Pieces as text again, without operators that have lost a side. */
function join(parts: readonly QueryPart[]): string {
  const kept: string[] = [];
  for (const { text } of parts) {
    const before = kept.at(-1);
    const isJoin = text === 'AND' || text === 'OR';
    if (isJoin && (before === undefined || isOperator(before))) continue;
    kept.push(text);
  }
  while (kept.length > 0 && isOperator(kept.at(-1) as string)) kept.pop();
  return kept.join(' ');
}

/** The pieces without some, and without a `NOT` that stood before one of them. */
const without = (parts: readonly QueryPart[], gone: ReadonlySet<QueryPart>): QueryPart[] =>
  parts.filter((part, index) => {
    const next = parts[index + 1];
    return !gone.has(part) && !(part.text === 'NOT' && next !== undefined && gone.has(next));
  });

/** The query without anything it asks of a field outside of brackets: what the counts of a facet go by. */
export function withoutField(query: string, field: string): string {
  const parts = partsOf(query);
  if (hasOr(parts)) return query.trim();
  return join(without(parts, new Set(parts.filter((part) => part.field === field))));
}

function dropValue(query: string, field: string, value: string): string {
  const parts = partsOf(query);
  const gone = new Set<QueryPart>();
  const kept = parts.map((part) => {
    if (part.field !== field || part.values === undefined) return part;
    const left = part.values.filter(({ text }) => text !== value);
    if (left.length === part.values.length) return part;
    const minus = part.text.startsWith('-');
    const next = {
      ...part,
      values: left,
      text: writeTerm(
        field,
        left.map(({ raw }) => raw),
        minus,
      ),
    };
    if (left.length === 0) gone.add(next);
    return next;
  });
  return join(without(kept, gone));
}

/** Adds a value: to the term that the field has already, else as a term of its own. */
export function withValue(query: string, field: string, value: string, excluded = false): string {
  const written = writeValue(value);
  const trimmed = query.trim();
  const parts = partsOf(trimmed);
  const term = writeTerm(field, [written], excluded);
  if (hasOr(parts)) return `(${trimmed}) ${term}`;
  const at = parts.findIndex((part) => part.field === field && part.excluded === excluded);
  const found = parts[at];
  if (found?.values === undefined) return trimmed === '' ? term : `${trimmed} ${term}`;
  if (found.values.some(({ text }) => text === value)) return trimmed;
  const raws = [...found.values.map(({ raw }) => raw), written];
  const longer = { ...found, text: writeTerm(field, raws, found.text.startsWith('-')) };
  return join(parts.with(at, longer));
}

/** A click on a facet: chosen becomes not chosen; excluded becomes included, and the other way round. */
export function toggleValue(query: string, field: string, value: string, excluded = false): string {
  const chosen = chosenValues(query, field);
  const isOn = (excluded ? chosen.excluded : chosen.included).includes(value);
  const isOpposite = (excluded ? chosen.included : chosen.excluded).includes(value);
  const cleared = isOn || isOpposite ? dropValue(query, field, value) : query;
  return isOn ? cleared : withValue(cleared, field, value, excluded);
}

/** The piece of a query that the caret stands in, up to the caret: what is being typed. */
export function typedAt(query: string, caret: number): { readonly at: number; readonly text: string } {
  const part = partsOf(query.slice(0, caret)).at(-1);
  if (part === undefined || part.at + part.text.length < caret) return { at: caret, text: '' };
  const opening = /^[(]+/.exec(part.text)?.[0].length ?? 0;
  if (opening === 0) return { at: part.at, text: part.text };
  const inner = typedAt(part.text.slice(opening), caret - part.at - opening);
  return { at: part.at + opening + inner.at, text: inner.text };
}
