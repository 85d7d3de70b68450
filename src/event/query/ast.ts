/**
 * The tree of a query. It keeps what was written (`now-24h`, not the instant), so that a stored rule stays
 * relative and the printed text reads as its author meant it. Text stands unfolded; each reading folds.
 */
export type Query = All | Both | Either | Not | Words | Term;

/** Matches every event: the empty query, or a lone `*`. */
export interface All {
  readonly kind: 'all';
}

/** All of at least two; never directly inside another `and`. */
export interface Both {
  readonly kind: 'and';
  readonly of: readonly Query[];
}

/** Any of at least two; never directly inside another `or`. */
export interface Either {
  readonly kind: 'or';
  readonly of: readonly Query[];
}

export interface Not {
  readonly kind: 'not';
  readonly of: Query;
}

/** Free text: the non-empty parts occur in this order, anywhere in the event's search text. */
export interface Words {
  readonly kind: 'words';
  readonly parts: readonly string[];
}

/** A field and the values of which any one suffices. `path` is empty but for `tag`, `details`, `complement`. */
export interface Term {
  readonly kind: 'term';
  readonly field: string;
  readonly path: readonly string[];
  readonly values: readonly Value[];
}

export type Value = Is | Like | Present | Range;

export interface Is {
  readonly kind: 'is';
  readonly text: string;
}

/** Literal parts with any run of characters between them; an empty first or last part leaves that end open. */
export interface Like {
  readonly kind: 'like';
  readonly parts: readonly string[];
}

export interface Present {
  readonly kind: 'present';
}

/** At least one bound. Two bounds always include both ends, because nothing else can be written. */
export interface Range {
  readonly kind: 'range';
  readonly from?: Bound;
  readonly to?: Bound;
}

export interface Bound {
  readonly text: string;
  readonly inclusive: boolean;
}

export const all: All = { kind: 'all' };

/** `and` of the given queries, flat; a single one stands for itself. */
export const both = (queries: readonly Query[]): Query => flat('and', queries);

/** `or` of the given queries, flat; a single one stands for itself. */
export const either = (queries: readonly Query[]): Query => flat('or', queries);

function flat(kind: 'and' | 'or', queries: readonly Query[]): Query {
  const of = queries.flatMap((query) => (query.kind === kind ? query.of : [query]));
  return of.length === 1 ? (of[0] as Query) : { kind, of };
}

/** Equal for terms about the same thing: `details.a` and `details.b` are different fields. */
export const fieldKey = (term: Term): string => JSON.stringify([term.field, ...term.path]);
