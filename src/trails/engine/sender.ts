import { createEgress, type Egress } from '../../kernel/egress.ts';
import { type Answer, type Failure, type Outgoing, openHttp, rebased } from '../../kernel/http.ts';
import { openSockets } from '../../kernel/socket.ts';
import type { Mailer } from '../../mail/mailer.ts';
import { openFiles } from '../../transports/file.ts';
import { openMailTransport } from '../../transports/mail.ts';
import { openServers } from '../../transports/servers.ts';
import { isHttp, redirected, type Transmission } from '../../transports/transmission.ts';

/** Standard Webhooks give a receiver 15 to 30 seconds. */
const timeoutMs = 30_000;

/** What is read of an answer, of which 4 KiB are kept: one that speaks of each of 500 events takes 1 KB for each. */
const maxAnswerBytes = 524_288;

/** Sends what destinations encode, over whatever it asks for. */
export interface Sender {
  /** Sends once. `destination` is the destination's id. */
  send(destination: string, transmission: Transmission, signal?: AbortSignal): Promise<Answer | Failure>;
  /** Sends once to the authorization server that lets a destination's events in. */
  ask(destination: string, outgoing: Outgoing, signal?: AbortSignal): Promise<Answer | Failure>;
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly egress: Egress;
  /** By destination id: another scheme, host and port for its requests, set by the operator and so trusted. */
  readonly baseUrls?: Readonly<Record<string, string>>;
  /** The same for the authorization servers of destinations. */
  readonly authUrls?: Readonly<Record<string, string>>;
  readonly nowMs: () => number;
  /** The operator's; absent where there is none. */
  readonly mailer?: Mailer | undefined;
  /** Where files may be written; absent: nowhere. */
  readonly fileFolder?: string | undefined;
  /** Absent: 30 s. */
  readonly timeoutMs?: number;
}

export function openSender(options: SenderOptions): Sender {
  const { egress, nowMs } = options;
  const anywhere = createEgress(['*']);
  const http = openHttp(egress);
  const sockets = openSockets(egress, nowMs);
  const trustedSockets = openSockets(anywhere, nowMs);
  const mail = openMailTransport(options.mailer);
  const files = openFiles(options.fileFolder);
  const servers = openServers();
  const limits = { timeoutMs: options.timeoutMs ?? timeoutMs, maxAnswerBytes };
  const exchange = (transmission: Transmission, baseUrl: string | undefined, signal?: AbortSignal) => {
    const trusted = baseUrl !== undefined;
    const around = { ...limits, ...(signal ? { signal } : {}), egress: trusted ? anywhere : egress };
    if (!isHttp(transmission)) {
      if (transmission.kind === 'mail') return mail.send(transmission, around);
      if (transmission.kind === 'file') return files.send(transmission, around);
      return servers.send(baseUrl === undefined ? transmission : redirected(transmission, baseUrl), around);
    }
    const target = baseUrl === undefined ? transmission : rebased(transmission, baseUrl);
    if (/^(tls|tcp):/.test(target.url)) return (trusted ? trustedSockets : sockets).send(target, around);
    return http.send(target, { ...around, trusted });
  };
  return {
    send: (destination, transmission, signal) =>
      exchange(transmission, options.baseUrls?.[destination], signal),
    ask: (destination, outgoing, signal) => exchange(outgoing, options.authUrls?.[destination], signal),
    async close() {
      sockets.close();
      trustedSockets.close();
      await Promise.all([http.close(), mail.close(), files.close(), servers.close()]);
    },
  };
}
