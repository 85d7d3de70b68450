import { type Both, type Bound, fieldKey, type Query, type Term, type Value } from './ast.ts';

/** The canonical text of a query: `parse` of it gives the same tree. */
export function print(query: Query): string {
  return query.kind === 'all' ? '' : printQuery(query);
}

function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '*';
    case 'or':
      return query.of.map(printQuery).join(' OR ');
    case 'and':
      return query.of
        .map((part) => (part.kind === 'or' ? `(${printQuery(part)})` : printQuery(part)))
        .join(glue(query));
    case 'not':
      return `-${isAtom(query.of) ? printQuery(query.of) : `(${printQuery(query.of)})`}`;
    case 'words':
      return query.parts.map((part) => literal(part, plainWord)).join('*');
    case 'term':
      return printTerm(query);
  }
}

const isAtom = (query: Query): boolean =>
  query.kind === 'all' || query.kind === 'words' || query.kind === 'term';

/** A space would join fields that occur twice into one that takes either value. */
function glue(query: Both): string {
  const keys = query.of.filter((part) => part.kind === 'term').map(fieldKey);
  return new Set(keys).size === keys.length ? ' ' : ' AND ';
}

function printTerm(term: Term): string {
  const path = term.path.map((segment) => literal(segment, plainSegment));
  return `${[term.field, ...path].join('.')}:${term.values.map(printValue).join(',')}`;
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'is':
      return literal(value.text, plainValue);
    case 'like':
      return value.parts.map((part) => (part === '' ? '' : literal(part, plainValue))).join('*');
    case 'present':
      return '*';
    case 'range': {
      const { from, to } = value;
      if (from !== undefined && to !== undefined) return `${boundText(from)}..${boundText(to)}`;
      if (from !== undefined) return `>${from.inclusive ? '=' : ''}${boundText(from)}`;
      return to === undefined ? '*' : `<${to.inclusive ? '=' : ''}${boundText(to)}`;
    }
  }
}

const boundText = (bound: Bound): string => literal(bound.text, plainValue);

// What needs no quotation marks; a little less than could go without.
const plainWord = /^(?!(?:AND|OR|NOT)$)[\p{L}\p{N}_@/.+][\p{L}\p{N}\p{M}_@/.+-]*$/u;
const plainValue = /^(?!.*\.\.)[\p{L}\p{N}_@/.+-][\p{L}\p{N}\p{M}_@/.:+-]*$/u;
const plainSegment = /^[\p{L}\p{N}_@/-][\p{L}\p{N}\p{M}_@/-]*$/u;

function literal(text: string, plain: RegExp): string {
  if (plain.test(text)) return text;
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
