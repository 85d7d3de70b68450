import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Linux, unless in a root directory of its own where nothing is mounted. */
export const hasProc = process.platform === 'linux' && existsSync('/proc/self/stat');

interface ProcStat {
  readonly name: string;
  readonly state: string;
  readonly startTicks: string;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name may hold spaces and parentheses. */
function readStat(pid: number): ProcStat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined; // it has ended
  }
  const nameEnd = text.lastIndexOf(')');
  const fields = text.slice(nameEnd + 2).split(' ');
  return {
    name: text.slice(text.indexOf('(') + 1, nameEnd),
    state: fields[0] ?? '',
    startTicks: fields[19] ?? '',
  };
}

/** A zombie has ended; only its parent, often a container's first process without manners, has not asked yet. */
const hasEnded = (stat: ProcStat | undefined): boolean =>
  stat === undefined || stat.state === 'Z' || stat.state === 'X';

function startByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined; // ps fails when there is no such process
  }
}

function aliveOnWindows(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return 'running';
  } catch {
    return undefined; // no such process
  }
}

/**
 * When a process started, in a form that only compares: a reused pid gives another text, also after a reboot.
 * Undefined when the process has ended.
 */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'win32') return aliveOnWindows(pid);
  if (!hasProc) return startByPs(pid);
  const stat = readStat(pid);
  if (stat === undefined || hasEnded(stat)) return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${stat.startTicks}`;
}

function worksIn(pid: number, directory: { dev: number; ino: number }): boolean {
  try {
    const cwd = statSync(`/proc/${pid}/cwd`);
    return cwd.dev === directory.dev && cwd.ino === directory.ino;
  } catch {
    return false; // it has ended, or is another user's
  }
}

/**
 * The living PostgreSQL processes of a cluster: each of them works in the cluster's directory. Undefined where
 * there is no /proc to ask.
 */
export function postgresProcesses(cluster: string): number[] | undefined {
  if (!hasProc) return undefined;
  const directory = statSync(cluster);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid)) return false;
      const stat = readStat(pid);
      return stat?.name === 'postgres' && !hasEnded(stat) && worksIn(pid, directory);
    });
}

/** Sends a signal; a process that has ended meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'ESRCH')) throw err;
  }
}

const pollMs = 20;

/** Asks again and again until `done` holds or `limitMs` is over; gives whether it held. */
export async function until(done: () => boolean, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; !done(); waitedMs += pollMs) {
    if (waitedMs >= limitMs) return false;
    await wait(pollMs);
  }
  return true;
}
