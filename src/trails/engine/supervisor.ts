import { randomUUID } from 'node:crypto';
import { findDestination } from '../../destinations/index.ts';
import { parse } from '../../event/query/parse.ts';
import { acquireLease, releaseLease, renewLease } from '../../jobs/lease.ts';
import { CairnError } from '../../kernel/errors.ts';
import { backoffMs } from '../../kernel/retry.ts';
import type { Vault } from '../../vault/vault.ts';
import { checkFormat } from '../trail-fields.ts';
import { openSecrets } from '../trail-secrets.ts';
import type { EnginePorts } from './ports.ts';
import { type RunningTrail, TrailRunner } from './runner.ts';
import { sweep } from './sweep.ts';
import { rest, Wake } from './wake.ts';

export interface SupervisorOptions extends EnginePorts {
  readonly vault: Vault;
  /** Name of this process among those that share the database; absent: made up. */
  readonly holder?: string;
  /** How long a trail of a dead process waits for another one, in milliseconds. */
  readonly leaseMs?: number;
  /** How often the trails are looked through when no notice comes. */
  readonly pollMs?: number;
}

/** A trail as the list of all trails shows it. */
interface Listed {
  readonly organization_id: string;
  readonly id: string;
  readonly version: number;
  readonly is_free: boolean;
  readonly has_resend: boolean;
}

/** A trail that this process runs. */
interface Own {
  readonly key: string;
  readonly listed: Listed;
  readonly fence: number;
  readonly runner: TrailRunner;
  /** Resolves when the runner has ended, whatever the reason. */
  readonly ended: Promise<void>;
  hasEnded: boolean;
  /** Set while the trail is being stopped and its lease given back. */
  ending?: Promise<void>;
}

const leaseMs = 10_000;
const pollMs = 2_000;
const sweepMs = 3_600_000;

/** How long a request under way may take to end when its trail is paused, changed or handed over. */
const graceMs = 2_000;

/** A trail that ran this long before it broke starts its waits anew. */
const soundMs = 60_000;

const leaseOf = (key: string): string => `trail:${key}`;
const presence = 'trail-supervisor:';

/**
 * Runs trails in this process: takes leases of those that nobody runs, at most its share of all, starts anew
 * those that were changed, and hands everything back when it stops. Any number of processes may each have one.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #holder: string;
  readonly #stop = new AbortController();
  readonly #wake = new Wake();
  readonly #own = new Map<string, Own>();
  /** Trails whose runner broke, with the time before which it is not started again. */
  readonly #broken = new Map<string, { failures: number; untilMs: number }>();
  #loops: Promise<void>[] = [];
  #unlisten: (() => Promise<void>) | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#holder = options.holder ?? randomUUID();
  }

  /** Trails that this process runs now. */
  get running(): number {
    return this.#own.size;
  }

  async start(): Promise<void> {
    const wake = (): void => this.wake();
    this.#unlisten = await this.#options.database.listen('cairn_trails', wake, wake);
    this.#loops = [this.#repeat(() => this.#scan(), this.#options.pollMs ?? pollMs, this.#wake)];
    this.#loops.push(this.#repeat(() => this.#renew(), (this.#options.leaseMs ?? leaseMs) / 3));
    this.#loops.push(this.#repeat(() => sweep(this.#options, this.#holder), sweepMs));
  }

  /** Something about a trail has changed: looks at all of them now. */
  wake(): void {
    this.#wake.ring();
  }

  /** Ends every trail of this process, a request under way after a few seconds, and gives the leases back. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#unlisten?.();
    await Promise.all(this.#loops);
    await Promise.all([...this.#own.values()].map((own) => this.#end(own)));
    await this.#options.database
      .query('delete from leases where name = $1', [presence + this.#holder])
      .catch((err) => this.#warn(err, 'this process could not be signed off'));
  }

  async #repeat(work: () => Promise<void>, everyMs: number, wake?: Wake): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await work();
      } catch (err) {
        this.#warn(err, 'the trails could not be looked after; the next round tries again');
      }
      await (wake ? wake.wait(everyMs, signal) : rest(everyMs, signal));
    }
  }

  #warn(err: unknown, message: string): void {
    // A database that is away is told by whoever watches it, not by every part that misses it.
    const isAway = err instanceof CairnError && err.code === 'database.unavailable';
    this.#options.log[isAway ? 'debug' : 'warn']({ err }, message);
  }

  async #scan(): Promise<void> {
    const listed = new Map(
      (await this.#list()).map((trail) => [`${trail.organization_id}/${trail.id}`, trail]),
    );
    for (const own of [...this.#own.values()]) {
      const now = listed.get(own.key);
      if (own.hasEnded || now?.version !== own.listed.version) this.#end(own);
      else if (now.has_resend) own.runner.resend();
    }
    const share = Math.ceil(listed.size / (await this.#supervisors()));
    for (const own of [...this.#own.values()].slice(share)) this.#end(own);
    for (const [key, trail] of listed) {
      if (this.#stop.signal.aborted || this.#own.size >= share) break;
      if (trail.is_free && !this.#own.has(key) && !this.#isBroken(key)) await this.#begin(key, trail);
    }
    this.#options.observer?.running?.(this.#own.size);
  }

  async #list(): Promise<Listed[]> {
    const { rows } = await this.#options.database.query<Listed>(
      `select t.organization_id, t.id, t.version,
              coalesce(l.expires_at <= clock_timestamp() or l.holder = $1, true) as is_free,
              exists (select from dead_letters d where d.organization_id = t.organization_id
                      and d.trail_id = t.id and d.resend_at is not null) as has_resend
         from trails t
         left join leases l on l.name = 'trail:' || t.organization_id || '/' || t.id
        where t.deleted_at is null and t.paused_at is null
        order by l.expires_at nulls first, t.id`,
      [this.#holder],
    );
    return rows;
  }

  /** How many processes look after trails, this one included: each takes its share. */
  async #supervisors(): Promise<number> {
    const { database } = this.#options;
    const ttl = this.#options.leaseMs ?? leaseMs;
    await acquireLease(database, presence + this.#holder, this.#holder, ttl);
    const { rows } = await database.query<{ count: number }>(
      `select count(*) as count from leases where starts_with(name, $1) and expires_at > clock_timestamp()`,
      [presence],
    );
    return Math.max(1, rows[0]?.count ?? 1);
  }

  async #begin(key: string, listed: Listed): Promise<void> {
    const { database } = this.#options;
    const lease = await acquireLease(database, leaseOf(key), this.#holder, this.#options.leaseMs ?? leaseMs);
    if (lease === null) return;
    let runner: TrailRunner;
    try {
      runner = new TrailRunner(await this.#load(listed, lease.fence), this.#options);
    } catch (err) {
      this.#failed(key, err);
      await releaseLease(database, leaseOf(key), this.#holder, lease.fence);
      return;
    }
    const startedMs = this.#options.clock.now();
    const ended = runner.run().then(
      () => void this.#broken.delete(key),
      (err) => {
        if (this.#options.clock.now() - startedMs > soundMs) this.#broken.delete(key);
        this.#failed(key, err);
      },
    );
    const own: Own = { key, listed, fence: lease.fence, runner, hasEnded: false, ended };
    this.#own.set(key, own);
    void ended.then(() => {
      own.hasEnded = true;
      this.wake();
    });
  }

  /** Stops a trail and gives its lease back; others are looked after meanwhile. */
  #end(own: Own): Promise<void> {
    own.ending ??= this.#release(own).finally(() => this.wake());
    return own.ending;
  }

  async #release(own: Own): Promise<void> {
    await own.runner.stop(graceMs);
    await own.ended;
    this.#own.delete(own.key);
    await releaseLease(this.#options.database, leaseOf(own.key), this.#holder, own.fence).catch((err) =>
      this.#warn(err, 'a lease could not be given back; it expires by itself'),
    );
  }

  #failed(key: string, err: unknown): void {
    const failures = (this.#broken.get(key)?.failures ?? 0) + 1;
    const untilMs = this.#options.clock.now() + backoffMs(failures, this.#options.random);
    this.#broken.set(key, { failures, untilMs });
    this.#warn(err, `trail ${key} ended with an error and is started again`);
  }

  #isBroken(key: string): boolean {
    const broken = this.#broken.get(key);
    return broken !== undefined && broken.untilMs > this.#options.clock.now();
  }

  async #renew(): Promise<void> {
    const { database } = this.#options;
    const ttl = this.#options.leaseMs ?? leaseMs;
    for (const own of [...this.#own.values()]) {
      const isHeld = await renewLease(database, leaseOf(own.key), this.#holder, own.fence, ttl);
      if (!isHeld) this.#end(own);
    }
  }

  async #load({ organization_id, id }: Listed, fence: number): Promise<RunningTrail> {
    const { rows } = await this.#options.database.query<{
      name: string;
      rule: string;
      destination: string;
      format: string;
      config: Record<string, unknown>;
      secrets: Buffer | null;
    }>(
      'select name, rule, destination, format, config, secrets from trails where organization_id = $1 and id = $2',
      [organization_id, id],
    );
    const row = rows[0];
    const destination = row && findDestination(row.destination);
    if (!row || !destination) throw new Error(`trail ${id} has no destination that this version knows`);
    const sealed = { organizationId: organization_id, trailId: id, sealed: row.secrets };
    const secrets = destination.secrets.parse(await openSecrets(this.#options.vault, sealed));
    return {
      organizationId: organization_id,
      trailId: id,
      fence,
      name: row.name,
      rule: parse(row.rule, { now: new Date(this.#options.clock.now()) }),
      ruleText: row.rule,
      target: {
        trailId: id,
        destination,
        format: checkFormat(destination, row.format),
        config: destination.config.parse(row.config),
        secrets,
      },
    };
  }
}
