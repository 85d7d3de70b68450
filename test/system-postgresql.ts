import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onCluster, superuser } from '../src/db/embedded-cluster.ts';
import { runPrefix } from '../src/db/embedded-leftovers.ts';
import { lockDirectory } from '../src/db/embedded-lock.ts';
import { signal } from '../src/db/embedded-processes.ts';
import { startServer } from '../src/db/embedded-server.ts';
import { chooseServerUser } from '../src/db/embedded-user.ts';
import { testDirectoryPrefix } from './abandoned-servers.ts';

/** Where Debian puts PostgreSQL's programs, one directory by major version. */
const versions = '/usr/lib/postgresql';
const oldest = 15;
const password = 'test';

function findPrograms(): string {
  const found = existsSync(versions) ? readdirSync(versions).map(Number) : [];
  const newest = Math.max(0, ...found.filter((version) => version >= oldest));
  if (newest === 0)
    throw new Error(`There is no PostgreSQL ${oldest} or later in ${versions}: apt-get install postgresql`);
  return join(versions, String(newest), 'bin');
}

/** Starts the operating system's PostgreSQL on a new cluster of its own; an installed service is left alone. */
export async function startSystemPostgresql(): Promise<{ url: string; stop(): Promise<void> }> {
  const programs = findPrograms();
  const dataDir = mkdtempSync(join(tmpdir(), testDirectoryPrefix));
  // Before version 17 the programs leave their working directory and come back to it by its path.
  chmodSync(dataDir, 0o755);
  const lock = lockDirectory(dataDir);
  const directory = join(dataDir, 'postgres');
  const user = chooseServerUser(directory);
  const runDirectory = mkdtempSync(join(tmpdir(), runPrefix));
  const passwordFile = join(runDirectory, 'password');
  mkdirSync(directory, { mode: 0o700 });
  writeFileSync(passwordFile, password);
  for (const path of [directory, runDirectory, passwordFile]) if (user) chownSync(path, user.uid, user.gid);
  const { path, spawn } = onCluster(directory, user);
  const locale = ['--encoding=UTF8', '--locale=C', '--lc-ctype=C.UTF-8'];
  const access = ['-U', superuser, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  execFileSync(join(programs, 'initdb'), ['-D', path, ...access, ...locale, '--no-sync'], {
    ...spawn,
    stdio: 'pipe',
  });
  const program = (name: string) => join(programs, name);
  const binaries = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
  const server = await startServer({
    cluster: { directory, user, runDirectory, binaries },
    settings: {
      listen_addresses: '',
      unix_socket_directories: runDirectory,
      fsync: 'off',
      max_connections: '200',
      lc_messages: 'C',
    },
    onLine: () => {},
  });
  const onExit = () => signal(server.pid, 'SIGQUIT');
  process.once('exit', onExit);
  await server.ready();
  return {
    url: `postgresql://${superuser}:${password}@/postgres?host=${encodeURIComponent(runDirectory)}`,
    async stop() {
      await server.stop();
      process.off('exit', onExit);
      lock.release();
      rmSync(runDirectory, { recursive: true });
      rmSync(dataDir, { recursive: true });
    },
  };
}
