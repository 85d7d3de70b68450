import type { Endpoint } from '../kernel/dial.ts';
import { type Answer, describe, type Failure } from '../kernel/http.ts';
import type { TransportOptions } from './transport.ts';

/** A connection that nobody used for this long is closed. */
const idleMs = 60_000;

interface Line<C> {
  readonly connection: C;
  readonly timer: NodeJS.Timeout;
}

export interface KeptOptions<C> {
  /** Ends a connection; must not throw. */
  readonly close: (connection: C) => unknown;
  readonly isOpen: (connection: C) => boolean;
}

/** Connections that are kept for the next use. Each is in one hand at a time. */
export class Kept<C> {
  readonly #options: KeptOptions<C>;
  readonly #idle = new Map<string, Line<C>[]>();

  constructor(options: KeptOptions<C>) {
    this.#options = options;
  }

  /** What `work` throws, or a connection that is no more open after it, costs the connection. */
  async use<T>(key: string, open: () => Promise<C>, work: (connection: C) => Promise<T>): Promise<T> {
    const connection = this.#take(key) ?? (await open());
    try {
      const result = await work(connection);
      if (this.#options.isOpen(connection)) this.#keep(key, connection);
      else this.#options.close(connection);
      return result;
    } catch (err) {
      this.#options.close(connection);
      throw err;
    }
  }

  async close(): Promise<void> {
    const lines = [...this.#idle.values()].flat();
    this.#idle.clear();
    for (const { timer } of lines) clearTimeout(timer);
    await Promise.all(lines.map(({ connection }) => this.#options.close(connection)));
  }

  #take(key: string): C | undefined {
    for (;;) {
      const line = this.#idle.get(key)?.pop();
      if (line === undefined) return undefined;
      clearTimeout(line.timer);
      if (this.#options.isOpen(line.connection)) return line.connection;
      this.#options.close(line.connection);
    }
  }

  #keep(key: string, connection: C): void {
    const lines = this.#idle.get(key) ?? [];
    this.#idle.set(key, lines);
    const timer = setTimeout(() => {
      const index = lines.findIndex((line) => line.connection === connection);
      if (index >= 0) lines.splice(index, 1);
      if (lines.length === 0) this.#idle.delete(key);
      this.#options.close(connection);
    }, idleMs);
    timer.unref();
    lines.push({ connection, timer });
  }
}

/** The promise, unless time is up or the caller gives up first; the error then reads as `describe` knows it. */
export function within<T>(promise: Promise<T>, { timeoutMs, signal }: TransportOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const late = Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => settle(() => reject(late)), timeoutMs);
    const onAbort = (): void => settle(() => reject(new DOMException('given up', 'AbortError')));
    signal?.addEventListener('abort', onAbort, { once: true });
    promise.then(
      (value) => settle(() => resolve(value)),
      (err) => settle(() => reject(err)),
    );
    if (signal?.aborted) onAbort();
  });
}

/** Any error of a connection as a failure; what has no code of Node's is a connection that went wrong. */
export function failed(
  err: unknown,
  { host, port }: Endpoint,
  { signal }: TransportOptions,
): Answer | Failure {
  const url = new URL(`tcp://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`);
  try {
    return describe(err, url, { signal });
  } catch {
    const said = err instanceof Error ? err.message : String(err);
    return { failure: 'closed', reason: `the connection to ${url.host} failed: ${said}` };
  }
}
