import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type Cluster, onCluster } from './embedded-cluster.ts';
import { readPidFile } from './embedded-leftovers.ts';
import { until } from './embedded-processes.ts';

/** One run of the server: a child process of ours. */
export interface Server {
  readonly pid: number;
  isRunning(): boolean;
  /** Resolves when the process has ended and has been reaped. */
  readonly exited: Promise<void>;
  /** Resolves when connections are accepted; rejects with the server's last words when it ends before. */
  ready(): Promise<void>;
  /** Fast shutdown: sessions are ended, a checkpoint is written; without it after a limit. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly cluster: Cluster;
  readonly settings: Readonly<Record<string, string>>;
  /** Gets each line that the server writes. */
  readonly onLine: (line: string) => void;
}

/** Together below the 20 s that a stop of everything may take. */
const fastStopMs = 12_000;
const immediateStopMs = 3_000;
/** Recovery after a crash is part of starting; with 2 GB of WAL it takes seconds, on a slow disk much longer. */
const readyLimitMs = 600_000;
const keptLines = 8;

async function stopChild(
  child: ChildProcess,
  exited: Promise<void>,
  { directory, binaries }: Cluster,
): Promise<void> {
  let ended = false;
  exited.then(() => {
    ended = true;
  });
  const hasEnded = () => ended;
  if (process.platform === 'win32') {
    await promisify(execFile)(binaries.pgCtl, [
      'stop',
      '-D',
      directory,
      '-m',
      'fast',
      '-t',
      String(fastStopMs / 1000),
    ]);
    return exited;
  }
  child.kill('SIGINT');
  if (await until(hasEnded, fastStopMs)) return;
  child.kill('SIGQUIT');
  if (await until(hasEnded, immediateStopMs)) return;
  child.kill('SIGKILL');
  await exited;
}

/** Starts the server on a cluster that no other server uses. */
export async function startServer({ cluster, settings, onLine }: ServerOptions): Promise<Server> {
  const { path, spawn: how } = onCluster(cluster.directory, cluster.user);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(cluster.binaries.postgres, ['-D', path, ...flags], {
    ...how,
    stdio: ['ignore', 'ignore', 'pipe'],
    // In a session of its own: Ctrl-C at the terminal is for Cairn, which stops the server last.
    detached: true,
    windowsHide: true,
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await once(child, 'spawn');
  let ended = false;
  exited.then(() => {
    ended = true;
  });
  const lastLines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > keptLines) lastLines.shift();
    onLine(line);
  });
  const pid = child.pid as number; // it has spawned
  const isReady = () => {
    const file = readPidFile(cluster.directory);
    return file?.pid === pid && file.status === 'ready';
  };
  return {
    pid,
    exited,
    isRunning: () => !ended,
    async ready() {
      const done = await until(() => ended || isReady(), readyLimitMs);
      if (ended || !done)
        throw new Error(`PostgreSQL did not start: ${lastLines.join(' ') || 'it said nothing'}`);
    },
    stop: () => (ended ? Promise.resolve() : stopChild(child, exited, cluster)),
  };
}
