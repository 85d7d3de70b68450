import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

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
  const caPem = await makeCertificate(folder);
  const port = await freePort();
  const output = join(folder, 'messages');
  writeFileSync(output, '');
  writeFileSync(join(folder, 'rsyslog.conf'), configuration({ folder, port, output, transport }));
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const pid = join(folder, 'pid');
    rmSync(pid, { force: true });
    child = spawn(binary, ['-n', '-f', join(folder, 'rsyslog.conf'), '-i', pid], { stdio: 'ignore' });
    await untilListening(port, child);
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    port,
    caPem,
    messages: () =>
      readFileSync(output, 'utf8')
        .split('\n')
        // What follows the last line feed is a line that is still being written.
        .slice(0, -1)
        .map(parseLine),
    kill: () => kill('SIGKILL'),
    start,
    async close() {
      await kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeCertificate(folder: string): Promise<string> {
  const certificate = join(folder, 'cert.pem');
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-keyout', join(folder, 'key.pem'), '-out', certificate],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
  ]);
  return readFileSync(certificate, 'utf8');
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + 10_000;
  while (Date.now() < until && child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`rsyslogd did not begin to listen (exit code ${child.exitCode})`);
}
