/**
 * Speed, measured: `npm run bench`, or `npm run bench ingest search` for some parts. Every part warms up, repeats,
 * and prints median and spread beside the limit of the machine in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../src/db/database.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { openLog } from '../src/kernel/log.ts';
import { load, startCairn } from './cairn.ts';
import { machine, median, spread } from './machine.ts';
import { measureRawCopy } from './raw-copy.ts';
import { measureSearch } from './search.ts';
import { fillLog } from './search-data.ts';
import { measureTrails } from './trails.ts';

const say = (line: string) => console.log(line);
const repeats = 3;

/** Runs work on a PostgreSQL of its own with all tables. */
async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
  const server = await startEmbedded({ dataDir, log: openLog('silent', false), clock: systemClock });
  const database = openDatabase({ ...server.connection, max: 10 });
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function ingest(): Promise<void> {
  say('\nIngest through HTTP, each answer after the commit (load generator on the same machine)');
  const raw: number[] = [];
  const batches: number[] = [];
  const singles: number[] = [];
  for (let turn = 0; turn < repeats; turn++) {
    raw.push(await withDatabase((database) => measureRawCopy(database, 6)));
    const cairn = await startCairn();
    const order = { ...cairn, seconds: 6 };
    await load({ ...order, batch: 100, connections: 16, seconds: 2 });
    const hundred = await load({ ...order, batch: 100, connections: 16 });
    const one = await load({ ...order, batch: 1, connections: 64 });
    batches.push(hundred.eventsPerSecond);
    singles.push(one.eventsPerSecond);
    say(
      `  run ${turn + 1}: raw COPY ${Math.round(raw.at(-1) ?? 0)}/s; batches ${Math.round(hundred.eventsPerSecond)}/s (p50 ${hundred.p50Ms.toFixed(0)} ms, p99 ${hundred.p99Ms.toFixed(0)} ms); one by one ${Math.round(one.eventsPerSecond)}/s (p50 ${one.p50Ms.toFixed(1)} ms, p99 ${one.p99Ms.toFixed(1)} ms); errors ${hundred.errors + one.errors}; memory ${cairn.peakMemory().toFixed(0)} MiB; ready after ${cairn.startedMs.toFixed(0)} ms`,
    );
    await cairn.stop();
  }
  say(`  raw COPY of the same rows, one connection:  ${spread(raw, ' events/s')}`);
  say(
    `  batches of 100, 16 connections:             ${spread(batches, ' events/s')}, ${((100 * median(batches)) / median(raw)).toFixed(0)} % of raw`,
  );
  say(
    `  one by one, 64 connections:                 ${spread(singles, ' events/s')}, ${((100 * median(singles)) / median(raw)).toFixed(0)} % of raw`,
  );
}

async function search(): Promise<void> {
  const events = Number(process.env.BENCH_EVENTS ?? 2_000_000);
  say(`\nSearch on ${events.toLocaleString('en')} events of one organization`);
  await withDatabase(async (database) => {
    const began = performance.now();
    const now = new Date();
    const { organizationId } = await fillLog(database, events, now);
    say(`  filled and indexed in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const report = (shape: { name: string; p50Ms: number; p95Ms: number; maxMs: number }) =>
      say(`  ${shape.name.padEnd(44)} p50 ${shape.p50Ms} ms, p95 ${shape.p95Ms} ms, max ${shape.maxMs} ms`);
    await measureSearch(database, { organizationId, now, runs: 10 });
    await measureSearch(database, { organizationId, now, runs: 100, report });
  });
}

async function trails(): Promise<void> {
  say('\nTrails into a local Datadog intake (gzip)');
  await withDatabase(async (database) => {
    const figures = await measureTrails(database, { events: 200_000, liveSeconds: 10 });
    say(
      `  a trail that is behind:            ${Math.round(figures.behindEventsPerSecond)} events/s of ${Math.round(figures.bytesPerEvent)} bytes; with a rule ${Math.round(figures.ruledEventsPerSecond)}/s`,
    );
    say(
      `  up to date at 200 events/s:        p50 ${figures.liveP50Ms} ms, p99 ${figures.liveP99Ms} ms, max ${figures.liveMaxMs} ms after the acknowledgement`,
    );
  });
}

const parts: Readonly<Record<string, () => Promise<void>>> = { ingest, search, trails };
const asked = process.argv.slice(2).filter((name) => name in parts);
say(machine());
for (const name of asked.length > 0 ? asked : Object.keys(parts)) await parts[name]?.();
say(`\n${machine()}`);
