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

/** One event on its way to a receiver that takes them one by one. */
export interface Message {
  /** The event's id, by which receivers know a repeat. */
  readonly id: string;
  /** Where it goes: a subject, a routing key, a topic, a stream; of files, the organization. */
  readonly to: string;
  /** Messages of one key stay in order, where the receiver has keys. */
  readonly key?: string;
  /** The event's text. */
  readonly body: string;
}

/** Lines for a file below the operator's folder. */
export interface FileTransmission {
  readonly kind: 'file';
  /** Name of the file without its date, number and ending. */
  readonly name: string;
  /** `2026-11-23`: part of the name. */
  readonly day: string;
  /** A file that has grown to this is followed by the next. */
  readonly maxBytes: number;
  readonly messages: readonly Message[];
}

/** Messages for a server that speaks a protocol of its own. */
interface Publication<K extends string> {
  readonly kind: K;
  /** The servers that are tried in turn; most protocols have one. */
  readonly endpoints: readonly [Endpoint, ...Endpoint[]];
  readonly user?: string;
  readonly password?: string;
  readonly messages: readonly Message[];
}

export interface NatsTransmission extends Publication<'nats'> {
  readonly token?: string;
  /** Content of a `.creds` file. */
  readonly credentials?: string;
}

export interface RabbitmqTransmission extends Publication<'rabbitmq'> {
  readonly vhost: string;
  readonly exchange: string;
}

export interface RedisTransmission extends Publication<'redis'> {
  readonly database: number;
  /** About how many entries a stream keeps; absent: all. */
  readonly maxLength?: number;
}

export interface PostgresqlTransmission extends Publication<'postgresql'> {
  readonly database: string;
  readonly schema: string;
  readonly table: string;
  readonly createTable: boolean;
}

export type SaslMechanism = 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';

export interface KafkaTransmission extends Publication<'kafka'> {
  /** Absent: nobody is signed in. */
  readonly mechanism?: SaslMechanism;
}

export type ServerTransmission =
  | NatsTransmission
  | RabbitmqTransmission
  | RedisTransmission
  | PostgresqlTransmission
  | KafkaTransmission;

/** Everything a destination can ask to be sent. HTTP, and sockets by their scheme, have no `kind`. */
export type Transmission = Outgoing | MailTransmission | FileTransmission | ServerTransmission;

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
  if (transmission.kind === 'file') return [];
  if (transmission.kind === 'mail') {
    const { server } = transmission;
    return server === undefined ? [] : [{ host: server.host, isPlain: server.security === 'none' }];
  }
  return transmission.endpoints.map(({ host, tls }) => ({ host, isPlain: tls === undefined }));
}

/** A signature or a token in a header: no secret that was entered, and yet not to be shown. */
const hidden = /^(authorization|x-amz-security-token)$/;

/** A transmission as people may see it, before secrets are removed; at most `chars` of its body. */
export function shownOf(transmission: Transmission, chars: number): string {
  if (isHttp(transmission)) {
    const { method, url, headers, body } = transmission;
    const lines = Object.entries(headers).map(
      ([name, value]) => `${name}: ${hidden.test(name) ? '[secret]' : value}\n`,
    );
    const head = typeof body === 'string' ? body.slice(0, chars) : '';
    return `${method} ${url}\n${lines.join('')}\n${head}`;
  }
  if (transmission.kind === 'mail') return shownMail(transmission, chars);
  const { messages } = transmission;
  if (transmission.kind === 'file') {
    return `APPEND ${transmission.name}-${transmission.day}\n\n${linesOf(messages, chars, ({ body }) => body)}`;
  }
  const servers = transmission.endpoints.map(({ host, port }) => `${host}:${port}`).join(', ');
  const lines = linesOf(messages, chars, ({ id, to, body }) => `${to} ${id}\n${body}`);
  return `${transmission.kind.toUpperCase()} ${servers}\n\n${lines}`;
}

function shownMail({ server, message }: MailTransmission, chars: number): string {
  const via = server === undefined ? 'the mail server of this Cairn' : `${server.host}:${server.port}`;
  const { to, subject, text } = message;
  return `MAIL via ${via}\nTo: ${to.join(', ')}\nSubject: ${subject}\n\n${text.slice(0, chars)}`;
}

/** As many messages as make up `chars`: the rest is not shown anyway. */
function linesOf(messages: readonly Message[], chars: number, line: (message: Message) => string): string {
  let text = '';
  for (const message of messages) {
    if (text.length > chars) break;
    text += `${line(message)}\n`;
  }
  return text;
}

/** The same transmission to another server, which the operator has set. */
export function redirected<T extends ServerTransmission>(transmission: T, baseUrl: string): T {
  const { hostname, port } = new URL(baseUrl);
  const [first] = transmission.endpoints;
  return { ...transmission, endpoints: [{ ...first, host: hostname, port: Number(port || first.port) }] };
}
