import { randomBytes } from 'node:crypto';
import { acceptEvent } from '../../src/event/accept.ts';
import { makeRecord } from '../../src/ingest/record.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { createEgress } from '../../src/kernel/egress.ts';
import { uuidv7 } from '../../src/kernel/ids.ts';
import { openLog } from '../../src/kernel/log.ts';
import { ensurePartitions } from '../../src/log/partitions.ts';
import { Tail } from '../../src/log/tail.ts';
import { LogWriter } from '../../src/log/writer.ts';
import type { EnginePorts } from '../../src/trails/engine/ports.ts';
import { openSender, type Sender } from '../../src/trails/engine/sender.ts';
import { Supervisor, type SupervisorOptions } from '../../src/trails/engine/supervisor.ts';
import { getTrail } from '../../src/trails/trail-view.ts';
import {
  type NewTrail,
  prepareTrail,
  prepareTrailChange,
  type TrailChange,
  type TrailPorts,
} from '../../src/trails/trails.ts';
import { openVault, type Vault } from '../../src/vault/vault.ts';
import { freshDatabase, type TestDatabase } from '../database.ts';

const log = openLog(process.env.TRAILS_LOG ?? 'silent', false);

/** Everything that trails need, on a database of its own, with one organization. */
export interface World {
  readonly db: TestDatabase;
  readonly organizationId: string;
  readonly vault: Vault;
  readonly sender: Sender;
  readonly ports: EnginePorts;
  readonly trailPorts: TrailPorts;
  /** Supervisors to be woken when a trail changes. */
  readonly supervisors: Supervisor[];
  /** Stores events; each gets the action given, or that its index gives. Resolves when they are in the log. */
  emit(count: number, action?: string | ((index: number) => string), more?: object): Promise<string[]>;
  supervise(options?: Partial<SupervisorOptions>): Promise<Supervisor>;
  create(given: Partial<NewTrail> & Pick<NewTrail, 'destination'>): Promise<string>;
  change(trailId: string, change: TrailChange): Promise<void>;
  view(trailId: string): ReturnType<typeof getTrail>;
  /** Actions of Cairn's own that were recorded, in order. */
  recorded(): Promise<string[]>;
  close(): Promise<void>;
}

/** `baseUrls`: where requests to a destination really go, by its id; may be filled in later. */
export async function makeWorld(baseUrls: Record<string, string> = {}): Promise<World> {
  const db = await freshDatabase();
  const { database } = db;
  const organizationId = uuidv7(Date.now());
  await database.query('insert into organizations (id, name) values ($1, $2)', [organizationId, 'Acme']);
  await database.query('insert into log_heads (organization_id) values ($1)', [organizationId]);
  await ensurePartitions(database, new Date());
  const tail = new Tail(database, log);
  await tail.start();
  const writer = new LogWriter({
    database,
    clock: systemClock,
    log,
    onCommit: (heads) => tail.notify(heads),
  });
  const vault = await openVault(database, randomBytes(32));
  const egress = createEgress(['127.0.0.0/8']);
  const sender = openSender({ egress, nowMs: () => Date.now(), timeoutMs: 2_000, baseUrls });
  const record = makeRecord(writer, systemClock);
  // Waits are as short as they may be, so that tests of retries take fractions of a second.
  const ports: EnginePorts = { database, clock: systemClock, random: () => 0, log, sender, tail, record };
  const supervisors: Supervisor[] = [];
  const wake = (): void => {
    for (const one of supervisors) one.wake();
  };
  const trails = { wake, sender, egress, baseUrls };
  const trailPorts: TrailPorts = { database, vault, clock: systemClock, trails };
  return {
    db,
    organizationId,
    vault,
    sender,
    ports,
    trailPorts,
    supervisors,
    async emit(count, action = 'test.done', more = {}) {
      const nowMs = Date.now();
      const pending = Array.from({ length: count }, (_, index) => {
        const body = { action: typeof action === 'string' ? action : action(index), ...more };
        const event = acceptEvent(body, '', { nowMs, makeId: () => uuidv7(nowMs) });
        if (!('json' in event)) throw new Error(JSON.stringify(event));
        return { organizationId, event };
      });
      await writer.append(pending);
      return pending.map(({ event }) => event.id);
    },
    async supervise(options = {}) {
      const supervisor = new Supervisor({ ...ports, vault, pollMs: 100, leaseMs: 3_000, ...options });
      supervisors.push(supervisor);
      await supervisor.start();
      return supervisor;
    },
    async create(given) {
      const create = await prepareTrail(trailPorts, organizationId, {
        ...{ name: 'Trail', rule: 'action:test.*', config: {}, secrets: {}, start: 'beginning' },
        createdBy: 'Ada',
        ...given,
      });
      return (await database.transaction(create)).id;
    },
    async change(trailId, change) {
      await database.transaction(await prepareTrailChange(trailPorts, organizationId, trailId, change));
    },
    view: (trailId) => getTrail(database, organizationId, trailId),
    async recorded() {
      const { rows } = await database.query<{ action: string }>(
        `select action from events where organization_id = $1 and service = 'cairn' order by seq`,
        [organizationId],
      );
      return rows.map(({ action }) => action);
    },
    async close() {
      await Promise.all(supervisors.map((one) => one.stop()));
      await sender.close();
      await writer.stop();
      await tail.stop();
      await db.drop();
    },
  };
}

/** Waits until the claim holds; fails with what it last saw. */
export async function eventually<T>(
  read: () => T | Promise<T>,
  holds: (value: T) => boolean,
  ms = 10_000,
): Promise<T> {
  const until = Date.now() + ms;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > until)
      throw new Error(`still not so after ${ms} ms: ${JSON.stringify(value)?.slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The numbers in order of first arrival. */
export const firsts = (numbers: readonly number[]): number[] => [...new Set(numbers)];
