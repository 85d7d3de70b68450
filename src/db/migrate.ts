import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Database, Queryable } from './database.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const folder = new URL('./migrations/', import.meta.url);
/** Any number that nothing else in the database locks: 'cairn' in ASCII. */
const migrationLock = 0x636169726e;

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** The migrations still to run, in order. Throws when the database and these files have different histories. */
async function pending(tx: Queryable, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await tx.query<{ name: string; checksum: string }>(
    'select name, checksum from migrations',
  );
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) {
    if (!known.has(name))
      throw new Error(`The database was used by a newer Cairn: migration ${name} is not known here.`);
    if (known.get(name) !== checksum)
      throw new Error(`Migration ${name} was changed after it had been applied.`);
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** Runs one migration, if any is left, and gives its name. Other processes wait for the lock meanwhile. */
async function migrateOnce(tx: Queryable, migrations: readonly Migration[]): Promise<string | undefined> {
  await tx.query('select pg_advisory_xact_lock($1)', [migrationLock]);
  await tx.query(`create table if not exists migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`);
  const [next] = await pending(tx, migrations);
  if (next === undefined) return undefined;
  await tx.query(next.sql);
  await tx.query('insert into migrations (name, checksum) values ($1, $2)', [next.name, next.checksum]);
  return next.name;
}

/**
 * Brings the schema up to date, each file in a transaction of its own, and gives the names of the files it ran.
 * Any number of processes may do so at once. Throws when a file was changed after it ran, or when the database
 * is newer than these files.
 */
export async function migrate(database: Database): Promise<string[]> {
  const migrations = await readMigrations();
  const done: string[] = [];
  for (;;) {
    const name = await database.transaction((tx) => migrateOnce(tx, migrations));
    if (name === undefined) return done;
    done.push(name);
  }
}
