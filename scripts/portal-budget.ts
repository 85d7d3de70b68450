import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Checks what the built portal makes people download, gzip: the initial JavaScript and the CSS of each page, and
 * each chunk that is loaded later. Reads Vite's manifest; ends with 1 when something is over its budget.
 */
const folder = join(import.meta.dirname, '../web/dist');
const kilobyte = 1000;
const budget = { page: 260 * kilobyte, css: 45 * kilobyte, lazy: 60 * kilobyte };

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

function readManifest(): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  } catch (cause) {
    throw new Error('The portal is not built: run `npx vite build -c web/vite.config.ts` first.', { cause });
  }
}

const manifest = readManifest();
const sizes = new Map<string, number>();

function sizeOf(file: string): number {
  const known = sizes.get(file) ?? gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
  sizes.set(file, known);
  return known;
}

/** A chunk and all that it cannot run without. */
function needed(key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key]?.imports ?? []) needed(next, found);
  return found;
}

const chunkFiles = (keys: Iterable<string>): string[] =>
  [...keys].map((key) => manifest[key]?.file ?? '').filter((file) => file.endsWith('.js'));
const cssFiles = (keys: Iterable<string>): string[] => [...keys].flatMap((key) => manifest[key]?.css ?? []);
const total = (files: Iterable<string>): number =>
  [...new Set(files)].reduce((sum, file) => sum + sizeOf(file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true);
if (entry === undefined) throw new Error('The manifest names no entry.');
const start = needed(entry);
/** The first paint waits for one catalog as well; the largest counts. */
const catalogs = Object.keys(manifest).filter((key) => /^src\/text\/[a-z]+\/index\.ts$/.test(key));
const catalog = Math.max(0, ...catalogs.map((key) => total(chunkFiles(needed(key)))));
/** Pages that show only texts of the start; the others wait for the second catalog too. */
const withStartTexts = /^src\/pages\/(access|audit-log|dashboard|notifications|organizations|slack)\//;
const laterCatalogs = Object.keys(manifest).filter((key) => /^src\/text\/[a-z]+\/later\.ts$/.test(key));
const laterCatalog = Math.max(0, ...laterCatalogs.map((key) => total(chunkFiles(needed(key)))));
const pages = Object.keys(manifest).filter((key) => /^src\/pages\/.*-page\.tsx$/.test(key));
const later = new Set(Object.values(manifest).flatMap(({ dynamicImports }) => dynamicImports ?? []));

const missing = (key: string, present: ReadonlySet<string>): string[] =>
  [...needed(key)].filter((each) => !present.has(each));

/** What is there already when the chunk is asked for, by each chunk that may ask. */
const askedBy = (key: string): ReadonlySet<string>[] =>
  Object.keys(manifest)
    .filter((each) => manifest[each]?.dynamicImports?.includes(key))
    .map((each) => new Set([...start, ...needed(each)]));

interface Line {
  readonly what: string;
  readonly bytes: number;
  readonly most: number;
}

const lines: Line[] = [
  ...pages.map((key) => {
    const keys = new Set([...start, ...needed(key)]);
    return {
      what: `page ${key.slice('src/pages/'.length)}`,
      bytes: total(chunkFiles(keys)) + catalog + (withStartTexts.test(key) ? 0 : laterCatalog),
      most: budget.page,
    };
  }),
  ...pages.map((key) => {
    const keys = new Set([...start, ...needed(key)]);
    return { what: `css ${key.slice('src/pages/'.length)}`, bytes: total(cssFiles(keys)), most: budget.css };
  }),
  ...[...later].map((key) => {
    const bytes = Math.max(...askedBy(key).map((present) => total(chunkFiles(missing(key, present)))));
    return { what: `lazy ${key}`, bytes, most: budget.lazy };
  }),
];

const shown = lines.toSorted((a, b) => b.bytes / b.most - a.bytes / a.most);
for (const { what, bytes, most } of shown) {
  const size = `${(bytes / kilobyte).toFixed(1)} kB`.padStart(9);
  console.log(`${bytes > most ? 'OVER' : ' ok '} ${size} of ${most / kilobyte}  ${what}`);
}
if (pages.length === 0)
  throw new Error('The manifest names no page: has the layout of web/src/pages changed?');
if (lines.some(({ bytes, most }) => bytes > most)) process.exitCode = 1;
