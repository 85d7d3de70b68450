import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { apiPath, get, isProblem, type Page } from './http.ts';

export const levels = ['information', 'notice', 'warning', 'error'] as const;
export type Level = (typeof levels)[number];

export const results = ['success', 'failed', 'validation_error'] as const;
export type Result = (typeof results)[number];

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Actor {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly details?: JsonObject;
}

export interface Resource {
  readonly type?: string;
  readonly id: string;
  readonly name?: string;
  readonly details?: JsonObject;
}

/** One thing that happened, as the log holds it. */
export interface AuditEvent {
  readonly id: string;
  readonly organization_id: string;
  readonly seq: number;
  readonly action: string;
  readonly occurred_at: string;
  readonly received_at: string;
  readonly level: Level;
  readonly result: Result;
  readonly module?: string;
  readonly service?: string;
  readonly error_code?: string;
  readonly actor?: Actor;
  readonly resources?: readonly Resource[];
  readonly customer_id?: string;
  readonly integration_id?: string;
  readonly context?: {
    readonly source_ip?: string;
    readonly user_agent?: string;
    readonly request_id?: string;
    readonly session_id?: string;
    readonly location?: Json;
  };
  readonly complement?: JsonObject;
  readonly details?: JsonObject;
  readonly tags?: Readonly<Record<string, string>>;
  readonly schema: number;
}

export interface EventSearch {
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export const searchEvents = (orgId: string, search: EventSearch, signal?: AbortSignal) =>
  get<Page<AuditEvent>>(`/organizations/${orgId}/events`, { search: { ...search }, signal });

/** Whether an application has reported anything yet: Cairn's own actions carry the service `cairn`. */
export const hasReportedQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'events', 'reported'],
    queryFn: async ({ signal }) =>
      (await searchEvents(orgId, { q: '-service:cairn', limit: 1 }, signal)).items.length > 0,
    refetchInterval: ({ state }) => (state.data === true ? false : 5000),
  });

/** The newest events, whatever they are: the dashboard's list. */
export const latestEventsQuery = (orgId: string, limit: number) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'events', 'latest', limit],
    queryFn: ({ signal }) => searchEvents(orgId, { limit }, signal),
    refetchInterval: 15_000,
  });

/** The part of the log that a page looks at; `from` and `to` are RFC 3339. */
export interface Scope {
  readonly q: string;
  readonly from: string;
  readonly to: string;
}

export interface HistogramPoint {
  readonly at: string;
  readonly events: number;
  readonly levels: Readonly<Record<Level, number>>;
}

export interface Histogram {
  readonly points: readonly HistogramPoint[];
  readonly step: string;
  readonly total: number;
  readonly sampled?: boolean;
}

/** Events over time by level; previous bars stay while the next are on the way. */
export const histogramQuery = (orgId: string, scope: Scope, step: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'events', 'histogram', scope, step],
    queryFn: ({ signal }) =>
      get<Histogram>(`/organizations/${orgId}/events/histogram`, { search: { ...scope, step }, signal }),
    placeholderData: keepPreviousData,
  });

export interface Facet {
  readonly field: string;
  readonly values: readonly { readonly value: string; readonly events: number }[];
  /** Whether the counts are estimates. */
  readonly sampled: boolean;
}

export const facetQuery = (orgId: string, scope: Scope, field: string, limit = 50) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'events', 'facet', field, scope, limit],
    queryFn: ({ signal }) =>
      get<Facet>(`/organizations/${orgId}/events/facets`, { search: { ...scope, field, limit }, signal }),
    placeholderData: keepPreviousData,
  });

/** Pages of a search, newest first. A page may be empty and still have a next one. */
export const eventsQuery = (orgId: string, scope: Scope) =>
  infiniteQueryOptions({
    queryKey: ['organizations', orgId, 'events', 'search', scope],
    queryFn: ({ signal, pageParam }) =>
      searchEvents(orgId, { ...scope, limit: 100, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    // Pages of a fixed span do not change; asking for all of them again would only move the reader.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const eventQuery = (orgId: string, eventId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'events', 'one', eventId],
    queryFn: ({ signal }) =>
      get<AuditEvent>(`/organizations/${orgId}/events/${encodeURIComponent(eventId)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where an event's address is thought to be; `country` as in ISO 3166-1: `JP`. */
export interface EventLocation {
  readonly source_ip: string | null;
  readonly country: string | null;
  readonly estimated: true;
}

export const locationQuery = (orgId: string, eventId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'events', 'location', eventId],
    queryFn: ({ signal }) =>
      get<EventLocation>(`/organizations/${orgId}/events/${encodeURIComponent(eventId)}/location`, {
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The address of the stream of new events that match; `after` is the number of the last one known. */
export const tailPath = (orgId: string, q: string, after: number | undefined): string =>
  apiPath(`/organizations/${orgId}/events/tail`, { q, after });

/** Where in the query a mistake is, in UTF-16 code units, and what to write instead. */
export interface QueryFault {
  readonly message: string;
  readonly position: number;
  readonly length: number;
  readonly suggestion?: string;
}

/** The mistake in the query that an answer complains about; undefined for any other error. */
export function queryFaultOf(error: unknown): QueryFault | undefined {
  if (!isProblem(error) || error.code !== 'query.invalid') return undefined;
  const [fault] = error.errors as readonly (Partial<QueryFault> & { readonly message: string })[];
  const {
    message,
    position = 0,
    length = 0,
    suggestion,
  } = fault ?? { message: error.detail ?? error.message };
  return { message, position, length, ...(suggestion === undefined ? {} : { suggestion }) };
}
