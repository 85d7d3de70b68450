import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { layers } from '../src/layers.ts';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const layered = files.filter((file) => file.includes('/'));
const sources = files.filter((file) => !file.endsWith('.test.ts'));
const read = (file: string) => readFileSync(`src/${file}`, 'utf8');

/** Relative imports of a text, in all three spellings. */
const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].map((found) => found[1] as string);

/** Imports that leave `src` belong to tests. */
function faultsOf(file: string, text: string): string[] {
  const layer = file.split('/')[0] as string;
  return importsOf(text)
    .map((target) => posix.join(posix.dirname(file), target))
    .filter((target) => !(target.startsWith('../') && file.endsWith('.test.ts')))
    .filter((target) => ![layer, ...(layers[layer] ?? [])].includes(target.split('/')[0] as string))
    .map((target) => `${file} -> ${target}`);
}

it('files import only what their layer allows', () => {
  expect(layered.flatMap((file) => faultsOf(file, read(file)))).toEqual([]);
});

it('finds a forbidden import in every spelling', () => {
  for (const text of [
    "import { a } from '../db/database.ts';",
    "import '../db/database.ts';",
    "await import('../db/database.ts')",
  ]) {
    expect(faultsOf('kernel/planted.ts', text)).toEqual(['kernel/planted.ts -> db/database.ts']);
  }
});

it('every folder stands in the table, and layers form an order', () => {
  const folders = new Set(layered.map((file) => file.split('/')[0]));
  expect([...folders].sort()).toEqual(Object.keys(layers).sort());
  const seen: string[] = [];
  for (const [layer, allowed] of Object.entries(layers)) {
    for (const other of allowed) expect(seen, `${layer} -> ${other}`).toContain(other);
    seen.push(layer);
  }
});

const only: [string, RegExp, readonly string[]][] = [
  ['process.exit', /process\.exit\(/, ['main.ts']],
  ['process.env', /process\.env\b/, ['config.ts']],
  ['Date.now', /Date\.now\(/, ['kernel/clock.ts']],
  ['fetch', /\bfetch\(/, []],
];

it.each(only)('only the files meant for it say %s', (_what, pattern, allowed) => {
  expect(sources.filter((file) => pattern.test(read(file)) && !allowed.includes(file))).toEqual([]);
});

it('operations send no SQL', () => {
  expect(sources.filter((file) => file.startsWith('api/') && /\.query\(/.test(read(file)))).toEqual([]);
});

it('no file has a name that says nothing', () => {
  expect(
    files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|shared|manager|service)(\/|\.)/.test(file)),
  ).toEqual([]);
});

it('files stay below 400 lines', () => {
  expect(files.filter((file) => read(file).split('\n').length > 400)).toEqual([]);
});

/** Tables whose rows belong to an organization; a statement that names one must name the organization too. */
const tenantTables =
  'oauth_clients|oauth_client_secrets|oauth_grants|oauth_tokens|permitted_everyone|permitted_members|api_tokens|members|customers|invitations|idempotency_keys|log_heads|index_heads|events|event_ids|event_search|event_hours|exports|saved_views|trails|deliveries|attempts|dead_letters|trail_objects|trail_digests|trail_rules|digest_keys';

/** Statements that look a row up by a secret or sweep over all organizations on purpose. */
const acrossOrganizations = [
  'access/api-tokens.ts', // the holder of a presented token
  'access/invitations.ts', // the holder of a link
  'access/oauth-holder.ts', // the holder of a presented token
  'oauth/adapter.ts', // what a client presents
  'oauth/authorizations.ts', // the consents of a person
  'oauth/clients.ts', // the client of a presented id, and its logo
  'oauth/failures.ts', // the sweep
  'oauth/rotation.ts',
  'oauth/tokens.ts',
  'access/organizations.ts', // the organizations of a person
  'access/setup.ts',
];

it('every statement on a tenant table names the organization', () => {
  const statements = sources
    .filter((file) => !acrossOrganizations.includes(file))
    .flatMap((file) =>
      [...read(file).matchAll(/(['`])((?:(?!\1)[\s\S])*?\b(?:from|into|update|join)\s+[\s\S]*?)\1/gi)].map(
        (found) => ({ file, sql: found[2] as string }),
      ),
    )
    .filter(({ sql }) => /^\s*(with|select|insert|update|delete)\b/i.test(sql))
    .filter(({ sql }) => new RegExp(`\\b(from|into|update|join)\\s+(${tenantTables})\\b`, 'i').test(sql));
  expect(statements.length).toBeGreaterThan(10);
  expect(statements.filter(({ sql }) => !/organization_id/.test(sql))).toEqual([]);
});
