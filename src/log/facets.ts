import type { Database } from '../db/database.ts';
import type { Event } from '../event/event.ts';
import type { Selection } from './selection.ts';
import { tally } from './tally.ts';

interface Facet {
  readonly column: string;
  readonly inHours: boolean;
  read(event: Event): string | undefined;
}

const facet = (column: string, inHours: boolean, read: Facet['read']): Facet => ({ column, inHours, read });

/** What events can be counted by, under the names of the query language. */
const facetsByField = {
  level: facet('level', true, (event) => event.level),
  module: facet('module', true, (event) => event.module),
  action: facet('action', true, (event) => event.action),
  actor: facet('actor_id', false, (event) => event.actor?.id),
  result: facet('result', true, (event) => event.result),
  service: facet('service', true, (event) => event.service),
  integration: facet('integration_id', false, (event) => event.integration_id),
  ip: facet('source_ip', false, (event) => event.context?.source_ip),
  customer: facet('customer_id', false, (event) => event.customer_id),
} as const satisfies Record<string, Facet>;

export type FacetField = keyof typeof facetsByField;

export const facetFields = Object.keys(facetsByField) as readonly FacetField[];

export interface FacetRequest extends Selection {
  readonly field: FacetField;
  /** The most values to name, the most frequent first. */
  readonly limit: number;
}

export interface Facets {
  /** For `actor`, the value is the actor's id. Events without the field are not counted. */
  readonly values: readonly { readonly value: string; readonly events: number }[];
  /** Whether the counts are estimated, or rare values were left out. */
  readonly sampled: boolean;
}

/** Values beyond this number are not followed; facets show a dozen. */
const mostValues = 2_000;

/** The most frequent values of a field among the events that match. */
export async function facets(database: Database, request: FacetRequest): Promise<Facets> {
  const { column, inHours, read } = facetsByField[request.field];
  const { groups, sampled } = await tally(database, request, {
    sql: () => [`e.${column}`],
    of: (event) => [read(event)],
    inHours,
    most: mostValues,
  });
  const values = groups
    .flatMap(({ keys: [value], events }) => (typeof value === 'string' ? [{ value, events }] : []))
    .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1))
    .slice(0, request.limit);
  return { values, sampled };
}
