import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inCheckout } from './checkout.mjs';
import { runQuietly } from './child-process.mjs';
import { withProgress } from './progress.mjs';
import { alone } from './start-lock.mjs';

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked
 * @param {string} path
 * @returns {Record<string, Locked> | undefined} package by path, e.g. `node_modules/pg`
 */
function readLock(path) {
  if (!existsSync(path)) return undefined;
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  return packages;
}

/**
 * Compares what is wanted with what npm says that it has installed; npm writes the second file when an installation
 * is complete. Optional packages are those of other platforms as well, so they may be absent.
 */
export function isInstalled() {
  const present = readLock(inCheckout('node_modules', '.package-lock.json'));
  if (present === undefined) return false;
  const wanted = readLock(inCheckout('package-lock.json'));
  if (wanted === undefined) return true;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return optional === true || devOptional === true;
    return found.version === version;
  });
}

/** @returns {string} e.g. '120 of 400', by the directories that are there */
function countPackages() {
  const paths = Object.keys(readLock(inCheckout('package-lock.json')) ?? {}).filter((path) => path !== '');
  if (paths.length === 0) return '';
  return `${paths.filter((path) => existsSync(inCheckout(path, 'package.json'))).length} of ${paths.length}`;
}

/** npm itself, run by the Node that came with it: the one in node_modules goes away while npm works. */
export function npmCommand() {
  const { npm_execpath: script = '', npm_node_execpath: node = process.execPath } = process.env;
  if (/^npm-cli\.c?js$/.test(basename(script))) return { command: node, first: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', first: [] };
}

/** Installs the packages when some are missing or of another version than package-lock.json says. */
export async function install() {
  if (isInstalled()) return;
  await alone(async () => {
    if (isInstalled()) return;
    const { command, first } = npmCommand();
    const task = existsSync(inCheckout('package-lock.json')) ? 'ci' : 'install';
    // The portal is built from development packages, whatever NODE_ENV says.
    const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
    await withProgress(
      'Installing packages',
      () => runQuietly(command, [...first, task, ...flags]),
      countPackages,
    );
  });
}
