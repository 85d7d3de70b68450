/** The event: what a sender sends, and what the log holds. */

export const levels = ['information', 'notice', 'warning', 'error'] as const;
export type Level = (typeof levels)[number];

export const results = ['success', 'failed', 'validation_error'] as const;
export type Result = (typeof results)[number];

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Who acted. `type` is `user`, `api_token`, `oauth_client`, `system` or the sender's own word. */
export interface Actor {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly details?: JsonObject;
}

/** What was acted upon. */
export interface Resource {
  readonly type?: string;
  readonly id: string;
  readonly name?: string;
  readonly details?: JsonObject;
}

/** Where the action came from. `location` is free: a sender's own text or object. */
export interface Context {
  readonly source_ip?: string;
  readonly user_agent?: string;
  readonly request_id?: string;
  readonly session_id?: string;
  readonly location?: Json;
}

/** What a sender may send, after validation and with its defaults filled in. */
export interface AcceptedEvent {
  readonly id: string;
  readonly action: string;
  /** RFC 3339, UTC, milliseconds: `2026-11-23T10:00:00.000Z`. */
  readonly occurred_at: string;
  readonly level: Level;
  readonly module?: string;
  readonly service?: string;
  readonly result: Result;
  readonly error_code?: string;
  readonly actor?: Actor;
  readonly resources?: readonly Resource[];
  readonly customer_id?: string;
  readonly context?: Context;
  readonly complement?: JsonObject;
  readonly details?: JsonObject;
  readonly tags?: Readonly<Record<string, string>>;
  /** Set by Cairn alone, on what an integration collected. */
  readonly integration_id?: string;
}

/** An event of the log: numbered, and never changed again. */
export interface Event extends AcceptedEvent {
  readonly organization_id: string;
  /** 1, 2, 3 … without gaps within the organization. */
  readonly seq: number;
  /** When Cairn stored it; the same form as `occurred_at`. */
  readonly received_at: string;
  /** Version of this shape. */
  readonly schema: 1;
}
