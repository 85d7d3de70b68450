import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCheckout } from './checkout.mjs';

/** Files of `test/` that give a test its database, by themselves or with more around it. */
const givers = /(?<!\/src\/db)\/(database|cairn|event-log|harness)\.ts'/;
/** The portal and the receivers are the same whatever is behind; the embedded server is no other server. */
const leftOut = /^test\/(portal|destinations)\/|^src\/db\/embedded/;

/** @returns {string[]} the test files whose result may depend on the PostgreSQL they run on */
export function databaseTests() {
  return ['src', 'test'].flatMap((folder) =>
    readdirSync(inCheckout(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(folder, name))
      .filter((file) => !leftOut.test(file) && givers.test(readFileSync(inCheckout(file), 'utf8'))),
  );
}
