import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';

export interface ServerOptions {
  /** The program with its arguments. */
  readonly command: readonly string[];
  /** It is there when this port of this machine accepts connections. */
  readonly port: number;
  /** Debian's package, for whoever runs the tests without it. */
  readonly packageName?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** As whom it runs; absent: as this process. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Before each start. */
  readonly before?: () => void;
  /** How long a start may take; absent: 10 s. */
  readonly startMs?: number;
}

/** A real server as a child of this process. */
export interface ServerProcess {
  /** Resolves when it listens. */
  start(): Promise<void>;
  /** Resolves when it is gone; does nothing when it is not running. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Sends a signal to the running server, such as SIGSTOP. */
  signal(signal: NodeJS.Signals): void;
}

/** Throws with what to install when the program is missing. */
export function serverProcess(options: ServerOptions): ServerProcess {
  const [program = '', ...args] = options.command;
  if (program.startsWith('/') && !existsSync(program)) {
    throw new Error(`This test needs ${program}: apt-get install ${options.packageName ?? 'its package'}`);
  }
  let child: ChildProcess | undefined;
  const isRunning = (): boolean =>
    child !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    async start() {
      options.before?.();
      const env = { ...process.env, ...options.env };
      child = spawn(program, args, { stdio: 'ignore', env, cwd: '/', ...options.user });
      await untilListening(options.port, child, options.startMs ?? 10_000);
    },
    async end(signal) {
      if (child === undefined || !isRunning()) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    signal: (signal) => void child?.kill(signal),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number, child: ChildProcess, startMs: number): Promise<void> {
  const until = Date.now() + startMs;
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
  throw new Error(`${child.spawnfile} did not begin to listen (exit code ${child.exitCode})`);
}
