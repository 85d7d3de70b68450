import { queryOptions } from '@tanstack/react-query';
import { get, type Page } from './http.ts';

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

/** The newest events, whatever they are: the dashboard's list. */
export const latestEventsQuery = (orgId: string, limit: number) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'events', 'latest', limit],
    queryFn: ({ signal }) => searchEvents(orgId, { limit }, signal),
    refetchInterval: 15_000,
  });
