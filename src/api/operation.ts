import type { z } from 'zod';
import type { Permission } from '../access/permissions.ts';
import type { ActionCode } from '../event/action.ts';
import type { Code } from '../kernel/errors.ts';
import type { RawAnswer } from './answer.ts';
import type { OperationContext } from './context.ts';

/** Who may call: everybody, whoever is signed in or holds a token, or whoever has the permission there. */
export type Access = 'public' | 'signed_in' | Permission;

/**
 * What a call records in the organization's log. The decision cannot be left out: an operation that records
 * nothing has to say why.
 */
export type Audit = ActionCode | { readonly none: string };

/** The names between braces of a path: `organization_id` of `/organizations/{organization_id}/events`. */
export type PathParameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameters<Rest>
  : never;

type DeepReadonly<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
      : T;

export interface Input<Path extends string, Q, B> {
  readonly params: Readonly<Record<PathParameters<Path>, string>>;
  readonly query: Q;
  readonly body: B;
}

/**
 * One operation of the HTTP interface. Router, OpenAPI, permission check and audit record derive from it; it
 * knows no framework and no SQL.
 */
export interface Operation<
  Path extends string = string,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  /** `api_tokens.create`. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** After `/api/v1`, with parameters in braces. */
  readonly path: Path;
  readonly summary: string;
  readonly access: Access;
  readonly audit: Audit;
  /**
   * Whether a session must have proved lately who it is (`freshMinutes`): for what shows, makes or changes secrets.
   * API tokens are not asked, as they have no session.
   */
  readonly reauthenticate?: boolean;
  readonly query?: Q;
  readonly body?: B;
  /** Largest body in bytes after decompression; 1 MiB unless told. */
  readonly maxBytes?: number;
  /** Whether `application/x-ndjson` is taken besides JSON. */
  readonly takesNdjson?: boolean;
  /** What a 2xx answer holds; absent for an empty answer. */
  readonly output?: O;
  /** Content type of an answer that is no JSON. */
  readonly contentType?: string;
  readonly status?: 200 | 201 | 202 | 204 | 302;
  /** Whether `Idempotency-Key` is honoured: for every POST that makes something. */
  readonly idempotent?: boolean;
  /** Codes beyond those that every operation can answer. */
  readonly errors?: readonly Code[];
  handle(
    context: OperationContext,
    input: Input<Path, z.output<Q>, z.output<B>>,
  ): Promise<DeepReadonly<z.input<O>> | RawAnswer | undefined>;
}

/** An operation whose types are not known any more, as the registry and the router see it. */
export type AnyOperation = Omit<Operation, 'handle'> & {
  // biome-ignore lint/suspicious/noExplicitAny: a method's parameters are contravariant; the router feeds it what the schemas gave.
  handle(context: OperationContext, input: any): Promise<unknown>;
};

/** Pins the types, so that an operation reads as data. */
export const operation = <
  const Path extends string,
  Q extends z.ZodType = z.ZodType<undefined>,
  B extends z.ZodType = z.ZodType<undefined>,
  O extends z.ZodType = z.ZodType<undefined>,
>(
  definition: Operation<Path, Q, B, O>,
): AnyOperation => definition as AnyOperation;
