import { lstatSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EmbeddedLog } from './embedded.ts';
import { hasProc, postgresProcesses, processStart, signal, until } from './embedded-processes.ts';

/** Every run directory's name begins so. */
export const runPrefix = 'cairn-pg-';

/** The lines of postmaster.pid that matter here. https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/utils/pidfile.h */
export interface PidFile {
  readonly pid: number;
  readonly socketDirectory: string;
  /** 'starting', 'stopping', 'ready' or 'standby'. */
  readonly status: string;
}

/** Undefined when there is none, or while the server is still writing it. */
export function readPidFile(cluster: string): PidFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined; // absent
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketDirectory: lines[4]?.trim() ?? '', status: lines[7]?.trim() ?? '' };
}

/** Living processes of the cluster; without /proc, the one that the pid file names. */
function remaining(cluster: string): number[] {
  const found = postgresProcesses(cluster);
  if (found !== undefined) return found;
  const pid = readPidFile(cluster)?.pid;
  return pid === undefined || processStart(pid) === undefined ? [] : [pid];
}

/** Gentlest first; the limits are for the whole cluster. */
const steps: readonly { signal: NodeJS.Signals; limitMs: number; postmasterOnly: boolean }[] = [
  { signal: 'SIGINT', limitMs: 10_000, postmasterOnly: true },
  { signal: 'SIGQUIT', limitMs: 5_000, postmasterOnly: false },
  { signal: 'SIGKILL', limitMs: 5_000, postmasterOnly: false },
];

async function endOrphans(cluster: string, log: EmbeddedLog): Promise<void> {
  for (const step of steps) {
    const pids = remaining(cluster);
    if (pids.length === 0) return;
    const postmaster = readPidFile(cluster)?.pid;
    const targets = step.postmasterOnly ? pids.filter((pid) => pid === postmaster) : pids;
    if (targets.length === 0) continue;
    log.warn({ pids: targets, signal: step.signal }, 'stopping what a former run has left of PostgreSQL');
    for (const pid of targets) signal(pid, step.signal);
    await until(() => remaining(cluster).length === 0, step.limitMs);
  }
  const pids = remaining(cluster);
  if (pids.length > 0)
    throw new Error(`PostgreSQL processes of a former run do not end: ${pids.join(', ')}.`);
}

/** The path stands in a file that the server's user can write: only what looks like ours is removed. */
function removeRunDirectory(directory: string): void {
  if (!basename(directory).startsWith(runPrefix)) return;
  const stat = lstatSync(directory, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) rmSync(directory, { recursive: true, force: true });
}

/**
 * Ends every PostgreSQL process that still works on the cluster and removes what a crash has left: the pid file,
 * which would keep the next server from starting when its pid is in use again or unreaped, and the socket.
 * The caller holds the lock of the data directory.
 */
export async function clearLeftovers(
  cluster: string,
  currentRunDirectory: string,
  log: EmbeddedLog,
): Promise<void> {
  const before = readPidFile(cluster);
  await endOrphans(cluster, log);
  if (before !== undefined && before.socketDirectory !== currentRunDirectory)
    removeRunDirectory(before.socketDirectory);
  // Without /proc nobody can tell whether backends still use the shared memory; PostgreSQL checks it by this file.
  if (hasProc) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}
