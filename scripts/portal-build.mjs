import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inCheckout } from './checkout.mjs';
import { runQuietly } from './child-process.mjs';
import { environment, findNode } from './node-binary.mjs';
import { withProgress } from './progress.mjs';
import { alone } from './start-lock.mjs';

const web = inCheckout('web');
const built = join(web, 'dist');
/** Inside the result: names the sources it was built from. */
const stampFile = join(built, '.built-from');
const notSources = new Set(['dist', 'dist.new', 'dist.old', 'node_modules']);

/**
 * @param {string} directory
 * @returns {string[]} every source file below it, in a fixed order
 */
function sourceFiles(directory) {
  const entries = readdirSync(directory, { withFileTypes: true }).filter(
    (entry) => !notSources.has(entry.name),
  );
  return entries
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? sourceFiles(path) : [path];
    })
    .sort();
}

/** @returns {string} a hash over everything that goes into the portal; times of files mean nothing in a checkout */
function sourceStamp() {
  const hash = createHash('sha256');
  for (const path of [...sourceFiles(web), inCheckout('package-lock.json')]) {
    if (existsSync(path))
      hash
        .update(`${relative(web, path)}\0`)
        .update(readFileSync(path))
        .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} stamp */
const isFresh = (stamp) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;

/**
 * Builds beside the present result and exchanges the two, so that a server that runs meanwhile misses nothing.
 *
 * @param {string} stamp
 */
async function build(stamp) {
  const next = join(web, 'dist.new');
  const vite = inCheckout('node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', web, '--outDir', next, '--emptyOutDir', '--logLevel', 'warn'];
  await withProgress('Building the portal', () => runQuietly(findNode(), args, environment()));
  writeFileSync(join(next, '.built-from'), stamp);
  const former = join(web, 'dist.old');
  rmSync(former, { recursive: true, force: true });
  if (existsSync(built)) renameSync(built, former);
  renameSync(next, built);
  rmSync(former, { recursive: true, force: true });
}

/** Builds the portal when its sources have changed since the last time. */
export async function buildPortal() {
  if (!existsSync(join(web, 'vite.config.ts'))) {
    process.stderr.write('There is no portal in this checkout; serving the API only.\n');
    return;
  }
  if (isFresh(sourceStamp())) return;
  await alone(async () => {
    const stamp = sourceStamp();
    if (!isFresh(stamp)) await build(stamp);
  });
}
