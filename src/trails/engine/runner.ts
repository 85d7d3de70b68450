import type { StoredEvent } from '../../destinations/destination.ts';
import type { Query } from '../../event/query/ast.ts';
import { match } from '../../event/query/match.ts';
import type { Vault } from '../../vault/vault.ts';
import { DigestLoop } from '../digests/digest-loop.ts';
import { noteRule } from '../digests/digest-rows.ts';
import { type Batch, Batcher, type Encoded } from './batcher.ts';
import { DeliveryLane, Stopped } from './delivery.ts';
import { Encoder, type Prepared, type Target } from './encoder.ts';
import { type Feed, LogFeed } from './feed.ts';
import { HealthWatch } from './health.ts';
import { Pace } from './pace.ts';
import type { EnginePorts } from './ports.ts';
import { ResendLane } from './resend.ts';
import { claim, Fenced, type Held, pendingDelivery, supersede } from './settle.ts';
import { TrailSender } from './trail-sender.ts';
import { Wake } from './wake.ts';

/** Events that are matched and encoded before others get their turn of the event loop. */
const sliceRows = 200;

/** How often the position is written while nothing matches. */
const idlePositionMs = 1_000;

/** A trail as it runs: its settings with the secrets open. */
export interface RunningTrail extends Held {
  readonly name: string;
  readonly rule: Query;
  /** The rule as it was written. */
  readonly ruleText: string;
  readonly target: Target;
}

/** What goes out next. */
type Job =
  | { readonly kind: 'batch'; readonly batch: Batch; readonly prepared?: Promise<Prepared> }
  | { readonly kind: 'bury'; readonly event: Encoded };

/**
 * One trail at work in this process. Two loops: one reads, matches, encodes and fills batches; the other sends
 * and settles them, one at a time. So the next batch is ready when an answer arrives, and order is kept.
 */
export class TrailRunner {
  readonly #trail: RunningTrail;
  readonly #ports: EnginePorts & { readonly vault: Vault };
  readonly #encoder: Encoder;
  readonly #sender: TrailSender;
  readonly #pace: Pace;
  /** How long a batch that is not full waits after the request before it. */
  readonly #gatherMs: number;
  readonly #stop = new AbortController();
  readonly #abort = new AbortController();
  /** Rings for the sending loop. */
  readonly #filled = new Wake();
  /** Rings for the reading loop. */
  readonly #taken = new Wake();
  readonly #resend = new Wake();
  #job: Job | undefined;
  #batcher: Batcher;
  #openSinceMs = 0;
  #positionAtMs = 0;
  #position = 0;
  /** End of the delivery that was being retried when the trail last stopped: cut there again. */
  #boundary: { id: string; lastSeq: number } | null = null;
  #done: Promise<void> | undefined;

  constructor(trail: RunningTrail, ports: EnginePorts & { readonly vault: Vault }) {
    this.#trail = trail;
    this.#ports = ports;
    this.#encoder = new Encoder(trail.target, ports.publicUrl);
    this.#sender = new TrailSender(trail.target, ports);
    const { destination, config } = trail.target;
    this.#batcher = new Batcher(this.#encoder.limits, this.#encoder.framing, 0);
    this.#pace = new Pace(ports.clock, this.#encoder.limits.paceMs ?? 0);
    this.#gatherMs = destination.gatherMs?.(config) ?? 0;
  }

  /** Runs until `stop`, until the trail is paused or lost to another process, or until an error that it throws. */
  run(): Promise<void> {
    this.#done ??= this.#run();
    return this.#done;
  }

  /** A person asked for dead letters to be sent again. */
  resend(): void {
    this.#resend.ring();
  }

  /** Lets a request under way end within `graceMs`, then gives it up. Resolves when all is still. */
  async stop(graceMs: number): Promise<void> {
    this.#stop.abort();
    const timer = setTimeout(() => this.#abort.abort(), graceMs);
    await this.#done?.catch(() => {}); // whoever called run() has the error
    clearTimeout(timer);
  }

  async #run(): Promise<void> {
    const progress = await claim(this.#ports.database, this.#trail);
    if (progress === null) return;
    this.#position = progress.position;
    this.#batcher = new Batcher(this.#encoder.limits, this.#encoder.framing, progress.position);
    if (this.#trail.target.destination.objects) {
      await noteRule(this.#ports.database, this.#trail, this.#trail.ruleText);
    }
    this.#boundary = await pendingDelivery(this.#ports.database, this.#trail);
    const { database, tail } = this.#ports;
    const { organizationId } = this.#trail;
    const feed = new LogFeed({ database, tail, organizationId, after: progress.position });
    const health = this.#health(progress.toldAt !== null);
    const resend = new ResendLane({ ...this.#laneOptions(health), wake: this.#resend });
    const loops = [this.#fill(feed), this.#send(this.#lane(health)), resend.run()];
    if (this.#trail.target.destination.objects) loops.push(new DigestLoop(this.#laneOptions(health)).run());
    try {
      // All of them: while one still sends, nobody may begin this trail anew.
      const ends = await Promise.allSettled(loops.map((loop) => this.#untilStopped(loop)));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    } finally {
      feed.close();
    }
  }

  /** The end of one loop is the end of all; being stopped or fenced is no error. */
  async #untilStopped(loop: Promise<void>): Promise<void> {
    try {
      await loop;
    } catch (err) {
      if (!(err instanceof Stopped) && !(err instanceof Fenced)) throw err;
    } finally {
      this.#stop.abort();
    }
  }

  #health(isTold: boolean): HealthWatch {
    const { organizationId, trailId, fence, name, target } = this.#trail;
    return new HealthWatch(
      { organizationId, trailId, fence, name, destination: target.destination.id },
      this.#ports,
      isTold,
    );
  }

  #laneOptions(health: HealthWatch) {
    const { target } = this.#trail;
    const signals = { stopping: this.#stop.signal, abort: this.#abort.signal };
    const own = { encoder: this.#encoder, sender: this.#sender, pace: this.#pace };
    return { held: this.#trail, target, health, ports: this.#ports, ...own, ...signals };
  }

  #lane(health: HealthWatch): DeliveryLane {
    return new DeliveryLane({ ...this.#laneOptions(health), lane: 'live' });
  }

  // The reading loop.

  async #fill(feed: Feed): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const events = await feed.next(signal);
      const matches = match(this.#trail.rule, { now: this.#now() });
      const isAll = this.#trail.rule.kind === 'all';
      for (let at = 0; at < events.length && !signal.aborted; at += sliceRows) {
        for (const stored of events.slice(at, at + sliceRows)) {
          const waiting = isAll || matches(stored.event) ? this.#add(stored) : this.#batcher.pass(stored.seq);
          if (waiting) await waiting;
        }
        this.#filled.ring();
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  /** Waits only where a batch has to be handed over: a promise an event would cost more than its encoding. */
  #add(source: StoredEvent): Promise<void> | undefined {
    const event = this.#encoder.encode(source, this.#now());
    const isBeyond = this.#boundary !== null && source.seq > this.#boundary.lastSeq;
    if (isBeyond || this.#batcher.isTooLarge(event.bytes) || this.#batcher.isFullFor(event.bytes)) {
      return this.#addAfterClosing(event);
    }
    return this.#put(event);
  }

  async #addAfterClosing(event: Encoded): Promise<void> {
    await this.#close();
    if (!this.#batcher.isTooLarge(event.bytes)) return this.#put(event);
    await this.#offer({ kind: 'bury', event });
    this.#batcher.pass(event.source.seq);
  }

  #put(event: Encoded): Promise<void> | undefined {
    if (this.#batcher.size === 0) this.#openSinceMs = this.#ports.clock.now();
    this.#batcher.add(event);
    const isFull = this.#batcher.isFull || event.source.seq === this.#boundary?.lastSeq;
    return isFull ? this.#close() : undefined;
  }

  /** Hands the open batch over as it is, and begins with its encoding while the one before is under way. */
  async #close(): Promise<void> {
    this.#boundary = null;
    if (this.#batcher.size === 0) return;
    const batch = this.#batcher.take();
    const prepared = this.#encoder.prepare(batch, 'live', this.#now());
    prepared.catch(() => {}); // thrown to whoever sends it; after a stop nobody does
    await this.#offer({ kind: 'batch', batch, prepared });
  }

  /** One job may wait beside the one that is under way. */
  async #offer(job: Job): Promise<void> {
    while (this.#job !== undefined) {
      if (this.#stop.signal.aborted) throw new Stopped();
      await this.#taken.wait(undefined, this.#stop.signal);
    }
    this.#job = job;
    this.#filled.ring();
  }

  // The sending loop.

  async #send(lane: DeliveryLane): Promise<void> {
    const pending = this.#boundary?.id;
    let isFirst = true;
    while (!this.#stop.signal.aborted) {
      // Before the batch is closed, so that what arrives meanwhile is in it.
      await this.#pace.wait(this.#stop.signal);
      const job = await this.#take();
      if (job === undefined) continue;
      if (job.kind === 'bury') {
        const { bytes } = job.event;
        await lane.bury(job.event, `the event takes ${bytes} bytes, more than this destination accepts`);
        continue;
      }
      const prepared = await job.prepared;
      if (isFirst && pending !== undefined && job.batch.events.length > 0) {
        const id = (prepared ?? (await this.#encoder.prepare(job.batch, 'live', this.#now()))).id;
        await supersede(this.#ports.database, this.#trail, id);
        isFirst = false;
      }
      await lane.deliver(job.batch, prepared);
      this.#position = job.batch.through;
      this.#positionAtMs = this.#ports.clock.now();
    }
  }

  /** The next job: one that is ready, else what the open batch holds once it has waited long enough. */
  async #take(): Promise<Job | undefined> {
    if (this.#job) {
      const job = this.#job;
      this.#job = undefined;
      this.#taken.ring();
      return job;
    }
    const nowMs = this.#ports.clock.now();
    const openUntilMs = Math.max(
      this.#openSinceMs + this.#encoder.limits.waitMs,
      this.#pace.lastMs + this.#gatherMs,
    );
    const dueMs = this.#batcher.size > 0 ? openUntilMs : this.#positionAtMs + idlePositionMs;
    const waitMs = dueMs - nowMs;
    const { size, through } = this.#batcher;
    const isIdle = size === 0 && through <= this.#position;
    const isBeforeBoundary = this.#boundary !== null && through < this.#boundary.lastSeq;
    if (isIdle || isBeforeBoundary || waitMs > 0) {
      await this.#filled.wait(isIdle || isBeforeBoundary ? undefined : waitMs, this.#stop.signal);
      return undefined;
    }
    return { kind: 'batch', batch: this.#batcher.take() };
  }

  #now = (): Date => new Date(this.#ports.clock.now());
}
