import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FormSchema, FormValues } from '../form/schema.ts';
import type { AuditEvent } from './events.ts';
import { del, get, type Page, patch, post } from './http.ts';

export const trailStatuses = ['active', 'paused', 'failing'] as const;
export type TrailStatus = (typeof trailStatuses)[number];

/** A secret never comes back; `value` only in the answer to the request that made it. */
export interface SecretView {
  readonly set: boolean;
  readonly updated_at: string | null;
  readonly value?: string;
}

/** A standing delivery of the events that match `rule` to one destination. */
export interface Trail {
  readonly id: string;
  readonly name: string;
  readonly rule: string;
  readonly destination: string;
  readonly format?: string;
  readonly config?: FormValues;
  readonly secrets?: Readonly<Record<string, SecretView>>;
  readonly status: TrailStatus;
  readonly pause_reason?: 'person' | 'failing' | null;
  readonly position: number;
  readonly lag_events: number;
  readonly lag_seconds: number;
  /** Events. */
  readonly delivered_24h: number;
  /** Attempts. */
  readonly failed_24h: number;
  readonly dead_letters?: number;
  readonly last_delivery_at: string | null;
  readonly last_error:
    | string
    | { readonly message?: string; readonly code?: string; readonly at?: string }
    | null;
  readonly last_error_at?: string | null;
  readonly failing_since?: string | null;
  readonly created_by?: string;
  readonly created_at: string;
}

export const trailsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'trails'],
    queryFn: ({ signal }) => get<Page<Trail>>(`/organizations/${orgId}/trails`, { signal }),
    refetchInterval: 30_000,
  });

export const trailQuery = (orgId: string, trailId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'trails', trailId],
    queryFn: ({ signal }) => get<Trail>(`/organizations/${orgId}/trails/${trailId}`, { signal }),
    refetchInterval: 5_000,
  });

/** A kind of receiver, with the forms of its settings. */
export interface Destination {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly docs: string;
  readonly look_for: string;
  readonly notes: readonly string[];
  readonly config_schema: FormSchema;
  readonly secrets_schema: FormSchema;
  readonly formats: readonly string[];
  readonly ordered: boolean;
  /** What to run at the receiver before the first event. */
  readonly setup?: { readonly text: string; readonly code: string } | null;
  readonly limits: { readonly max_age_ms: number | null };
}

/** A receiver that takes what one of the destinations sends: that one with its fields filled in. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly destination: string;
  readonly description: string;
  readonly docs: string;
  readonly config: FormValues;
  /** What to put into which secret. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly format: string | null;
}

interface Catalogue extends Page<Destination> {
  readonly presets?: readonly Preset[];
}

export const destinationsQuery = queryOptions({
  queryKey: ['destinations'],
  queryFn: ({ signal }) => get<Catalogue>('/destinations', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What a rule would have let through in the last 7 days. */
export interface RulePreview {
  readonly count: number;
  readonly total: number;
  readonly exact: boolean;
  readonly samples: readonly AuditEvent[];
}

export const previewQuery = (orgId: string, rule: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'trails', 'preview', rule],
    queryFn: () => post<RulePreview>(`/organizations/${orgId}/trails/preview`, { rule }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export interface TrailInput {
  readonly name: string;
  readonly rule: string;
  readonly destination: string;
  readonly config: FormValues;
  readonly secrets: FormValues;
  /** `now`, `beginning`, or an RFC 3339 time of receipt. */
  readonly start: string;
  readonly format?: string;
}

export const createTrail = (orgId: string, input: TrailInput): Promise<Trail> =>
  post(`/organizations/${orgId}/trails`, input);

/** What one marked event met at the destination. */
export interface TrailTest {
  readonly ok: boolean;
  readonly request: string;
  readonly response: string | null;
  readonly ms: number;
  readonly status: number | null;
  readonly reason: string | null;
  readonly look_for: string;
  /** Secrets that Cairn made for a draft. */
  readonly made?: Readonly<Record<string, string>>;
}

export const testDraft = (
  orgId: string,
  draft: Pick<TrailInput, 'name' | 'destination' | 'config' | 'secrets' | 'format'>,
): Promise<TrailTest> => post(`/organizations/${orgId}/trails/test`, draft);

const trailPath = (orgId: string, trailId: string) => `/organizations/${orgId}/trails/${trailId}`;

export const testTrail = (orgId: string, trailId: string): Promise<TrailTest> =>
  post(`${trailPath(orgId, trailId)}/test`);

export const pauseTrail = (orgId: string, trailId: string): Promise<Trail> =>
  post(`${trailPath(orgId, trailId)}/pause`);

export const resumeTrail = (orgId: string, trailId: string): Promise<Trail> =>
  post(`${trailPath(orgId, trailId)}/resume`);

/** Absent fields stay; null removes one. */
export interface TrailChange {
  readonly format?: string;
  readonly name?: string;
  readonly rule?: string;
  readonly config?: Readonly<Record<string, string | number | boolean | null>>;
  readonly secrets?: Readonly<Record<string, string | number | boolean | null>>;
}

export const changeTrail = (orgId: string, trailId: string, change: TrailChange): Promise<Trail> =>
  patch(trailPath(orgId, trailId), change);

export const deleteTrail = (orgId: string, trailId: string, confirm: string): Promise<void> =>
  del(trailPath(orgId, trailId), { confirm });

export const deliveryStatuses = ['retrying', 'delivered', 'partial', 'split', 'dead', 'superseded'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One batch, and what became of it. */
export interface Delivery {
  readonly id: string;
  readonly lane: 'live' | 'resend';
  readonly first_seq: number;
  readonly last_seq: number;
  readonly events: number;
  readonly bytes: number;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly started_at: string;
  readonly settled_at: string | null;
  readonly next_attempt_at: string | null;
}

export interface Attempt {
  readonly number: number;
  readonly at: string;
  readonly duration_ms: number;
  readonly outcome: string;
  readonly status: number | null;
  readonly reason: string | null;
  readonly request: string;
  readonly response: string | null;
}

export type DeliveryDetail = Omit<Delivery, 'attempts'> & { readonly attempts: readonly Attempt[] };

export const deliveriesQuery = (orgId: string, trailId: string) =>
  infiniteQueryOptions({
    queryKey: ['organizations', orgId, 'trails', trailId, 'deliveries'],
    queryFn: ({ signal, pageParam }) =>
      get<Page<Delivery>>(`${trailPath(orgId, trailId)}/deliveries`, {
        search: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: 15_000,
  });

export const deliveryQuery = (orgId: string, trailId: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'trails', trailId, 'deliveries', deliveryId],
    queryFn: ({ signal }) =>
      get<DeliveryDetail>(`${trailPath(orgId, trailId)}/deliveries/${deliveryId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'retrying' ? 5_000 : false),
  });

/** An event that the destination refused for good. */
export interface DeadLetter {
  readonly id: string;
  readonly seq: number;
  readonly event_id: string;
  readonly action: string;
  readonly reason: string;
  readonly at: string;
  readonly resending: boolean;
}

export const deadLettersQuery = (orgId: string, trailId: string) =>
  infiniteQueryOptions({
    queryKey: ['organizations', orgId, 'trails', trailId, 'dead-letters'],
    queryFn: ({ signal, pageParam }) =>
      get<Page<DeadLetter>>(`${trailPath(orgId, trailId)}/dead-letters`, {
        search: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: 15_000,
  });

export type DeadLetterChoice = { readonly ids: readonly string[] } | { readonly all: true };

export const resendDeadLetters = (orgId: string, trailId: string, choice: DeadLetterChoice) =>
  post<{ count: number }>(`${trailPath(orgId, trailId)}/dead-letters/resend`, choice);

export const discardDeadLetters = (orgId: string, trailId: string, choice: DeadLetterChoice) =>
  post<{ count: number }>(`${trailPath(orgId, trailId)}/dead-letters/discard`, choice);

/** Sums of five minutes; minutes in which nothing happened are absent. */
export interface TrailMetrics {
  readonly step_seconds: number;
  readonly points: readonly {
    readonly at: string;
    readonly delivered: number;
    readonly deliveries: number;
    readonly failed: number;
    readonly dead: number;
    readonly bytes: number;
    readonly duration_ms: number;
  }[];
}

export const trailMetricsQuery = (orgId: string, trailId: string, hours: number) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'trails', trailId, 'metrics', hours],
    queryFn: ({ signal }) =>
      get<TrailMetrics>(`${trailPath(orgId, trailId)}/metrics`, { search: { hours }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
