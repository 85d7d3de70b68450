import { readFileSync } from 'node:fs';
import { inCheckout } from './checkout.mjs';
import { runQuietly } from './child-process.mjs';
import { npmCommand } from './install.mjs';
import { withProgress } from './progress.mjs';

const directory = inCheckout('test', 'engines');

/** @param {...string} path @returns {Record<string, { version?: string, optional?: boolean }>} by path; none when there is no file */
function locked(...path) {
  try {
    return JSON.parse(readFileSync(inCheckout('test', 'engines', ...path), 'utf8')).packages;
  } catch {
    // Absent, or written by an installation that did not end: both are put right by another one.
    return {};
  }
}

/** Whether each package is there in the version of the lock; those of other platforms may be absent. */
function isInstalled() {
  const present = locked('node_modules', '.package-lock.json');
  return Object.entries(locked('package-lock.json')).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional === true && !present[path]),
  );
}

/**
 * Sees to the packages that only some tests need, half a gigabyte of them: ClickHouse's engine, and reference
 * implementations of formats. It never ends the run: the tests that need one of them fail and name it.
 */
export async function provideTestEngines() {
  if (isInstalled()) return;
  const { command, first } = npmCommand();
  // Not `ci`: it wants the engines of other platforms in the lock, and npm writes none that it does not install.
  const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', directory];
  try {
    await withProgress('Installing what some tests run against (550 MB)', () =>
      runQuietly(command, [...first, 'install', ...flags]),
    );
  } catch {
    // npm's own words have been shown.
    process.stderr.write('Some tests need packages that are not here: npm install --prefix test/engines\n');
  }
}
