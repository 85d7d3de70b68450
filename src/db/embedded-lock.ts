import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processStart } from './embedded-processes.ts';

/** The right of this process to a data directory. */
export interface DirectoryLock {
  /** Throws when the lock has been taken away, e.g. because somebody deleted the file. */
  verify(): void;
  release(): void;
}

const codeOf = (err: unknown): unknown => (err instanceof Error && 'code' in err ? err.code : undefined);

function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (err) {
    if (codeOf(err) === 'ENOENT') return undefined;
    throw err;
  }
}

/** The pid in a lock whose process still runs. A pid that another process has got since does not count. */
function livingHolder(content: string): number | undefined {
  const [pidLine = '', start] = content.split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return processStart(pid) === start ? pid : undefined;
}

/** Creates `file` with its content in one step; false when it exists. */
function createWhole(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
    return true;
  } catch (err) {
    if (codeOf(err) === 'EEXIST') return false;
    throw err;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead process's lock away, unless another starter has replaced it in the meantime: then it goes back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (err) {
    if (codeOf(err) === 'ENOENT') return;
    throw err;
  }
  if (readLock(aside) !== stale) linkSync(aside, file);
  rmSync(aside);
}

/**
 * Takes `<dataDir>/cairn.lock` for this process. Throws, naming the pid, when another Cairn runs on the directory.
 * The lock of a process that has ended is taken over.
 */
export function lockDirectory(dataDir: string): DirectoryLock {
  const file = join(dataDir, 'cairn.lock');
  const own = `${process.pid}\n${processStart(process.pid)}\n${randomUUID()}\n`;
  while (!createWhole(file, own)) {
    const content = readLock(file);
    if (content === undefined) continue;
    const holder = livingHolder(content);
    if (holder !== undefined) {
      throw new Error(
        `Another Cairn (process ${holder}) is running on the data directory ${dataDir}. Stop it first.`,
      );
    }
    removeStale(file, content);
  }
  return {
    verify() {
      if (readLock(file) !== own) throw new Error(`The lock ${file} was taken by another process.`);
    },
    release() {
      if (readLock(file) === own) rmSync(file);
    },
  };
}
