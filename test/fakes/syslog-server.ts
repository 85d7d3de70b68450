import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './certificate.ts';
import { freePort, serverProcess } from './server-process.ts';

const binary = '/usr/sbin/rsyslogd';
const tlsDriver = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].map(
  (folder) => `${folder}/rsyslog/lmnsd_ossl.so`,
);

/** One message as rsyslog understood it. */
export interface SyslogMessage {
  readonly pri: string;
  readonly timestamp: string;
  readonly hostname: string;
  readonly app: string;
  readonly msgid: string;
  readonly structured: string;
  readonly message: string;
}

export interface SyslogServer {
  readonly port: number;
  /** Of the server's certificate, whose name is `localhost`. */
  readonly caPem: string;
  /** What was written so far, in order. */
  messages(): SyslogMessage[];
  /** Ends the server as a crash would; `start` brings it back on the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Debian's rsyslog with TLS, on a free port of this machine, with a certificate made for this run.
 * Throws with what to install when it is missing.
 */
export async function startSyslogServer(transport: 'tls' | 'tcp' = 'tls'): Promise<SyslogServer> {
  if (!existsSync(binary) || !tlsDriver.some(existsSync)) {
    throw new Error('This test needs a real syslog server: apt-get install rsyslog rsyslog-openssl');
  }
  const folder = mkdtempSync(join(tmpdir(), 'cairn-syslog-'));
  const { cert: caPem } = await makeCertificate(folder);
  const port = await freePort();
  const output = join(folder, 'messages');
  writeFileSync(output, '');
  writeFileSync(join(folder, 'rsyslog.conf'), configuration({ folder, port, output, transport }));
  const pid = join(folder, 'pid');
  const server = serverProcess({
    port,
    command: [binary, '-n', '-f', join(folder, 'rsyslog.conf'), '-i', pid],
    before: () => rmSync(pid, { force: true }),
  });
  await server.start();
  return {
    port,
    caPem,
    messages: () =>
      readFileSync(output, 'utf8')
        .split('\n')
        // What follows the last line feed is a line that is still being written.
        .slice(0, -1)
        .map(parseLine),
    kill: () => server.end('SIGKILL'),
    start: server.start,
    async close() {
      await server.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Settings {
  readonly folder: string;
  readonly port: number;
  readonly output: string;
  readonly transport: 'tls' | 'tcp';
}

/** Fields are written one JSON object a line, each escaped by rsyslog, so that nothing of a message is lost. */
function configuration({ folder, port, output, transport }: Settings): string {
  const field = (name: string, property: string) =>
    `property(outname="${name}" name="${property}" format="jsonf" droplastlf="on")`;
  const fields = [
    ...[field('pri', 'pri'), field('timestamp', 'timestamp'), field('hostname', 'hostname')],
    ...[field('app', 'app-name'), field('msgid', 'msgid'), field('structured', 'structured-data')],
    field('message', 'msg'),
  ];
  const tls = `StreamDriver.Name="ossl" StreamDriver.Mode="1" StreamDriver.AuthMode="anon"`;
  return `
global(
  workDirectory="${folder}" maxMessageSize="512k"
  defaultNetstreamDriverCAFile="${folder}/cert.pem"
  defaultNetstreamDriverCertFile="${folder}/cert.pem"
  defaultNetstreamDriverKeyFile="${folder}/key.pem"
)
module(load="imtcp" ${transport === 'tls' ? tls : ''})
template(name="lines" type="list") {
  constant(value="{") ${fields.join(' constant(value=",") ')} constant(value="}\\n")
}
ruleset(name="in") { action(type="omfile" file="${output}" template="lines") }
input(type="imtcp" port="${port}" address="127.0.0.1" ruleset="in")
`;
}

function parseLine(line: string): SyslogMessage {
  return JSON.parse(line) as SyslogMessage;
}
