import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { makeSetupLink, needsSetup } from './access/setup.ts';
import type { Services } from './api/context.ts';
import { operations } from './api/index.ts';
import { openapiOf } from './api/openapi.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { createFirstOwner } from './first-owner.ts';
import { systemClock } from './kernel/clock.ts';
import type { Logger } from './kernel/log.ts';
import { ensurePartitions } from './log/partitions.ts';
import { readMasterKey } from './master-key.ts';
import { startParts } from './parts.ts';
import { buildHttpServer } from './server/http-server.ts';
import { openVault } from './vault/vault.ts';

const root = join(import.meta.dirname, '..');

/** A running Cairn. */
export interface App {
  /** Address under which it is reached from this machine. */
  readonly url: string;
  /** One-time link for the first owner; null when somebody can sign in. */
  readonly setupUrl: string | null;
  readonly services: Services;
  /** Sends a request to the API without the network, for the demo. */
  inject(request: InjectedRequest): Promise<InjectedAnswer>;
  /** Not ready; requests and streams finish; leases are given up; PostgreSQL ends cleanly. */
  stop(): Promise<void>;
}

export interface InjectedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface InjectedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Called with each step of the start, for people who wait. */
export type Progress = (step: string) => void;

/** What was started, to be stopped in the opposite order. A part that fails to stop does not keep the others. */
class Started {
  private readonly stops: (() => Promise<unknown>)[] = [];
  private readonly log: Logger;

  constructor(log: Logger) {
    this.log = log;
  }

  readonly add = (stop: () => Promise<unknown>): void => {
    this.stops.push(stop);
  };

  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) {
      await stop().catch((err: unknown) => this.log.error({ err }, 'a part did not stop cleanly'));
    }
  }
}

/**
 * Builds every part and starts it, lowest first. A fault on the way stops what was started.
 * @throws Error with a message for people: a wrong key, a data directory in use, a taken port
 */
export async function startApp(
  config: Config,
  log: Logger,
  progress: Progress = () => undefined,
): Promise<App> {
  const started = new Started(log);
  try {
    return await start(config, log, progress, started);
  } catch (err) {
    await started.stop();
    throw err;
  }
}

async function start(config: Config, log: Logger, progress: Progress, started: Started): Promise<App> {
  const database = await connect(config, log, progress, started);
  progress('Bringing the database up to date');
  await migrate(database);
  await ensurePartitions(database, new Date(systemClock.now()));
  const vault = await openVault(database, readMasterKey(config));

  let url = '';
  const publicUrl = () => config.CAIRN_PUBLIC_URL ?? url;
  const { services, metrics } = await startParts({
    config,
    database,
    vault,
    clock: systemClock,
    log,
    publicUrl,
    onStop: started.add,
  });
  await createFirstOwner(config, services);

  const stopping = new AbortController();
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
  });
  started.add(() => server.close());
  started.add(async () => stopping.abort());
  url = await listen(server, config);
  const setupUrl = (await needsSetup(database))
    ? `${publicUrl()}/setup?token=${await makeSetupLink(database)}`
    : null;
  return {
    url,
    setupUrl,
    services,
    stop: () => started.stop(),
    async inject({ method, path, headers, body }) {
      const answer = await server.inject({
        method: method as 'GET',
        url: path,
        headers,
        ...(body === undefined ? {} : { payload: body }),
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body };
    },
  };
}

async function connect(config: Config, log: Logger, progress: Progress, started: Started): Promise<Database> {
  const options = {
    applicationName: 'cairn',
    max: 20,
    onError: (err: Error) => log.warn({ err }, 'a database connection was lost'),
  };
  if (config.DATABASE_URL !== undefined) {
    const database = openDatabase({ connectionString: config.DATABASE_URL, ...options });
    started.add(() => database.close());
    return database;
  }
  progress('Starting PostgreSQL');
  const server = await startEmbedded({ dataDir: config.CAIRN_DATA_DIR, log, clock: systemClock });
  started.add(() => server.stop());
  const database = openDatabase({ ...server.connection, ...options });
  started.add(() => database.close());
  return database;
}

async function listen(server: FastifyInstance, config: Config): Promise<string> {
  await server.listen({ host: config.HOST, port: config.PORT });
  const { port } = server.server.address() as AddressInfo;
  return `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`;
}

/** Without a public address, this machine's own names are the portal's. */
function ownAddresses(url: string): string[] {
  const { port } = new URL(url);
  return [url, `http://localhost:${port}`, `http://127.0.0.1:${port}`, `http://[::1]:${port}`];
}
