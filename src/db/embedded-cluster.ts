import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './embedded-binaries.ts';
import { hasProc } from './embedded-processes.ts';
import type { ServerUser } from './embedded-user.ts';

/** What PostgreSQL's programs need to know of the world around them. */
export interface Cluster {
  /** The data directory of PostgreSQL. */
  readonly directory: string;
  /** As whom its programs run; undefined: as ourselves. */
  readonly user: ServerUser | undefined;
  readonly binaries: Binaries;
  /** A private directory for sockets and short-lived files, open to `user`. */
  readonly runDirectory: string;
}

export const superuser = 'cairn';
const major = '18';

/** PGDATA, PGPORT and the like of our own environment must not reach the server. */
const environment = { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin' };

/**
 * glibc gives freed memory back to the kernel at every commit and takes it again, zeroed, for the next one. Kept, a COPY
 * of 800 events costs the server 28 instead of 39 µs of processor an event. Other C libraries ignore these.
 */
const keptMemory = {
  MALLOC_TRIM_THRESHOLD_: String(64 * 1024 * 1024),
  MALLOC_TOP_PAD_: String(4 * 1024 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(64 * 1024 * 1024),
};

/**
 * How a program is started on a cluster. As root it is told `/proc/self/cwd`: the working directory is entered
 * before root's rights are given up, and the link leads there without passing the directories above, which the
 * other user may not be allowed to enter.
 */
export function onCluster(directory: string, user: ServerUser | undefined) {
  const viaLink = user !== undefined && hasProc;
  return {
    path: viaLink ? '/proc/self/cwd' : directory,
    spawn: {
      cwd: directory,
      ...(user ?? {}),
      ...(process.platform === 'win32' ? {} : { env: { ...environment, ...keptMemory } }),
    },
  };
}

function give(path: string, user: ServerUser | undefined): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

/** A data directory that was restored or copied by root belongs to root throughout. */
function giveTree(directory: string, user: ServerUser | undefined): void {
  if (user === undefined || statSync(directory).uid === user.uid) return;
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), user.uid, user.gid);
  }
  give(directory, user); // last, so that an interrupted run starts over
}

/** Reads the server's password, making it at the first start. */
export function serverPassword(dataDir: string): string {
  const keys = join(dataDir, 'keys');
  const file = join(keys, 'postgres-password');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const draft = `${file}.new`;
    writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
    renameSync(draft, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Checks that the directory holds nothing, or a cluster that these programs can run. True when it is to be made. */
export function isNewCluster(directory: string): boolean {
  if (!existsSync(directory)) return true;
  const owner = statSync(directory).uid;
  const self = process.getuid?.() ?? 0;
  if (self !== 0 && owner !== self) {
    throw new Error(
      `${directory} belongs to another user (uid ${owner}). Start Cairn as root or as that user.`,
    );
  }
  if (readdirSync(directory).length === 0) return true;
  const versionFile = join(directory, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    throw new Error(`${directory} is not empty and holds no PostgreSQL database. Move its files away.`);
  }
  const found = readFileSync(versionFile, 'utf8').trim();
  if (found === major) return false;
  throw new Error(
    `${directory} was made by PostgreSQL ${found}, this Cairn runs PostgreSQL ${major}. Use the Cairn that made it, and move the data over by a backup.`,
  );
}

/** Takes an existing cluster over: owner and rights as PostgreSQL demands them. */
export function adoptCluster({ directory, user }: Cluster): void {
  giveTree(directory, user);
  chmodSync(directory, 0o700);
}

async function initialize(cluster: Cluster, directory: string, ctype: string): Promise<void> {
  // Retries: initdb of a killed start may still be writing its last files.
  rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  mkdirSync(directory, { mode: 0o700 });
  give(directory, cluster.user);
  const { path, spawn } = onCluster(directory, cluster.user);
  await promisify(execFile)(
    cluster.binaries.initdb,
    [
      ...['-D', path, '-U', superuser, '--auth=scram-sha-256'],
      `--pwfile=${join(cluster.runDirectory, 'password')}`,
      // The order of bytes everywhere, with Unicode's own case and word rules, on any operating system.
      ...[
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        `--lc-ctype=${ctype}`,
      ],
      '--no-instructions',
    ],
    spawn,
  );
}

/**
 * Makes a cluster whose superuser has `password`. It is made beside its place and moved there when complete, so
 * that an interrupted start leaves nothing half done.
 */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const draft = `${cluster.directory}.new`;
  const passwordFile = join(cluster.runDirectory, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(passwordFile, cluster.user);
  try {
    // pg_trgm asks the C library what a letter is; only a Unicode LC_CTYPE knows letters beyond ASCII.
    await initialize(cluster, draft, 'C.UTF-8').catch(() => initialize(cluster, draft, 'C'));
  } catch (err) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its database in ${cluster.directory}.`, { cause: err });
  } finally {
    rmSync(passwordFile);
  }
  rmSync(cluster.directory, { recursive: true, force: true });
  renameSync(draft, cluster.directory);
}
