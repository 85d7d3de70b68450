import { standardOutcome } from '../../destinations/outcome.ts';
import { CairnError } from '../../kernel/errors.ts';
import { isFailure } from '../../kernel/http.ts';
import { type Backoff, backoffMs } from '../../kernel/retry.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Target } from '../engine/encoder.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { type Held, settle } from '../engine/settle.ts';
import type { TrailSender } from '../engine/trail-sender.ts';
import { rest } from '../engine/wake.ts';
import { sha256Hex, signedDigest } from './digest.ts';
import { signingKey } from './digest-key.ts';
import {
  addDigest,
  digestWritten,
  lastDigest,
  type OpenObject,
  openObjects,
  type PendingDigest,
  pendingDigests,
  refusedNumbers,
  rulesOf,
} from './digest-rows.ts';

const hourMs = 3_600_000;

/** How often a trail is looked at for an hour that has ended. */
const pollMs = 60_000;

/** For a digest that the store did not take. */
const again: Backoff = { firstMs: 15_000, lastMs: 300_000 };

export interface DigestOptions {
  readonly held: Held;
  readonly target: Target;
  readonly sender: TrailSender;
  readonly ports: EnginePorts & { readonly vault: Vault };
  /** Ends waits, and keeps new attempts from being made. */
  readonly stopping: AbortSignal;
  /** Ends a request that is under way. */
  readonly abort: AbortSignal;
}

const hourOf = (at: Date): number => Math.floor(at.getTime() / hourMs) * hourMs;

/** Objects of each hour, in order. */
function byHour(objects: readonly OpenObject[]): OpenObject[][] {
  const found: OpenObject[][] = [];
  for (const one of objects) {
    const hour = found.at(-1);
    if (hour?.[0] && hourOf(hour[0].written_at) === hourOf(one.written_at)) hour.push(one);
    else found.push([one]);
  }
  return found;
}

/**
 * Writes a signed digest for each hour in which a trail wrote objects. The text is fixed in the database before it
 * is sent, and only the holder of the trail fixes one: a crash anywhere leads to the same digest once more.
 */
export class DigestLoop {
  readonly #options: DigestOptions;

  constructor(options: DigestOptions) {
    this.#options = options;
  }

  /** Runs until the trail stops. */
  async run(): Promise<void> {
    const { stopping, ports } = this.#options;
    for (let failures = 0; !stopping.aborted; ) {
      const isDone = await this.#round();
      failures = isDone ? 0 : failures + 1;
      await rest(isDone ? pollMs : backoffMs(failures, ports.random, again), stopping);
    }
  }

  /** True when every digest that is due is stored. */
  async #round(): Promise<boolean> {
    const { ports, held, stopping } = this.#options;
    try {
      await this.#compose();
      for (const pending of await pendingDigests(ports.database, held)) {
        if (stopping.aborted || !(await this.#put(pending))) return false;
      }
      return true;
    } catch (err) {
      // A database that is away is told by whoever watches it; the next round does what this one could not.
      if (!(err instanceof CairnError) || err.code !== 'database.unavailable') throw err;
      return false;
    }
  }

  async #compose(): Promise<void> {
    const { ports, held } = this.#options;
    const thisHour = new Date(hourOf(new Date(ports.clock.now())));
    for (const group of byHour(await openObjects(ports.database, held, thisHour))) await this.#add(group);
  }

  async #add(group: readonly OpenObject[]): Promise<void> {
    const { ports, held, target } = this.#options;
    const { database } = ports;
    const last = await lastDigest(database, held);
    const at = new Date(hourOf(group[0]?.written_at ?? new Date(0)));
    const number = (last?.number ?? 0) + 1;
    const covers = covered(group, last?.through_seq);
    const key = this.#key(number, at);
    const { id, privateKey } = await signingKey(ports, held.organizationId);
    const body = signedDigest(
      {
        version: 1,
        ...{
          organization_id: held.organizationId,
          trail_id: held.trailId,
          number,
          hour: at.toISOString(),
          covers,
        },
        rules: covers === null ? [] : await rulesOf(database, held, covers),
        refused: covers === null ? [] : await refusedNumbers(database, held, covers),
        objects: group.map(({ lane: _, after_seq: __, written_at, ...object }) => ({
          ...object,
          written_at: written_at.toISOString(),
        })),
        previous: last === null ? null : { number: last.number, key: last.key, sha256: last.sha256 },
        key_id: id,
      },
      privateKey,
    );
    const throughSeq = covers?.last ?? last?.through_seq ?? 0;
    const objects = group.map((one) => one.key);
    await addDigest(database, held, { number, key, body, sha256: sha256Hex(body), throughSeq, at, objects });
    ports.log.debug({ trailId: target.trailId, number }, 'a digest was made');
  }

  #key(number: number, at: Date): string {
    const { target, held } = this.#options;
    const { objects } = target.destination;
    if (objects === undefined) throw new Error(`${target.destination.id} keeps no objects`);
    const { organizationId, trailId } = held;
    return objects.key(
      { kind: 'digest', organizationId, trailId, at, first: number, last: number },
      target.config,
    );
  }

  async #put({ number, key, body }: PendingDigest): Promise<boolean> {
    const { ports, held, target, sender, abort } = this.#options;
    const { destination, config, secrets } = target;
    const now = new Date(ports.clock.now());
    const object = { key, body: Buffer.from(body), contentType: 'application/json' };
    const outgoing = destination.objects?.put(object, config, secrets, { now });
    if (outgoing === undefined) return true;
    const result = await sender.send(outgoing, abort);
    if (isFailure(result) && result.failure === 'aborted') return false;
    const outcome = isFailure(result)
      ? { kind: 'retry', reason: result.reason }
      : (destination.outcome ?? standardOutcome)(result, ports.clock.now(), []);
    if (outcome.kind === 'delivered') {
      await digestWritten(ports.database, held, number, new Date(ports.clock.now()));
      return true;
    }
    const reason = 'reason' in outcome ? String(outcome.reason) : outcome.kind;
    const error = `digest ${number} could not be written: ${reason}`;
    ports.log.warn({ trailId: held.trailId, number }, 'a digest could not be written; it is tried again');
    await settle(ports.database, held, { now, error });
    return false;
  }
}

/** The numbers that a group of objects accounts for, after those that the digests before did. */
function covered(
  group: readonly OpenObject[],
  through: number | undefined,
): { first: number; last: number } | null {
  const live = group.filter(({ lane }) => lane === 'live');
  if (live.length === 0) return null;
  const after = through ?? Math.min(...live.map(({ after_seq, first_seq }) => after_seq ?? first_seq - 1));
  const last = Math.max(...live.map(({ last_seq }) => last_seq));
  return last <= after ? null : { first: after + 1, last };
}
