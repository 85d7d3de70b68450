import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../kernel/clock.ts';
import { findBinaries } from './embedded-binaries.ts';
import {
  adoptCluster,
  type Cluster,
  createCluster,
  isNewCluster,
  serverPassword,
  superuser,
} from './embedded-cluster.ts';
import { clearLeftovers, runPrefix } from './embedded-leftovers.ts';
import { lockDirectory } from './embedded-lock.ts';
import { signal } from './embedded-processes.ts';
import { type Server, startServer } from './embedded-server.ts';
import { serverSettings } from './embedded-settings.ts';
import { canReach, chooseServerUser, type ServerUser } from './embedded-user.ts';

/** The part of a logger that is used here; pino fits. */
export interface EmbeddedLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface EmbeddedOptions {
  /** Cairn's data directory; the cluster is in `postgres` below it. */
  readonly dataDir: string;
  readonly log: EmbeddedLog;
  readonly clock: Clock;
  /** Overrides of the server's settings, e.g. `fsync: 'off'` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  readonly connection: {
    /** Directory of the Unix socket; on Windows 127.0.0.1. */
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  /** Of the server that runs now; another one after it has died and was started again. */
  readonly pid: number;
  /** Ends the server cleanly (fast shutdown) and gives the data directory back. */
  stop(): Promise<void>;
  /** Resolves when the server has ended for good, which only `stop` brings about. */
  readonly exited: Promise<void>;
}

const databaseName = 'cairn';
const firstRestartMs = 100;
const lastRestartMs = 5_000;
/** A server that ran this long was well: the next restart comes at once again. */
const steadyMs = 30_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolveListening) => server.once('listening', resolveListening));
  const address = server.address();
  await new Promise((resolveClose) => server.close(resolveClose));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** A private directory whose path is short enough for a socket (103 bytes on macOS) and open to the server's user. */
function makeRunDirectory(user: ServerUser | undefined): string {
  const temporary = tmpdir();
  const fits = temporary.length <= 70 && (user === undefined || canReach(temporary, user));
  const directory = mkdtempSync(join(fits ? temporary : '/tmp', runPrefix));
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  return directory;
}

/** Severities as the server writes them: 'FATAL:  …'. */
function logLine(log: EmbeddedLog, line: string): void {
  const severity = line.match(/^([A-Z]+): /)?.[1];
  if (severity === 'PANIC') log.error({ line }, 'PostgreSQL');
  // A connection that is refused while the server starts is told to whoever asked for it, again and again.
  else if (/^FATAL: +the database system is /.test(line)) log.debug({ line }, 'PostgreSQL');
  else if (severity === 'FATAL' || severity === 'WARNING') log.warn({ line }, 'PostgreSQL');
  else log.debug({ line }, 'PostgreSQL');
}

async function addressSettings(
  runDirectory: string,
): Promise<{ host: string; port: number; settings: Record<string, string> }> {
  if (process.platform !== 'win32') {
    const settings = {
      listen_addresses: '',
      unix_socket_directories: runDirectory,
      unix_socket_permissions: '0700',
    };
    return { host: runDirectory, port: 5432, settings: { ...settings, port: '5432' } };
  }
  const port = await freePort();
  return { host: '127.0.0.1', port, settings: { listen_addresses: '127.0.0.1', port: String(port) } };
}

async function createDatabase(connection: EmbeddedPostgres['connection']): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  client.on('error', () => undefined); // the query in progress is told as well
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      connection.database,
    ]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(connection.database)}`);
  } finally {
    await client.end();
  }
}

/** Keeps one server running until it is told to stop. */
class Supervisor {
  readonly #start: () => Promise<Server>;
  readonly #log: EmbeddedLog;
  readonly #clock: Clock;
  readonly #stopping = new AbortController();
  #server: Server | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(start: () => Promise<Server>, log: EmbeddedLog, clock: Clock) {
    this.#start = start;
    this.#log = log;
    this.#clock = clock;
  }

  get pid(): number {
    return this.#server?.pid ?? 0;
  }

  /** The first start; its failure is told to the caller, who gives up. */
  async begin(): Promise<void> {
    await this.#run();
    this.#loop = this.#watch();
  }

  /** For the last moment of this process, when nothing can be waited for; the next start recovers. */
  endAtOnce(): void {
    if (this.#server?.isRunning()) signal(this.#server.pid, 'SIGQUIT');
  }

  async end(): Promise<void> {
    this.#stopping.abort();
    await this.#server?.stop();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const server = await this.#start();
    this.#server = server;
    if (this.#stopping.signal.aborted) await server.stop();
    else await server.ready();
  }

  async #watch(): Promise<void> {
    let delayMs = firstRestartMs;
    for (;;) {
      const since = this.#clock.now();
      await this.#server?.exited;
      if (this.#stopping.signal.aborted) return;
      if (this.#clock.now() - since > steadyMs) delayMs = firstRestartMs;
      this.#log.error({ delayMs }, 'PostgreSQL has ended by itself; starting it again');
      await wait(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined); // stopped meanwhile
      delayMs = Math.min(delayMs * 2, lastRestartMs);
      if (this.#stopping.signal.aborted) return;
      await this.#restart();
    }
  }

  async #restart(): Promise<void> {
    try {
      await this.#run();
      this.#log.info({ pid: this.pid }, 'PostgreSQL runs again');
    } catch (err) {
      this.#log.error({ err }, 'PostgreSQL could not be started again');
    }
  }
}

/**
 * Starts PostgreSQL on `dataDir/postgres`, which is made at the first start, and keeps it running: when it dies, it is
 * started again. Throws when another Cairn runs on `dataDir`, when the cluster is of another major version, or when
 * the server does not start. What a crashed run has left is ended and cleared first.
 */
export async function startEmbedded({
  dataDir,
  log,
  clock,
  settings,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const root = resolve(dataDir);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(root);
  const directory = join(root, 'postgres');
  const undo: (() => void)[] = [() => lock.release()];
  try {
    const isNew = isNewCluster(directory);
    const user = chooseServerUser(directory);
    const runDirectory = makeRunDirectory(user);
    undo.unshift(() => rmSync(runDirectory, { recursive: true, force: true }));
    const cluster: Cluster = { directory, user, binaries: findBinaries(user), runDirectory };
    const password = serverPassword(root);
    if (isNew) {
      log.info({ directory }, 'making the database');
      await createCluster(cluster, password);
    } else {
      adoptCluster(cluster);
    }
    const { settings: address, ...where } = await addressSettings(runDirectory);
    const connection = { ...where, user: superuser, password, database: databaseName };
    const start = async () => {
      lock.verify();
      await clearLeftovers(directory, runDirectory, log);
      return startServer({
        cluster,
        settings: { ...serverSettings(), ...settings, ...address },
        onLine: (line) => logLine(log, line),
      });
    };
    const supervisor = new Supervisor(start, log, clock);
    const onExit = () => {
      supervisor.endAtOnce();
      rmSync(runDirectory, { recursive: true, force: true });
    };
    process.once('exit', onExit);
    undo.unshift(async () => {
      await supervisor.end();
      process.off('exit', onExit);
    });
    await supervisor.begin();
    await createDatabase(connection);
    return handle(supervisor, connection, undo);
  } catch (err) {
    for (const step of undo) await step();
    throw err;
  }
}

function handle(
  supervisor: Supervisor,
  connection: EmbeddedPostgres['connection'],
  undo: readonly (() => void | Promise<void>)[],
): EmbeddedPostgres {
  let stopped: Promise<void> | undefined;
  const ended = Promise.withResolvers<void>();
  const stop = async () => {
    for (const step of undo) await step();
    ended.resolve();
  };
  return {
    connection,
    get pid() {
      return supervisor.pid;
    },
    exited: ended.promise,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
