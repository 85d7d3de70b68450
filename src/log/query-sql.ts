import { fold } from '../event/fold.ts';
import type { Query, Term, Value } from '../event/query/ast.ts';
import { type Field, fieldNamed, type Reading, type Source } from '../event/query/fields.ts';
import { edgesOf, readNumber, seqsOf, timesOf } from '../event/query/operand.ts';
import { indexForm } from './index-form.ts';
import { resourceKey } from './resource-key.ts';
import type { SqlParams } from './sql-params.ts';

export interface Sql {
  /** A condition over `events e` and, where `needsSearch`, `event_search s` of the same event. */
  readonly where: string;
  readonly needsSearch: boolean;
  /** Whether it reads `events` at all. */
  readonly needsEvents: boolean;
}

/**
 * A query as a condition in SQL. An absent value makes a comparison null; as null never becomes true through
 * AND and OR, only NOT needs care: it is written `is not true`. Values travel as parameters, always.
 */
export function toSql(query: Query, params: SqlParams, now: Date): Sql {
  const writer = new Writer(params, now);
  const where = writer.write(query);
  return { where, needsSearch: writer.needsSearch, needsEvents: /\be\./.test(where) };
}

/** A text as a LIKE pattern that matches itself only. */
export const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** The pattern that finds free text in `event_search.words`. */
export const wordsPattern = (parts: readonly string[]): string =>
  `%${parts.map((part) => likeText(indexForm(fold(part)))).join('%')}%`;

const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(' or ')})`;

/** A lax path that looks into lists on its way and at its end, as `event/query/document.ts` does. */
const jsonPath = (keys: readonly string[]): string =>
  `$${keys.map((key) => `.${JSON.stringify(key)}`).join('')}[*]`;

class Writer {
  needsSearch = false;
  readonly #params: SqlParams;
  readonly #now: Date;

  constructor(params: SqlParams, now: Date) {
    this.#params = params;
    this.#now = now;
  }

  write(query: Query): string {
    switch (query.kind) {
      case 'all':
        return 'true';
      case 'and':
        return `(${query.of.map((part) => this.write(part)).join(' and ')})`;
      case 'or':
        return anyOf(query.of.map((part) => this.write(part)));
      case 'not':
        return `((${this.write(query.of)}) is not true)`;
      case 'words':
        this.needsSearch = true;
        return `s.words like ${this.#params.add(wordsPattern(query.parts))}`;
      case 'term':
        return this.#term(query, fieldNamed(query.field) as Field);
    }
  }

  #term({ path, values }: Term, field: Field): string {
    switch (field.kind) {
      case 'text':
        return anyOf(field.readings.map((reading) => this.#reading(reading, values)));
      case 'number':
        return anyOf(values.map((value) => this.#between(`e.${field.column}`, seqsOf(value), '<=')));
      case 'time':
        return anyOf(
          values.map((value) => this.#between(`e.${field.column}`, timesOf(value, this.#now), '<')),
        );
      case 'tag':
        return this.#texts(`((e.event::jsonb -> 'tags') ->> ${this.#params.add(path[0])}::text)`, values);
      case 'document': {
        const found = `jsonb_path_query(e.event::jsonb, ${this.#params.add(jsonPath([field.name, ...path]))}::jsonpath)`;
        return `exists (select from ${found} v where ${this.#json(values)})`;
      }
    }
  }

  #between(
    column: string,
    ends: { from?: string | number; to?: string | number },
    below: '<' | '<=',
  ): string {
    const type = below === '<' ? 'timestamptz' : 'bigint';
    const conditions: string[] = [];
    if (ends.from !== undefined) conditions.push(`${column} >= ${this.#params.add(ends.from)}::${type}`);
    if (ends.to !== undefined) conditions.push(`${column} ${below} ${this.#params.add(ends.to)}::${type}`);
    return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`;
  }

  #reading({ source, folded }: Reading, values: readonly Value[]): string {
    if (source.in === 'search') this.needsSearch = true;
    const formed = folded ? values.map(foldedValue) : values;
    if (source.in === 'search' && source.array) return this.#array(source.column, formed);
    if (source.in === 'resources') return this.#resources(source, formed);
    return this.#texts(this.#scalar(source), formed);
  }

  #scalar(source: Exclude<Source, { in: 'resources' }>): string {
    if (source.in === 'event') return `(e.event::jsonb #>> ${this.#params.add(source.path)}::text[])`;
    return `${source.in === 'events' ? 'e' : 's'}.${source.column}`;
  }

  /** A text among the values; the exact ones as one array, which an index can use. */
  #texts(text: string, values: readonly Value[]): string {
    const conditions: string[] = [];
    const exact = values.filter((value) => value.kind === 'is').map((value) => value.text);
    if (exact.length === 1) conditions.push(`${text} = ${this.#params.add(exact[0])}`);
    if (exact.length > 1) conditions.push(`${text} = any(${this.#params.add(exact)}::text[])`);
    for (const value of values) {
      if (value.kind === 'present') conditions.push(`${text} is not null`);
      if (value.kind === 'like') conditions.push(`${text} like ${this.#params.add(pattern(value.parts))}`);
    }
    return anyOf(conditions);
  }

  #array(column: string, values: readonly Value[]): string {
    const exact = values.filter((value) => value.kind === 'is').map((value) => value.text);
    const rest = values.filter((value) => value.kind !== 'is');
    const conditions: string[] = [];
    const kind = column === 'resource_ids' ? 'id' : 'name';
    const keys = exact.map((text) => resourceKey(kind, text));
    if (exact.length > 0) conditions.push(`s.resource_keys && ${this.#params.add(keys)}::text[]`);
    if (rest.length > 0)
      conditions.push(`exists (select from unnest(s.${column}) v where ${this.#texts('v', rest)})`);
    return anyOf(conditions);
  }

  #resources(source: Extract<Source, { in: 'resources' }>, values: readonly Value[]): string {
    const found = `jsonb_path_query(e.event::jsonb, '$.resources[*]')`;
    const typed = source.type === undefined ? '' : `v ->> 'type' = ${this.#params.add(source.type)} and `;
    return `exists (select from ${found} v where ${typed}${this.#texts(`(v ->> '${source.key}')`, values)})`;
  }

  /** A JSON value `v` among the values; numbers by value, in the type in which every JSON number has its place. */
  #json(values: readonly Value[]): string {
    const isText = `jsonb_typeof(v) = 'string' and`;
    const number = `case when jsonb_typeof(v) = 'number' then (v #>> '{}')::numeric end`;
    const conditions: string[] = [];
    for (const value of values) {
      if (value.kind === 'present') conditions.push(`jsonb_typeof(v) <> 'null'`);
      if (value.kind === 'like')
        conditions.push(`(${isText} (v #>> '{}') like ${this.#params.add(pattern(value.parts))})`);
      if (value.kind === 'range') {
        const { from, to } = edgesOf(value);
        const ends = [
          from && `${number} ${from.inclusive ? '>=' : '>'} ${this.#params.add(String(from.value))}::numeric`,
          to && `${number} ${to.inclusive ? '<=' : '<'} ${this.#params.add(String(to.value))}::numeric`,
        ].filter((end) => end !== undefined);
        conditions.push(`(${ends.join(' and ')})`);
      }
      if (value.kind === 'is') {
        const scalar = `jsonb_typeof(v) in ('string', 'boolean') and`;
        conditions.push(`(${scalar} (v #>> '{}') = ${this.#params.add(value.text)})`);
        const asNumber = readNumber(value.text);
        if (asNumber !== null) conditions.push(`${number} = ${this.#params.add(String(asNumber))}::numeric`);
      }
    }
    return anyOf(conditions);
  }
}

const pattern = (parts: readonly string[]): string => parts.map(likeText).join('%');

function foldedValue(value: Value): Value {
  if (value.kind === 'is') return { kind: 'is', text: fold(value.text) };
  return value.kind === 'like' ? { kind: 'like', parts: value.parts.map(fold) } : value;
}
