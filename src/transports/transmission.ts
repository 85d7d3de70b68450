import type { Endpoint } from '../kernel/dial.ts';
import type { Outgoing } from '../kernel/http.ts';
import type { MailMessage, SmtpServer } from '../mail/mailer.ts';

/** A mail; without `server` it goes through the operator's. */
export interface MailTransmission {
  readonly kind: 'mail';
  readonly server?: SmtpServer;
  readonly from?: string;
  readonly message: MailMessage;
}

/** Everything a destination can ask to be sent. HTTP, and sockets by their scheme, have no `kind`. */
export type Transmission = Outgoing | MailTransmission;

/** What one request of a given kind is; what has no `kind` is HTTP. */
export type Widened<T extends Transmission> = T extends { readonly kind: infer K }
  ? Extract<Transmission, { readonly kind: K }>
  : Outgoing;

export const isHttp = (transmission: Transmission): transmission is Outgoing => !('kind' in transmission);

/** A server that a transmission goes to, as far as the egress rule asks. */
export interface Called {
  readonly host: string;
  /** Not encrypted, so that only what the operator has listed may be called. */
  readonly isPlain: boolean;
}

/** The servers that a transmission names, except the operator's own, for a check before anything is dialled. */
export function calledBy(transmission: Transmission): Called[] {
  if (isHttp(transmission)) {
    const { protocol, hostname } = new URL(transmission.url);
    return [{ host: hostname, isPlain: protocol === 'http:' }];
  }
  const { server } = transmission;
  return server === undefined ? [] : [{ host: server.host, isPlain: server.security === 'none' }];
}

/** A transmission as people may see it, before secrets are removed; at most `chars` of its body. */
export function shownOf(transmission: Transmission, chars: number): string {
  if (isHttp(transmission)) {
    const { method, url, headers, body } = transmission;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
    const head = typeof body === 'string' ? body.slice(0, chars) : '';
    return `${method} ${url}\n${lines.join('')}\n${head}`;
  }
  const { server, message } = transmission;
  const via = server === undefined ? 'the mail server of this Cairn' : `${server.host}:${server.port}`;
  const { to, subject, id, text } = message;
  return `MAIL via ${via}\nTo: ${to.join(', ')}\nSubject: ${subject}\nMessage-ID: <${id}>\n\n${text.slice(0, chars)}`;
}

/** The same transmission to other servers, which the operator has set. */
export const redirected = <T extends { readonly endpoints: readonly Endpoint[] }>(
  transmission: T,
  baseUrl: string,
): T => {
  const { hostname, port } = new URL(baseUrl);
  const endpoints = transmission.endpoints.map((endpoint) => ({
    ...endpoint,
    host: hostname,
    port: Number(port || endpoint.port),
  }));
  return { ...transmission, endpoints };
};
