import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCheckout } from './checkout.mjs';

/** What `test/database.ts` is called from beside it and from elsewhere. */
const asksForDatabase = /from '(\.{1,2}\/)+(test\/)?database\.ts'/;

/** @returns {string[]} the test files of the server that ask for a database themselves */
export function databaseTests() {
  return ['src', 'test'].flatMap((folder) =>
    readdirSync(inCheckout(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(folder, name))
      .filter((file) => asksForDatabase.test(readFileSync(inCheckout(file), 'utf8'))),
  );
}
