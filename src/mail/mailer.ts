import { BlockList, isIP } from 'node:net';
import nodemailer from 'nodemailer';
import { dial, type Permits, type TlsSettings, tlsOptions } from '../kernel/dial.ts';
import { CairnError } from '../kernel/errors.ts';
import { describe, type Failure } from '../kernel/http.ts';

/** A mail server and how to speak to it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /**
   * `tls` from the first byte; `starttls` refuses to go on without it; `offered` takes STARTTLS where the server
   * has it; `none` never asks.
   */
  readonly security: 'tls' | 'starttls' | 'offered' | 'none';
  readonly user?: string;
  readonly password?: string;
  readonly tls?: TlsSettings;
}

/** One mail to up to a few people, who see each other's addresses. */
export interface MailMessage {
  readonly to: readonly string[];
  /** Made one line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Left half of the `Message-ID`: the same for the same mail, so that a repeat is seen as one. */
  readonly id: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the server said about one address that it did not take. */
export interface RefusedAddress {
  readonly address: string;
  readonly code: number;
  readonly reply: string;
}

/** What became of a mail that reached the server. */
export interface MailReceipt {
  /** How far it came: `login` and `envelope` are about us and the addresses, `message` about the mail itself. */
  readonly stage: 'greeting' | 'login' | 'envelope' | 'message';
  /** The reply code (RFC 5321, section 4.2): 250 is taken, 4yz may pass, 5yz does not. */
  readonly code: number;
  readonly reply: string;
  readonly accepted: readonly string[];
  readonly refused: readonly RefusedAddress[];
}

export type MailResult = MailReceipt | Failure;

export interface MailOptions {
  /** Whether an address may be called. The operator's own server may be anywhere. */
  readonly permits: Permits;
  /** For the whole exchange. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Whether somebody at least was sent the mail; a `Failure` or a 4yz code means: try again later. */
export const isSent = (result: MailResult): result is MailReceipt =>
  'accepted' in result && result.accepted.length > 0 && result.code < 400;

/** Sends mail through the operator's server. */
export interface Mailer {
  /** Address that mails come from. */
  readonly from: string;
  send(message: MailMessage, options?: { readonly signal?: AbortSignal | undefined }): Promise<MailResult>;
}

/** For one mail: a greylisting server may think for a while, and scanners look at the body. */
const timeoutMs = 60_000;

/** `from` is an address, or a name and an address in angle brackets. */
export const openMailer = (server: SmtpServer, from: string): Mailer => ({
  from,
  send: (message, { signal } = {}) =>
    sendMail({ server, from, message }, { permits: () => true, timeoutMs, signal }),
});

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

const isLoopback = (host: string): boolean =>
  host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'));

/**
 * The server of `smtps://user:password@host:465` or `smtp://host:587`. A password never travels in the clear:
 * with one, STARTTLS is insisted on, except on this machine.
 */
export function smtpServer(address: string): SmtpServer {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isTls = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  const plain = password === '' || isLoopback(host) ? 'offered' : 'starttls';
  return {
    host,
    port: Number(url.port || (isTls ? 465 : 587)),
    security: isTls ? 'tls' : plain,
    ...(user === '' ? {} : { user }),
    ...(password === '' ? {} : { password }),
  };
}

export interface Mail {
  readonly server: SmtpServer;
  readonly from: string;
  readonly message: MailMessage;
}

/** Sends one mail over a connection of its own. */
export async function sendMail({ server, from, message }: Mail, options: MailOptions): Promise<MailResult> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const transport = nodemailer.createTransport(transportOptions(server, options, signal));
  const { to, subject, text, html, id, headers } = message;
  try {
    const info = await transport.sendMail({
      from,
      to: [...to],
      subject: oneLine(subject),
      text,
      html,
      messageId: `<${id}@${domainOf(from)}>`,
      ...(headers === undefined ? {} : { headers: { ...headers } }),
      signal,
    });
    const reply = String(info.response ?? '');
    return {
      stage: 'message',
      code: Number(/^\d{3}/.exec(reply)?.[0] ?? 250),
      reply,
      accepted: info.accepted.map(String),
      refused: refusedOf(info),
    };
  } catch (err) {
    return explain(err as SmtpError, server, { signal: options.signal, timeout });
  }
}

const transportOptions = (server: SmtpServer, options: MailOptions, signal: AbortSignal) => {
  const { host, port, security, user, password, tls = { verify: true } } = server;
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    tls: tlsOptions(host, tls),
    // Bodies are text that is given; nothing is read from disk or fetched for them.
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: options.timeoutMs,
    greetingTimeout: options.timeoutMs,
    socketTimeout: options.timeoutMs,
    socketCloseTimeout: 0,
    // The connection is ours, so that the address that is dialled is the one that was checked.
    getSocket(_: unknown, callback: (err: Error | null, socket?: object) => void): void {
      dial({ host, port }, options.permits, { timeoutMs: options.timeoutMs, signal }).then(
        (connection) => callback(null, { connection }),
        (err) => callback(err),
      );
    },
  };
};

const domainOf = (from: string): string => /@([^\s<>@,]+)>?$/.exec(from)?.[1] ?? 'localhost';

/** Header injection needs a line feed; a control character in a subject is never meant. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** What nodemailer throws. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly rejectedErrors?: Rejections | undefined;
}

type Rejections = readonly {
  readonly recipient?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
}[];

const refusedOf = ({
  rejectedErrors,
}: {
  readonly rejectedErrors?: Rejections | undefined;
}): RefusedAddress[] =>
  (rejectedErrors ?? []).map(({ recipient = '', responseCode = 550, response = '' }) => ({
    address: recipient,
    code: responseCode,
    reply: response,
  }));

const stageOf = ({ code, command = '' }: SmtpError): MailReceipt['stage'] => {
  if (code === 'EAUTH' || code === 'ENOAUTH' || command.startsWith('AUTH')) return 'login';
  if (code === 'EMESSAGE' || command === 'DATA') return 'message';
  return command === 'MAIL FROM' || command === 'RCPT TO' ? 'envelope' : 'greeting';
};

function explain(
  err: SmtpError,
  { host, port }: SmtpServer,
  { signal, timeout }: { signal: AbortSignal | undefined; timeout: AbortSignal },
): MailResult {
  const url = new URL(`smtp://${isIP(host) === 6 ? `[${host}]` : host}:${port}`);
  if (signal?.aborted) return describe(err, url, { signal });
  if (timeout.aborted || err.code === 'ETIMEDOUT') {
    return describe(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' }), url, {});
  }
  if (err instanceof CairnError) return describe(err, url, {});
  const tooLarge = err.code === 'EMESSAGE' && err.responseCode === undefined;
  if (err.responseCode !== undefined || tooLarge || err.code === 'EAUTH') {
    return {
      stage: stageOf(err),
      // 552 is the code for a mail beyond the server's size (RFC 1870, section 6.1), 535 for a refused login.
      code: err.responseCode ?? (tooLarge ? 552 : 535),
      reply: err.response ?? err.message,
      accepted: [],
      refused: refusedOf(err),
    };
  }
  if (err.code === 'ETLS')
    return { failure: 'tls', reason: `no TLS with ${url.host}: ${oneLine(err.message)}` };
  const known = err.originalCode ?? err.code;
  const code = known === 'ESOCKET' || known === 'ECONNECTION' || known === undefined ? 'ECONNRESET' : known;
  return describe(Object.assign(new Error(err.message), { code }), url, {});
}
