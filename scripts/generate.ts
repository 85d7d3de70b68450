/**
 * Writes what is derived from definitions: openapi.json, the portal's types, and pages of the documents.
 * With `--check` it writes nothing and fails when a file is not what it would write.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { operations } from '../src/api/index.ts';
import { openapiOf } from '../src/api/openapi.ts';
import { actionCatalogs, actionsPage } from './generate/actions.ts';
import { configurationPage } from './generate/configuration.ts';
import { destinationPages, presetsPage } from './generate/destinations.ts';
import { errorsPage } from './generate/errors.ts';
import { permissionsPage } from './generate/permissions.ts';

const root = join(import.meta.dirname, '..');

const readOr = (file: string, otherwise: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw err;
  }
};

async function outputs(): Promise<ReadonlyMap<string, string>> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const openapi = openapiOf(operations, version);
  const client = astToString(await openapiTS(JSON.parse(JSON.stringify(openapi))));
  return new Map([
    ['openapi.json', `${JSON.stringify(openapi, null, 2)}\n`],
    ['web/src/client.gen.ts', client],
    ['web/src/text/actions.gen.ts', actionCatalogs()],
    ['docs/errors.md', errorsPage()],
    ['docs/actions.md', actionsPage()],
    ['docs/configuration.md', configurationPage()],
    ['docs/permissions.md', permissionsPage()],
    ...destinationPages(),
    ['docs/destinations/presets.md', presetsPage()],
  ]);
}

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [file, text] of await outputs()) {
  const path = join(root, file);
  if (readOr(path, '') === text) continue;
  stale.push(file);
  if (check) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (check && stale.length > 0) {
  console.error(`Not up to date: ${stale.join(', ')}. Run npm run generate.`);
  process.exit(1);
}
console.log(
  check ? 'Generated files are up to date.' : `Written: ${stale.join(', ') || 'nothing, all is up to date'}.`,
);
