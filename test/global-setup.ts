import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../src/db/database.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { sweepAbandonedServers, testDirectoryPrefix } from './abandoned-servers.ts';
import { databaseUrl } from './database-url.ts';
import { startSystemPostgresql } from './system-postgresql.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a superuser, to the database `postgres`. */
    adminConnection: string;
    /** Name of the database that holds every migration and that nobody connects to. */
    templateDatabase: string;
  }
}

const silent = { debug() {}, info() {}, warn() {}, error: console.error };

/**
 * The server that the whole run uses: the one at CAIRN_TEST_DATABASE_URL (a superuser's address), with
 * CAIRN_TEST_POSTGRESQL=system the operating system's programs, else the embedded one. No fsync: nothing is kept.
 */
async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const external = process.env.CAIRN_TEST_DATABASE_URL;
  if (external) return { url: external, stop: async () => {} };
  await sweepAbandonedServers();
  if (process.env.CAIRN_TEST_POSTGRESQL === 'system') return startSystemPostgresql();
  const dataDir = mkdtempSync(join(tmpdir(), testDirectoryPrefix));
  const server = await startEmbedded({
    dataDir,
    log: silent,
    clock: systemClock,
    settings: { fsync: 'off', full_page_writes: 'off', shared_buffers: '128MB', max_connections: '200' },
  });
  const { host, port, user, password } = server.connection;
  const url = `postgresql://${user}:${password}@/postgres?host=${encodeURIComponent(host)}&port=${port}`;
  return {
    url,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `cairn_template_${process.pid}`;
  const admin = openDatabase({ connectionString: server.url, max: 1 });
  await admin.query(`drop database if exists ${template}`);
  await admin.query(`create database ${template}`);
  const database = openDatabase({ connectionString: databaseUrl(server.url, template), max: 1 });
  await migrate(database);
  await database.close();
  project.provide('adminConnection', server.url);
  project.provide('templateDatabase', template);
  return async () => {
    await admin.query(`drop database ${template}`);
    await admin.close();
    await server.stop();
  };
}
