import { fold } from '../event/fold.ts';
import type { Query, Term } from '../event/query/ast.ts';
import { readNumber } from '../event/query/operand.ts';
import { indexForm } from './index-form.ts';
import { wordsPattern } from './query-sql.ts';
import { resourceKey } from './resource-key.ts';
import type { SqlParams } from './sql-params.ts';

/** How much of a name `event_search_actor_name` holds. */
const indexedName = 200;

/** Fewer characters than this have no trigram. */
const shortestIndexed = 3;

/**
 * Conditions that every match fulfils besides the query itself and that an index can answer: the text of a
 * name, a tag or a detail stands in `words` too, an id in the ledger, a typed resource among the resources.
 * They speak of `events e` and `event_search s`; none when nothing helps.
 */
export function narrow(query: Query, params: SqlParams, organization: string): string[] {
  return conjuncts(query)
    .filter((part) => part.kind === 'term')
    .map((term) => narrowTerm(term, params, organization))
    .filter((condition) => condition !== undefined);
}

/** What must hold all together. */
const conjuncts = (query: Query): readonly Query[] => (query.kind === 'and' ? query.of : [query]);

/**
 * Queries that together find what the query finds, each of which an index can answer. `actor:x` is an id in one
 * table or a name in the other, which no index spans.
 */
export function alternatives(query: Query): readonly Query[] {
  const parts = conjuncts(query);
  const index = parts.findIndex((part) => part.kind === 'term' && part.field === 'actor');
  if (index < 0) return [query];
  return ['actor.id', 'actor.name'].map((field): Query => {
    const of = parts.with(index, { ...(parts[index] as Term), field });
    return of.length === 1 ? (of[0] as Query) : { kind: 'and', of };
  });
}

/** How an index finds the matches: directly, through the trigrams of words, or not at all. */
export type IndexUse = 'direct' | 'words' | 'none';

const uses: readonly IndexUse[] = ['direct', 'words', 'none'];

/** Fields whose exact values have an index, or stand in the words. */
const useOfField: Readonly<Record<string, IndexUse>> = {
  id: 'direct',
  action: 'direct',
  actor: 'direct',
  'actor.id': 'direct',
  'actor.name': 'direct',
  resource: 'direct',
  'resource.id': 'direct',
  'resource.name': 'direct',
  trail: 'direct',
  tag: 'words',
  details: 'words',
  complement: 'words',
  user_agent: 'words',
};

/** The best that an index can do for a query. */
export function indexUse(query: Query): IndexUse {
  const ranks = (queries: readonly Query[]) => queries.map((part) => uses.indexOf(indexUse(part)));
  switch (query.kind) {
    case 'and':
      return uses[Math.min(...ranks(query.of))] ?? 'none';
    case 'or':
      return uses[Math.max(...ranks(query.of))] ?? 'none';
    case 'words':
      return query.parts.some((part) => indexForm(fold(part)).length >= shortestIndexed) ? 'words' : 'none';
    case 'term':
      return exactTexts(query) === undefined ? 'none' : (useOfField[query.field] ?? 'none');
    default:
      return 'none';
  }
}

function narrowTerm(term: Term, params: SqlParams, organization: string): string | undefined {
  const texts = exactTexts(term);
  if (texts === undefined) return undefined;
  switch (term.field) {
    case 'id':
      return `e.seq = any(array(select i.seq from event_ids i
        where i.organization_id = ${organization} and i.id = any(${params.add(texts)}::text[])))`;
    case 'trail':
      return `s.resource_keys && ${params.add(texts.map((text) => resourceKey('id', text)))}::text[]`;
    case 'details':
    case 'complement':
      // Truth values do not stand in the words; a number does as JavaScript prints it.
      if (texts.includes('true') || texts.includes('false')) return undefined;
      return inWords(texts.flatMap(withNumber), params);
    case 'actor.name': {
      // The index holds no more of a name, as a B-tree's entry has at most some 2,700 bytes.
      const starts = texts.map((text) => Array.from(fold(text)).slice(0, indexedName).join(''));
      return `left(s.actor_name, ${indexedName}) = any(${params.add(starts)}::text[])`;
    }
    case 'user_agent':
    case 'tag':
      return inWords(texts, params);
    default:
      return undefined;
  }
}

/** The values of a term if all of them are exact. */
function exactTexts({ values }: Term): string[] | undefined {
  const exact = values.filter((value) => value.kind === 'is').map((value) => value.text);
  return exact.length === values.length ? exact : undefined;
}

function inWords(texts: readonly string[], params: SqlParams): string | undefined {
  if (texts.some((text) => indexForm(fold(text)).length < shortestIndexed)) return undefined;
  const conditions = texts.map((text) => `s.words like ${params.add(wordsPattern([text]))}`);
  return `(${conditions.join(' or ')})`;
}

function withNumber(text: string): string[] {
  const number = readNumber(text);
  return number === null || String(number) === text ? [text] : [text, String(number)];
}
