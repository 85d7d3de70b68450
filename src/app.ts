import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Principals } from './access/principal.ts';
import { makeSetupLink, needsSetup } from './access/setup.ts';
import type { Services } from './api/context.ts';
import { operations } from './api/index.ts';
import { openapiOf } from './api/openapi.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { createUserAndOrganization } from './first-owner.ts';
import { Ingest } from './ingest/ingest.ts';
import { makeRecord } from './ingest/record.ts';
import { systemClock } from './kernel/clock.ts';
import type { Logger } from './kernel/log.ts';
import { ensurePartitions } from './log/partitions.ts';
import { Tail } from './log/tail.ts';
import { LogWriter } from './log/writer.ts';
import { readMasterKey } from './master-key.ts';
import { makeMetrics } from './metrics.ts';
import { startRecurring } from './recurring.ts';
import { buildHttpServer } from './server/http-server.ts';
import { openVault } from './vault/vault.ts';

export const root = join(import.meta.dirname, '..');

/** A running Cairn. */
export interface App {
  /** Address under which it is reached from this machine. */
  readonly url: string;
  /** One-time link for the first owner; null when somebody can sign in. */
  readonly setupUrl: string | null;
  readonly services: Services;
  /** Not ready; requests and streams finish; leases are given up; PostgreSQL ends cleanly. */
  stop(): Promise<void>;
}

/** Called with each step of the start, for people who wait. */
export type Progress = (step: string) => void;

interface Opened {
  readonly database: Database;
  close(): Promise<void>;
}

async function open(config: Config, log: Logger, progress: Progress): Promise<Opened> {
  const onError = (err: Error) => log.warn({ err }, 'a database connection was lost');
  const options = { applicationName: 'cairn', max: 20, onError };
  if (config.DATABASE_URL !== undefined) {
    const database = openDatabase({ connectionString: config.DATABASE_URL, ...options });
    return { database, close: () => database.close() };
  }
  progress('Starting PostgreSQL');
  const server = await startEmbedded({ dataDir: config.CAIRN_DATA_DIR, log, clock: systemClock });
  const database = openDatabase({ ...server.connection, ...options });
  return {
    database,
    async close() {
      await database.close();
      await server.stop();
    },
  };
}

/**
 * Builds every part and starts it, lowest first. A fault on the way stops what was started.
 * @throws Error with a message for people: settings, a wrong key, a data directory in use, a taken port
 */
export async function startApp(
  config: Config,
  log: Logger,
  progress: Progress = () => undefined,
): Promise<App> {
  const opened = await open(config, log, progress);
  const undo: (() => Promise<unknown>)[] = [() => opened.close()];
  const stopAll = async () => {
    for (const step of undo.splice(0).reverse()) {
      await step().catch((err: unknown) => log.error({ err }, 'a part did not stop cleanly'));
    }
  };
  try {
    return await compose(config, log, opened.database, progress, undo, stopAll);
  } catch (err) {
    await stopAll();
    throw err;
  }
}

async function compose(
  config: Config,
  log: Logger,
  database: Database,
  progress: Progress,
  undo: (() => Promise<unknown>)[],
  stopAll: () => Promise<void>,
): Promise<App> {
  const clock = systemClock;
  progress('Bringing the database up to date');
  await migrate(database);
  await ensurePartitions(database, new Date(clock.now()));
  const vault = await openVault(database, readMasterKey(config));

  const metrics = makeMetrics({ backlog: () => writer.backlog });
  let stored = 0;
  const tail = new Tail(database, log);
  const writer = new LogWriter({
    database,
    clock,
    log,
    onCommit(heads, events) {
      stored += events;
      metrics.events.inc(events);
      metrics.commits.inc();
      tail.notify(heads);
      recurring.wakeIndexer();
    },
  });
  undo.push(() => writer.stop());
  await tail.start();
  undo.push(() => tail.stop());
  const record = makeRecord(writer, clock);
  const principals = new Principals(database, clock, log);
  await principals.start();
  undo.push(() => principals.stop());

  const recurring = startRecurring({
    database,
    clock,
    log,
    stored: () => stored,
    onLag: (events) => metrics.indexLag.set(events),
  });
  undo.push(() => recurring.stop());

  const stopping = new AbortController();
  let url = '';
  const services: Services = {
    database,
    clock,
    log,
    vault,
    principals,
    ingest: new Ingest(writer, clock),
    record,
    tail,
    trails: { wake: () => undefined },
    publicUrl: () => config.CAIRN_PUBLIC_URL ?? url,
  };
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const server = await buildHttpServer({
    services,
    operations,
    metrics: metrics.registry,
    stopping: stopping.signal,
    ownOrigins: () => (config.CAIRN_PUBLIC_URL === undefined ? ownAddresses(url) : [config.CAIRN_PUBLIC_URL]),
    portal: join(root, 'web/dist'),
    openapi: openapiOf(operations, version),
    trustProxy: config.CAIRN_TRUST_PROXY,
    version,
  });
  undo.push(() => server.close());
  undo.push(async () => stopping.abort());

  await createUserAndOrganization(config, services);
  await server.listen({ host: config.HOST, port: config.PORT });
  const { port } = server.server.address() as AddressInfo;
  url = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`;
  const setupUrl = (await needsSetup(database))
    ? `${services.publicUrl()}/setup?token=${await makeSetupLink(database)}`
    : null;
  return { url, setupUrl, services, stop: stopAll };
}

/** Without a public address, this machine's own names are the portal's. */
function ownAddresses(url: string): string[] {
  const { port } = new URL(url);
  return [url, `http://localhost:${port}`, `http://127.0.0.1:${port}`, `http://[::1]:${port}`];
}
