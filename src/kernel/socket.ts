import type { Socket } from 'node:net';
import { dial, settled } from './dial.ts';
import type { Egress } from './egress.ts';
import { type Answer, describe, type Failure, type Outgoing } from './http.ts';

export interface SocketOptions {
  /** For connecting and for each write. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Writes to `tls://host:port` and `tcp://host:port`, over connections that are kept. */
export interface Sockets {
  /**
   * Resolves when the operating system has taken every byte. That is no acknowledgement: the answer's status is
   * 0 and its body says what was done.
   */
  send(outgoing: Outgoing, options: SocketOptions): Promise<Answer | Failure>;
  close(): void;
}

/**
 * How long after a write the loss of the connection puts it in doubt. What is older was acknowledged by the
 * other side's TCP, or the connection would have broken earlier.
 */
const doubtMs = 10_000;

/** What may be in doubt on one connection: a few batches. */
const maxDoubtBytes = 4_000_000;

/** A connection that nobody used for this long is closed. */
const idleMs = 60_000;

type Body = string | Uint8Array;

/** `nowMs` is the clock, in milliseconds. */
export function openSockets(egress: Egress, nowMs: () => number): Sockets {
  const lines = new Map<string, Line>();
  return {
    async send(outgoing, options) {
      const key = JSON.stringify([outgoing.url, outgoing.tls]);
      const line = lines.get(key) ?? new Line(outgoing, egress, nowMs);
      lines.set(key, line);
      try {
        await line.send(outgoing.body, options);
      } catch (err) {
        line.close();
        return describe(err, new URL(outgoing.url), options);
      }
      return { status: 0, headers: {}, body: `${Buffer.byteLength(outgoing.body)} bytes written` };
    },
    close() {
      for (const line of lines.values()) line.close();
      lines.clear();
    },
  };
}

/** One receiver: its connection, and what was written lately and may not have arrived. */
class Line {
  readonly #target: Pick<Outgoing, 'url' | 'tls'>;
  readonly #egress: Egress;
  readonly #nowMs: () => number;
  #socket: Socket | undefined;
  #recent: { readonly body: Body; readonly atMs: number }[] = [];

  constructor(target: Pick<Outgoing, 'url' | 'tls'>, egress: Egress, nowMs: () => number) {
    this.#target = target;
    this.#egress = egress;
    this.#nowMs = nowMs;
  }

  /** After a break, what is in doubt goes out again before the body: repeats are better than a silent loss. */
  async send(body: Body, options: SocketOptions): Promise<void> {
    const isNew = this.#socket === undefined;
    const socket = this.#socket ?? (await this.#dial(options));
    const doubtful = isNew ? this.#recent.map((written) => written.body) : [];
    for (const part of [...doubtful, body]) {
      await settled(socket, options, (done) => socket.write(part, done));
    }
    this.#remember(body);
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  async #dial(options: SocketOptions): Promise<Socket> {
    const { protocol, hostname, port } = new URL(this.#target.url);
    const tls = protocol === 'tls:' ? { tls: this.#target.tls ?? { verify: true } } : {};
    const endpoint = { host: hostname, port: Number(port), ...tls };
    const socket = await dial(endpoint, this.#egress.permits, options);
    socket.on('close', () => this.#lost(socket));
    socket.setTimeout(idleMs, () => socket.end());
    // Nothing is expected to come, but only a socket that is read notices that the other side has gone.
    socket.on('end', () => this.#lost(socket)).resume();
    this.#socket = socket;
    return socket;
  }

  #remember(body: Body): void {
    const nowMs = this.#nowMs();
    const kept = this.#recent.filter(({ atMs }) => nowMs - atMs < doubtMs);
    kept.push({ body, atMs: nowMs });
    let bytes = kept.reduce((sum, written) => sum + Buffer.byteLength(written.body), 0);
    while (bytes > maxDoubtBytes && kept.length > 1) bytes -= Buffer.byteLength(kept.shift()?.body ?? '');
    this.#recent = kept;
  }

  #lost(socket: Socket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    const nowMs = this.#nowMs();
    this.#recent = this.#recent.filter(({ atMs }) => nowMs - atMs < doubtMs);
  }
}
