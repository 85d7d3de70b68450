import { createEgress, type Egress } from '../../kernel/egress.ts';
import { type Answer, type Failure, type Http, type Outgoing, openHttp, rebased } from '../../kernel/http.ts';
import { openSockets } from '../../kernel/socket.ts';

/** Standard Webhooks give a receiver 15 to 30 seconds. */
const timeoutMs = 30_000;

/** What is read of an answer; 4 KiB of it are kept. */
const maxAnswerBytes = 65_536;

/** Sends what destinations encode, over whatever its address asks for. */
export interface Sender {
  /** Sends once. `destination` is the destination's id. */
  send(destination: string, outgoing: Outgoing, signal?: AbortSignal): Promise<Answer | Failure>;
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly egress: Egress;
  /** By destination id: another scheme, host and port for its requests, set by the operator and so trusted. */
  readonly baseUrls?: Readonly<Record<string, string>>;
  readonly nowMs: () => number;
  /** Absent: 30 s. */
  readonly timeoutMs?: number;
}

export function openSender(options: SenderOptions): Sender {
  const http: Http = openHttp(options.egress);
  const sockets = openSockets(options.egress, options.nowMs);
  const trustedSockets = openSockets(createEgress(['*']), options.nowMs);
  const limits = { timeoutMs: options.timeoutMs ?? timeoutMs, maxAnswerBytes };
  return {
    send(destination, outgoing, signal) {
      const baseUrl = options.baseUrls?.[destination];
      const target = baseUrl === undefined ? outgoing : rebased(outgoing, baseUrl);
      const around = { ...limits, ...(signal ? { signal } : {}) };
      const trusted = baseUrl !== undefined;
      if (/^(tls|tcp):/.test(target.url)) return (trusted ? trustedSockets : sockets).send(target, around);
      return http.send(target, { ...around, trusted });
    },
    async close() {
      sockets.close();
      trustedSockets.close();
      await http.close();
    },
  };
}
