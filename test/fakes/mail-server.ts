import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { makeCertificate } from './certificate.ts';

/** A mail as the server has it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** By name in lower case, unfolded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly isEncrypted: boolean;
}

interface Refusal {
  readonly code: number;
  readonly text: string;
}

export interface MailServer {
  readonly port: number;
  readonly caPem: string;
  readonly mails: ReceivedMail[];
  /** Passwords by user; without any, no login is asked for. */
  readonly users: Map<string, string>;
  /** Answers to recipients, by address. */
  readonly refused: Map<string, Refusal>;
  /** Plays this instead of taking the next mail: a refusal, or taking it and dropping the connection. */
  failNext(fault: Refusal | 'take-and-close'): void;
  close(): Promise<void>;
}

export interface MailServerOptions {
  readonly security?: 'tls' | 'starttls' | 'none';
  readonly port?: number;
  /** Announced with SIZE, in bytes. */
  readonly size?: number;
}

const refusal = ({ code, text }: Refusal): Error => Object.assign(new Error(text), { responseCode: code });

/** A mail server on a free port of this machine. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { security = 'none', port = 0, size } = options;
  const folder = mkdtempSync(join(tmpdir(), 'cairn-mail-'));
  const { cert, key } = await makeCertificate(folder);
  const mails: ReceivedMail[] = [];
  const users = new Map<string, string>();
  const refused = new Map<string, Refusal>();
  const faults: (Refusal | 'take-and-close')[] = [];

  const server = new SMTPServer({
    secure: security === 'tls',
    ...(security === 'none' ? {} : { cert, key }),
    ...(size === undefined ? {} : { size }),
    disabledCommands: security === 'none' ? ['STARTTLS'] : [],
    allowInsecureAuth: security === 'none',
    authOptional: true,
    logger: false,
    onAuth({ username = '', password }, _session, callback) {
      if (users.get(username) === password) callback(null, { user: username });
      else callback(refusal({ code: 535, text: 'Authentication credentials invalid' }));
    },
    onMailFrom(_address, session, callback) {
      const isIn = users.size === 0 || session.user !== undefined;
      callback(isIn ? null : refusal({ code: 530, text: 'Authentication required' }));
    },
    onRcptTo({ address }, _session, callback) {
      const fault = refused.get(address);
      callback(fault === undefined ? null : refusal(fault));
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(refusal({ code: 552, text: 'Message too large' }));
        const fault = faults.shift();
        if (typeof fault === 'object') return callback(refusal(fault));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          ...readMail(Buffer.concat(parts).toString('utf8')),
          isEncrypted: session.secure,
        });
        if (fault === undefined) return callback(null);
        for (const connection of server.connections) (connection as { close(): void }).close();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    caPem: cert,
    mails,
    users,
    refused,
    failNext: (fault) => void faults.push(fault),
    close: () =>
      new Promise((resolve) => {
        rmSync(folder, { recursive: true, force: true });
        server.close(() => resolve());
      }),
  };
}

/** Headers, and the two parts of multipart/alternative decoded. */
function readMail(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html'> {
  const { headers, body } = readPart(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1];
  const parts =
    boundary === undefined
      ? []
      : body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => readPart(part.trimStart()));
  const of = (type: string): string =>
    decode(parts.find((part) => part.headers['content-type']?.startsWith(type)) ?? { headers: {}, body: '' });
  return { headers, text: of('text/plain'), html: of('text/html') };
}

interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function readPart(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const unfolded = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const headers = unfolded.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: Object.fromEntries(headers), body: raw.slice(end + 4) };
}

function decode({ headers, body }: Part): string {
  const encoding = headers['content-transfer-encoding'];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body.replaceAll('\r\n', '\n');
  const joined = body.replace(/=\r\n/g, '').replaceAll('\r\n', '\n');
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A header in encoded words (RFC 2047) as text. */
export const decodeHeader = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?(q|b)\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : Buffer.from(
            text
              .replaceAll('_', ' ')
              .replace(/=([0-9A-F]{2})/g, (_all, hex: string) =>
                String.fromCharCode(Number.parseInt(hex, 16)),
              ),
            'latin1',
          ).toString('utf8'),
    );
