/**
 * What every npm script runs: `node scripts/start.mjs <what> [arguments]`. Plain JavaScript for the Node that is at
 * hand (20 or later), as it works before anything is installed: it installs, builds and then runs the task on Node 24.
 */
import { existsSync } from 'node:fs';
import { check } from './check.mjs';
import { inCheckout } from './checkout.mjs';
import { run, StepFailed } from './child-process.mjs';
import { databaseTests } from './database-tests.mjs';
import { provideDebianPackages } from './debian-packages.mjs';
import { install } from './install.mjs';
import { environment, findNode, isNode24 } from './node-binary.mjs';
import { stopWithParent } from './parent-watch.mjs';
import { buildPortal } from './portal-build.mjs';
import { provideTestEngines } from './test-engines.mjs';

/** First argument when this file has started itself on another Node. */
const withParent = '--with-parent';

/** @param {readonly string[]} args @returns {Promise<number>} */
const onNode = (...args) => run([{ command: findNode(), args, env: environment() }]);

/**
 * Runs the server, in this process if it can. Otherwise this file runs again on the right Node, as a child.
 *
 * @param {string} what
 * @param {string} command the first argument of src/main.ts
 * @param {readonly string[]} args
 * @returns {Promise<number | undefined>} undefined: the server lives on in this process
 */
async function serve(what, command, args) {
  if (!isNode24) return onNode(inCheckout('scripts', 'start.mjs'), withParent, what, ...args);
  const main = inCheckout('src', 'main.ts');
  process.argv = [process.execPath, main, command, ...args];
  process.chdir(inCheckout());
  await import('../src/main.ts');
  return undefined;
}

/** @param {readonly string[]} args */
async function develop(args) {
  const vite = inCheckout('node_modules', 'vite', 'bin', 'vite.js');
  return run([
    {
      command: findNode(),
      args: ['--watch', '--watch-preserve-output', 'src/main.ts', 'serve', ...args],
      env: environment(),
    },
    { command: findNode(), args: [vite, 'web'], env: environment() },
  ]);
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [extra]
 */
const vitest = (args, extra = {}) =>
  run([
    {
      command: findNode(),
      args: [inCheckout('node_modules', 'vitest', 'vitest.mjs'), 'run', ...args],
      env: { ...environment(), ...extra },
    },
  ]);

/**
 * Runs the given test files; without any, everything: checks, all tests, and those with a database once more on the
 * operating system's PostgreSQL where there is one. What comes later runs also when something has failed.
 *
 * @param {readonly string[]} args names of test files and options of vitest
 */
async function test(args) {
  await provideDebianPackages();
  await provideTestEngines();
  await buildPortal();
  if (args.length > 0) return vitest(args);
  /** @type {(() => Promise<number>)[]} */
  const steps = [() => check({ beforeSuite: true }), () => vitest([])];
  if (existsSync('/usr/lib/postgresql')) {
    steps.push(() => vitest(databaseTests(), { CAIRN_TEST_POSTGRESQL: 'system' }));
  }
  let result = 0;
  for (const step of steps) {
    const code = await step();
    if (code > 128) return code; // a signal ends all of it
    if (result === 0) result = code;
  }
  return result;
}

/** @param {string} file @param {readonly string[]} args */
async function script(file, args) {
  if (existsSync(inCheckout(file))) return onNode(inCheckout(file), ...args);
  process.stderr.write(`${file} is not there.\n`);
  return 1;
}

/** @type {Record<string, (args: readonly string[]) => Promise<number | undefined>>} */
const tasks = {
  start: async (args) => {
    await buildPortal();
    return serve('start', 'serve', args);
  },
  demo: async (args) => {
    await buildPortal();
    return serve('demo', 'demo', args);
  },
  'demo:check': (args) => script('scripts/demo-check.ts', args),
  dev: develop,
  test,
  check: () => check(),
  generate: (args) => script('scripts/generate.ts', args),
  bench: (args) => script('bench/main.ts', args),
};

const given = process.argv.slice(2);
const isChild = given[0] === withParent;
const [what = 'start', ...args] = isChild ? given.slice(1) : given;
const task = tasks[what];
if (isChild || process.env.npm_lifecycle_event !== undefined) stopWithParent();
try {
  if (task === undefined)
    throw new Error(`There is no task ${what}. There are: ${Object.keys(tasks).join(', ')}.`);
  await install();
  const exitCode = await task(args);
  if (exitCode !== undefined) process.exitCode = exitCode;
} catch (err) {
  if (!(err instanceof StepFailed)) process.stderr.write(`${err instanceof Error ? err.message : err}\n`);
  process.exitCode = err instanceof StepFailed ? err.exitCode : 1;
}
