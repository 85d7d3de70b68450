import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Database } from '../src/db/database.ts';
import { acceptEvent } from '../src/event/accept.ts';
import { makeRecord } from '../src/ingest/record.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { createEgress } from '../src/kernel/egress.ts';
import { uuidv7 } from '../src/kernel/ids.ts';
import { openLog } from '../src/kernel/log.ts';
import { ensurePartitions } from '../src/log/partitions.ts';
import { Tail } from '../src/log/tail.ts';
import { LogWriter } from '../src/log/writer.ts';
import { openSender } from '../src/trails/engine/sender.ts';
import { Supervisor } from '../src/trails/engine/supervisor.ts';
import { prepareTrail } from '../src/trails/trails.ts';
import { openVault } from '../src/vault/vault.ts';
import { lifelikeEvents } from './lifelike-events.ts';

export interface TrailFigures {
  /** A trail that is behind, without a rule. */
  readonly behindEventsPerSecond: number;
  /** The same with a rule that lets nine in ten through, counted in events looked at. */
  readonly ruledEventsPerSecond: number;
  readonly bytesPerEvent: number;
  /** Milliseconds from the acknowledgement to the arrival, at 200 events a second. */
  readonly liveP50Ms: number;
  readonly liveP99Ms: number;
  readonly liveMaxMs: number;
}

interface Options {
  /** Events of the trail that is behind. */
  readonly events: number;
  readonly liveSeconds: number;
}

interface Message {
  readonly port?: number;
  readonly atMs: number;
  readonly count: number;
  readonly seqs: number[];
}

/** Starts an intake in a process of its own; `seqs` asks it to tell the numbers that arrive. */
async function startIntake(seqs: boolean): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(new URL('./intake.ts', import.meta.url), seqs ? ['seqs'] : []);
  const [{ port }] = (await once(child, 'message')) as [Message];
  return { child, url: `http://127.0.0.1:${port}` };
}

/** Events of about 1 KB, the size that the aims are stated for. */
function makeEvents(count: number) {
  const make = lifelikeEvents(3);
  const note = 'The title was changed by its owner after a review. '.repeat(3);
  return Array.from({ length: count }, (_, n) => {
    const nowMs = Date.now();
    const { id: _id, ...body } = make(n, nowMs);
    const event = acceptEvent({ ...body, complement: { note } }, '', { nowMs, makeId: () => uuidv7(nowMs) });
    if (!('json' in event)) throw new Error(JSON.stringify(event));
    return event;
  });
}

/** Measures trails to a local Datadog intake: the rate of one that is behind, the latency of one that is not. */
export async function measureTrails(database: Database, options: Options): Promise<TrailFigures> {
  const log = openLog('error', false);
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
  const record = makeRecord(writer, systemClock);
  const base = { database, clock: systemClock, log, tail, record, vault, random: Math.random };

  const newOrganization = async (): Promise<string> => {
    const id = uuidv7(Date.now());
    await database.query('insert into organizations (id, name) values ($1, $2)', [id, 'Bench']);
    await database.query('insert into log_heads (organization_id) values ($1)', [id]);
    return id;
  };
  const store = async (organizationId: string, count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 1000) {
      await writer.append(makeEvents(Math.min(1000, left)).map((event) => ({ organizationId, event })));
    }
  };

  /** Runs one trail against a fresh intake while `work` does something, and ends it. */
  async function withTrail<T>(
    trail: { organizationId: string; rule: string; seqs: boolean },
    work: (intake: ChildProcess) => Promise<T>,
  ): Promise<T> {
    const { child, url } = await startIntake(trail.seqs);
    const egress = createEgress([]);
    const baseUrls = { datadog: url };
    const sender = openSender({ egress, baseUrls, nowMs: () => Date.now() });
    const supervisor = new Supervisor({ ...base, sender });
    const trails = { wake: () => supervisor.wake(), sender, egress, baseUrls };
    const create = await prepareTrail({ database, vault, clock: systemClock, trails }, trail.organizationId, {
      ...{
        name: 'Bench',
        rule: trail.rule,
        destination: 'datadog',
        config: {},
        secrets: { api_key: 'bench' },
      },
      ...{ start: 'beginning', format: 'cairn', createdBy: 'bench' },
    });
    await database.transaction(create);
    const done = work(child);
    await supervisor.start();
    try {
      return await done;
    } finally {
      await supervisor.stop();
      await sender.close();
      child.disconnect();
    }
  }

  const behind = async (organizationId: string, rule: string): Promise<number> =>
    withTrail({ organizationId, rule, seqs: false }, async (intake) => {
      let first = 0;
      let arrived = 0;
      return new Promise<number>((resolve) => {
        // The clock starts with the first batch's arrival, which itself is left out of the count.
        const arrivedOf = ({ atMs, count }: Message): void => {
          if (first === 0) first = atMs;
          else arrived += count;
          if (arrived >= options.events * 0.88) resolve((arrived * 1000) / (atMs - first));
        };
        intake.on('message', arrivedOf);
      });
    });

  const organizationId = await newOrganization();
  await store(organizationId, options.events);
  const size = await database.query<{ bytes: number }>(
    'select avg(length(event))::float8 as bytes from events where organization_id = $1',
    [organizationId],
  );
  const behindEventsPerSecond = await behind(organizationId, '');
  await database.query('update trails set deleted_at = now() where organization_id = $1', [organizationId]);
  const ruled = await behind(organizationId, '-level:warning');
  await database.query('update trails set deleted_at = now() where organization_id = $1', [organizationId]);

  const live = await newOrganization();
  const latencies = await withTrail({ organizationId: live, rule: '', seqs: true }, async (intake) => {
    const arrivals = new Map<number, number>();
    intake.on('message', ({ atMs, seqs }: Message) => {
      for (const seq of seqs) arrivals.set(seq, atMs);
    });
    const acknowledged = await sendSteadily(options.liveSeconds, async (event) => {
      const [stored] = await writer.append([{ organizationId: live, event }]);
      return stored?.seq ?? 0;
    });
    while (arrivals.size < acknowledged.size) await new Promise((resolve) => setTimeout(resolve, 20));
    return [...acknowledged].map(([seq, atMs]) => Math.max(0, (arrivals.get(seq) ?? Infinity) - atMs));
  });
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  await writer.stop();
  await tail.stop();
  return {
    behindEventsPerSecond,
    ruledEventsPerSecond: ruled,
    bytesPerEvent: size.rows[0]?.bytes ?? 0,
    liveP50Ms: at(0.5),
    liveP99Ms: at(0.99),
    liveMaxMs: at(1),
  };
}

/** 200 events a second, one by one. Gives when each was acknowledged, by number. */
async function sendSteadily(
  seconds: number,
  store: (event: ReturnType<typeof makeEvents>[number]) => Promise<number>,
): Promise<Map<number, number>> {
  const acknowledged = new Map<number, number>();
  const pending: Promise<void>[] = [];
  const started = performance.now();
  const events = makeEvents(seconds * 200);
  for (const [index, event] of events.entries()) {
    const wait = started + index * 5 - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    pending.push(store(event).then((seq) => void acknowledged.set(seq, Date.now())));
  }
  await Promise.all(pending);
  return acknowledged;
}
