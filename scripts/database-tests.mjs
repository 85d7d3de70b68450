import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCheckout } from './checkout.mjs';

/** @returns {string[]} the test files of the server that ask for a database */
export function databaseTests() {
  return readdirSync(inCheckout('src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('src', name))
    .filter((file) => readFileSync(inCheckout(file), 'utf8').includes('/test/database.ts'));
}
