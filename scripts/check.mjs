import { existsSync } from 'node:fs';
import { inCheckout } from './checkout.mjs';
import { run } from './child-process.mjs';
import { environment, findNode } from './node-binary.mjs';

const inPackage = (/** @type {string[]} */ ...parts) => inCheckout('node_modules', ...parts);

/** What is checked, in order; a step whose file is not there is left out. */
const steps = [
  {
    title: 'format and lint',
    needs: 'biome.json',
    args: [inPackage('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'],
  },
  {
    title: 'types',
    needs: 'tsconfig.json',
    args: [inPackage('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit'],
  },
  {
    title: 'types of the portal',
    needs: 'web/tsconfig.json',
    args: [inPackage('typescript', 'bin', 'tsc'), '-p', 'web/tsconfig.json', '--noEmit'],
  },
  { title: 'generated files', needs: 'scripts/generate.ts', args: ['scripts/generate.ts', '--check'] },
  {
    title: 'layers',
    needs: 'test/architecture.test.ts',
    args: [inPackage('vitest', 'vitest.mjs'), 'run', 'test/architecture.test.ts'],
    inSuite: true,
  },
];

/**
 * Runs every check, also after one has failed.
 *
 * @param {{ beforeSuite?: boolean }} [options] beforeSuite: leave out what the tests contain anyway
 * @returns {Promise<number>} 0, or the exit code of the first that failed
 */
export async function check({ beforeSuite = false } = {}) {
  let result = 0;
  for (const { title, needs, args, inSuite } of steps) {
    if (!existsSync(inCheckout(needs)) || (beforeSuite && inSuite)) continue;
    process.stderr.write(`Checking ${title}\n`);
    const code = await run([{ command: findNode(), args, env: environment() }]);
    if (code > 128) return code; // a signal is meant for all of it
    if (result === 0) result = code;
  }
  return result;
}
