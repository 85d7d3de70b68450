import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../src/db/database.ts';
import { databaseUrl } from './database-url.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly connectionString: string;
  /** Closes `database` and removes it from the server, whoever is still connected. */
  drop(): Promise<void>;
}

/** A database of its own with every migration applied: a copy of the run's template. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject('adminConnection');
  const name = `cairn_test_${randomBytes(8).toString('hex')}`;
  const admin = openDatabase({ connectionString: server, max: 1 });
  await admin.query(`create database ${name} template ${inject('templateDatabase')}`);
  await admin.close();
  const connectionString = databaseUrl(server, name);
  const database = openDatabase({ connectionString, max: 10 });
  return {
    database,
    connectionString,
    async drop() {
      await database.close();
      const last = openDatabase({ connectionString: server, max: 1 });
      await last.query(`drop database ${name} with (force)`);
      await last.close();
    },
  };
}
