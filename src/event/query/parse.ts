import { all, both, either, fieldKey, type Query, type Term } from './ast.ts';
import { queryError } from './fault.ts';
import type { Field } from './fields.ts';
import { type Chunk, lex, split, type Token, textOf } from './lexer.ts';
import { readField } from './parse-field.ts';
import { readValues, wildcardParts } from './parse-values.ts';

/** The longest query, in UTF-16 code units. */
export const maxLength = 4096;
/** How many words and values a query may have. */
export const maxTerms = 100;
/** How deep brackets may nest. */
export const maxDepth = 20;

interface Options {
  /** The time by which `now` and its like are checked; the tree keeps what was written. */
  readonly now: Date;
}

/**
 * Reads a query. A mistake throws `query.invalid`, whose one fault tells the position and what to write
 * instead (`queryFault`). An empty query matches everything.
 */
export function parse(text: string, options: Options): Query {
  if (text.length > maxLength) {
    throw queryError(`a query has at most ${maxLength} characters`, maxLength, text.length - maxLength);
  }
  const parser = new Parser(lex(text), options.now);
  return parser.query();
}

/** An item of a sequence; only a field that stands alone joins its like. */
interface Item {
  readonly query: Query;
  readonly bare: boolean;
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #now: Date;
  #next = 0;
  #terms = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], now: Date) {
    this.#tokens = tokens;
    this.#now = now;
  }

  query(): Query {
    if (this.#peek().kind === 'end') return all;
    const query = this.#or();
    const rest = this.#peek();
    if (rest.kind === 'close') throw queryError('this bracket closes nothing', rest.at);
    return query;
  }

  #peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #or(): Query {
    const choices = [this.#and()];
    while (this.#peek().kind === 'or') {
      this.#next++;
      choices.push(this.#and());
    }
    return either(choices);
  }

  /** A written AND ends a run; within a run, a field that occurs twice takes either value. */
  #and(): Query {
    const runs: Query[][] = [];
    let run = [this.#not()];
    for (;;) {
      const { kind } = this.#peek();
      if (kind === 'end' || kind === 'close' || kind === 'or') break;
      if (kind === 'and') {
        this.#next++;
        runs.push(joinFields(run));
        run = [];
      }
      run.push(this.#not());
    }
    runs.push(joinFields(run));
    return both(runs.flat());
  }

  #not(): Item {
    const token = this.#peek();
    if (token.kind !== 'minus' && token.kind !== 'not') return this.#atom();
    this.#next++;
    const next = this.#peek();
    const apart = token.kind === 'minus' && next.at !== token.at + 1;
    if (apart)
      throw queryError(
        '"-" must stand directly before what it excludes; quote it to search for it',
        token.at,
      );
    if (next.kind === 'minus' || next.kind === 'not')
      throw queryError('excluded twice; use brackets', next.at);
    return { query: { kind: 'not', of: this.#atom().query }, bare: false };
  }

  #atom(): Item {
    const token = this.#peek();
    if (token.kind === 'open') return this.#group();
    if (token.kind !== 'chunk') throw this.#missing(token);
    this.#next++;
    return { query: this.#chunk(token), bare: true };
  }

  #missing(token: Token): Error {
    const before = this.#tokens[this.#next - 1];
    if (before?.kind === 'open') return queryError('there is nothing between the brackets', before.at, 2);
    const word = before === undefined || token.kind !== 'end' ? token : before;
    const names: Partial<Record<Token['kind'], string>> = { and: 'AND', or: 'OR', not: 'NOT', minus: '-' };
    const name = names[word.kind] ?? ')';
    return queryError(
      `something is missing ${word === before ? 'after' : 'before'} ${name}`,
      word.at,
      name.length,
    );
  }

  #group(): Item {
    const open = this.#peek();
    this.#next++;
    if (++this.#depth > maxDepth) throw queryError(`brackets nest at most ${maxDepth} deep`, open.at);
    const query = this.#or();
    if (this.#peek().kind !== 'close') throw queryError('this bracket is never closed', open.at);
    this.#next++;
    this.#depth--;
    return { query, bare: false };
  }

  #chunk(chunk: Chunk): Query {
    const [head, rest] = split(chunk.pieces, ':', 1);
    if (rest === undefined) return this.#words(chunk);
    const { field, path } = readField(head ?? [], chunk);
    const values = readValues(rest, { field, label: labelOf(field, path), chunk, now: this.#now });
    this.#count(values.length, chunk);
    return { kind: 'term', field: field.name, path, values };
  }

  #words(chunk: Chunk): Query {
    this.#count(1, chunk);
    const parts = wildcardParts(chunk.pieces).filter((part) => part !== '');
    if (parts.length > 0) return { kind: 'words', parts };
    if (textOf(chunk.pieces) === '')
      throw queryError('there is nothing between the quotation marks', chunk.at, 2);
    return all;
  }

  #count(terms: number, chunk: Chunk): void {
    this.#terms += terms;
    if (this.#terms <= maxTerms) return;
    throw queryError(`a query has at most ${maxTerms} words and values`, chunk.at, chunk.end - chunk.at);
  }
}

const labelOf = (field: Field, path: readonly string[]): string => [field.name, ...path].join('.');

function joinFields(items: readonly Item[]): Query[] {
  const joined: Query[] = [];
  const places = new Map<string, number>();
  for (const { query, bare } of items) {
    const key = bare && query.kind === 'term' ? fieldKey(query) : undefined;
    const place = key === undefined ? undefined : places.get(key);
    if (place !== undefined) {
      const first = joined[place] as Term;
      joined[place] = { ...first, values: [...first.values, ...(query as Term).values] };
    } else {
      if (key !== undefined) places.set(key, joined.length);
      joined.push(query);
    }
  }
  return joined;
}
