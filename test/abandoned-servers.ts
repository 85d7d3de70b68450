import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearLeftovers } from '../src/db/embedded-leftovers.ts';
import { lockDirectory } from '../src/db/embedded-lock.ts';

/** Data directories of tests are called so, directly below the system's temporary directory. */
export const testDirectoryPrefix = 'cairn-test-';

/** Tests of crashes leave locks of dead processes behind, for moments. */
const abandonedAfterMs = 600_000;

const silent = { debug() {}, info() {}, warn() {}, error: console.error };

async function sweep(directory: string): Promise<void> {
  const lock = lockDirectory(directory); // throws while its run is alive
  const cluster = join(directory, 'postgres');
  if (existsSync(cluster)) await clearLeftovers(cluster, '', silent);
  lock.release();
  rmSync(directory, { recursive: true, force: true });
}

function looksAbandoned(directory: string): boolean {
  const lock = statSync(join(directory, 'cairn.lock'), { throwIfNoEntry: false });
  return lock !== undefined && lock.mtimeMs < Date.now() - abandonedAfterMs;
}

/** Ends the servers of test runs that were killed, and removes their data. */
export async function sweepAbandonedServers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const directory = join(tmpdir(), name);
    if (!name.startsWith(testDirectoryPrefix)) continue;
    try {
      if (looksAbandoned(directory)) await sweep(directory);
    } catch {
      // Its run is alive, or it is another user's.
    }
  }
}
