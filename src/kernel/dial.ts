import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { bareHost, checkLiteral, guardedLookup } from './egress.ts';

/** How to treat a server's certificate, and what to show of our own. PEM throughout. */
export interface TlsSettings {
  readonly verify: boolean;
  /** Authorities to trust instead of the system's. */
  readonly ca?: string;
  /** For servers that ask clients for a certificate. */
  readonly cert?: string;
  readonly key?: string;
}

/** A server's address; without `tls` nothing is encrypted. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsSettings;
}

/** Whether a connection to this address (text of an IP address) may be opened. */
export type Permits = (address: string) => boolean;

export interface DialOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The settings as `tls.connect` takes them; `host` is what the certificate must name. */
export const tlsOptions = (host: string, { verify, ca, cert, key }: TlsSettings): ConnectionOptions => ({
  ...(isIP(host) === 0 ? { servername: host } : {}),
  ...(ca === undefined ? {} : { ca }),
  ...(cert === undefined ? {} : { cert }),
  ...(key === undefined ? {} : { key }),
  rejectUnauthorized: verify,
});

/**
 * Opens a connection; the address that is really dialled is held against `permits`. Throws what `describe` of
 * `http.ts` reads: `address.forbidden`, or an error with a code of Node's.
 */
export async function dial(endpoint: Endpoint, permits: Permits, options: DialOptions): Promise<Socket> {
  const { port, tls } = endpoint;
  const host = bareHost(endpoint.host);
  checkLiteral(host, permits);
  const where = { host, port, lookup: guardedLookup(permits), keepAlive: true };
  const socket = tls === undefined ? connectTcp(where) : connectTls({ ...where, ...tlsOptions(host, tls) });
  // 'close' follows each error and is what is acted upon; without this listener the process would end.
  socket.on('error', () => {});
  try {
    const ready = tls === undefined ? 'connect' : 'secureConnect';
    await settled(socket, options, (done) => socket.once(ready, () => done()));
    return socket;
  } catch (err) {
    socket.destroy();
    throw err;
  }
}

/** Waits for a callback of the socket, its end, the timeout or the caller's signal, whichever is first. */
export function settled(
  socket: Socket,
  { timeoutMs, signal }: DialOptions,
  begin: (done: (err?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (err?: Error | null): void => {
      clearTimeout(timer);
      socket.off('error', finish);
      socket.off('close', onClose);
      signal?.removeEventListener('abort', onAbort);
      if (err) reject(err);
      else resolve();
    };
    const onClose = (): void => finish(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const onAbort = (): void => finish(new DOMException('given up', 'AbortError'));
    const timer = setTimeout(
      () => finish(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })),
      timeoutMs,
    );
    socket.once('error', finish);
    socket.once('close', onClose);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    else if (socket.destroyed) onClose();
    else begin(finish);
  });
}

/** One address of the host that may be called, for clients that cannot be given a `lookup`. */
export function permittedAddress(hostname: string, permits: Permits): Promise<string> {
  const host = bareHost(hostname);
  checkLiteral(host, permits);
  if (isIP(host) !== 0) return Promise.resolve(host);
  return new Promise((resolve, reject) => {
    guardedLookup(permits)(host, {}, (err, address) => {
      if (err) reject(err);
      else resolve(String(address));
    });
  });
}
