import { useQuery } from '@tanstack/react-query';
import { facetQuery, type Scope } from '../api/events.ts';
import { useActionLabel } from '../text/action-label.ts';
import { queryField, queryFields } from './query-fields.ts';
import { typedAt, withoutField, writeValue } from './query-text.ts';
import { recentQueries } from './recent-queries.ts';

/** One line below the search box. */
export interface Suggestion {
  readonly kind: 'field' | 'value' | 'recent';
  /** What the line shows. */
  readonly text: string;
  /** The query if it is taken, and where the caret then stands. */
  readonly query: string;
  readonly caret: number;
  readonly events?: number;
  /** The name of a code, in the reader's language. */
  readonly label?: string;
}

const mostShown = 9;

interface Typed {
  /** Where the piece begins that is being written. */
  readonly at: number;
  readonly before: string;
  readonly after: string;
  readonly minus: string;
  /** The name before the colon; undefined while there is none. */
  readonly field: string | undefined;
  readonly partial: string;
}

function typedParts(query: string, caret: number): Typed {
  const { at, text } = typedAt(query, caret);
  const minus = text.startsWith('-') ? '-' : '';
  const body = text.slice(minus.length);
  const colon = body.indexOf(':');
  const field = colon < 0 ? undefined : body.slice(0, colon);
  const values = colon < 0 ? body : body.slice(colon + 1);
  const comma = field === undefined ? -1 : values.lastIndexOf(',');
  const partial = values.slice(comma + 1);
  return {
    at,
    before:
      query.slice(0, at) + minus + (field === undefined ? '' : `${field}:${values.slice(0, comma + 1)}`),
    after: query.slice(caret),
    minus,
    field,
    partial,
  };
}

const take = (typed: Typed, insert: string): Pick<Suggestion, 'query' | 'caret'> => ({
  query: typed.before + insert + typed.after.replace(/^\S*/, ''),
  caret: typed.before.length + insert.length,
});

const includes = (text: string, partial: string): boolean =>
  text.toLowerCase().includes(partial.replaceAll('"', '').toLowerCase());

function fieldSuggestions(typed: Typed): Suggestion[] {
  return queryFields
    .filter(({ name }) => includes(name, typed.partial))
    .slice(0, mostShown)
    .map(({ name, kind }) => ({
      kind: 'field',
      text: kind === 'path' ? `${name}…` : `${name}:`,
      ...take(typed, kind === 'path' ? name : `${name}:`),
    }));
}

/**
 * What could be written at the caret: fields, or the values of the field that is being written, the most
 * frequent of the searched span first; below an empty box, what was searched for lately.
 */
export function useSuggestions(
  orgId: string,
  scope: Scope,
  query: string,
  caret: number,
  active: boolean,
): readonly Suggestion[] {
  const typed = typedParts(query, caret);
  const field = typed.field === undefined ? undefined : queryField(typed.field);
  const counted = active && field?.counted === true;
  const name = typed.field ?? '';
  // The counts go by what stands around the value that is being written.
  const rest = query.slice(0, typed.at) + typed.after.replace(/^\S*/, '');
  const others = { ...scope, q: withoutField(rest, name) };
  const { data } = useQuery({ ...facetQuery(orgId, others, name), enabled: counted });
  const actionLabel = useActionLabel();

  if (query.trim() === '') {
    const recent = recentQueries().map(
      (each): Suggestion => ({ kind: 'recent', text: each, query: each, caret: each.length }),
    );
    return [...recent.slice(0, 4), ...fieldSuggestions(typed)].slice(0, mostShown);
  }
  if (typed.field === undefined) return typed.partial === '' ? [] : fieldSuggestions(typed);
  const found =
    counted && data?.field === name
      ? data.values
      : (field?.values ?? []).map((value) => ({ value, events: undefined }));
  return found
    .filter(
      ({ value }) => includes(value, typed.partial) || includes(actionLabel(value) ?? '', typed.partial),
    )
    .slice(0, mostShown)
    .map(({ value, events }): Suggestion => {
      const label = name === 'action' ? actionLabel(value) : undefined;
      return {
        kind: 'value',
        text: value,
        ...take(typed, writeValue(value)),
        ...(events === undefined ? {} : { events }),
        ...(label === undefined ? {} : { label }),
      };
    });
}
