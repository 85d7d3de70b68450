/** The one place that talks to the server: JSON in and out, errors as `Problem`. */

/** One fault of the input: `path` names the field, as in `name` or `config.site`. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** The body of an error answer (RFC 9457), with what Cairn adds. */
interface ProblemBody {
  readonly title?: string;
  readonly status?: number;
  readonly code?: string;
  readonly detail?: string;
  readonly request_id?: string;
  readonly errors?: readonly Fault[];
}

/** An answer that is not a success. `status` is 0 when the server could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly Fault[];
  /** Seconds to wait before another try, when the server said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: ProblemBody, retryAfter?: number, cause?: unknown) {
    super(body.title ?? `HTTP ${status}`, { cause });
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'network' : 'unknown');
    this.detail = body.detail;
    this.requestId = body.request_id;
    this.errors = body.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;

export type SearchValue = string | number | boolean | undefined | null;

export interface RequestOptions {
  readonly search?: Readonly<Record<string, SearchValue>> | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** The path below `/api/v1` with its query; empty values are left out. */
export function apiPath(path: string, search: RequestOptions['search'] = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value));
  }
  const query = params.toString();
  return `/api/v1${path}${query === '' ? '' : `?${query}`}`;
}

async function readProblem(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const fallback: ProblemBody = requestId === undefined ? {} : { request_id: requestId };
  try {
    return new Problem(
      response.status,
      { ...fallback, ...((await response.json()) as ProblemBody) },
      retryAfter,
    );
  } catch (cause) {
    // A proxy in between may answer HTML; the status alone then says what happened.
    return new Problem(response.status, fallback, retryAfter, cause);
  }
}

/** Asks the person to prove again who he is; false when he would rather not. */
export type AskAgain = () => Promise<boolean>;

let askAgain: AskAgain | null = null;

/** Says who asks when the server wants to know again who is there; null when nobody can. */
export function onReauthentication(ask: AskAgain | null): void {
  askAgain = ask;
}

/** Calls the API. Throws `Problem` for every answer that is not a success, and for none at all. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const init: RequestInit = { method, headers: { accept: 'application/json' }, credentials: 'same-origin' };
  if (options.signal !== undefined) init.signal = options.signal;
  if (options.body !== undefined) {
    init.headers = { ...init.headers, 'content-type': 'application/json' };
    init.body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(apiPath(path, options.search), init);
  } catch (cause) {
    if (options.signal?.aborted === true) throw cause;
    throw new Problem(0, {}, undefined, cause);
  }
  if (!response.ok) {
    const problem = await readProblem(response);
    const isAsked = problem.code === 'auth.reauthentication_required' && askAgain !== null;
    // Nothing was done yet: the same request is sent again once the person has proved himself.
    if (isAsked && (await askAgain?.()) === true) return request<T>(method, path, options);
    throw problem;
  }
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export const get = <T>(path: string, options?: RequestOptions): Promise<T> =>
  request<T>('GET', path, options);
export const post = <T>(path: string, body: unknown = {}): Promise<T> => request<T>('POST', path, { body });
export const patch = <T>(path: string, body: unknown): Promise<T> => request<T>('PATCH', path, { body });
export const put = <T>(path: string, body: unknown): Promise<T> => request<T>('PUT', path, { body });
export const del = <T = void>(path: string, body?: unknown): Promise<T> =>
  request<T>('DELETE', path, { body });

/** A list's answer. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}
