import type { KeyObject } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { type Digest, type DigestObject, readDigest, sha256Hex } from './digest.ts';

/** Files of a bucket, wherever they lie now. */
export interface Copy {
  /** Names without folders. A file whose `.gz` was taken off by a tool is found under its own name. */
  readonly names: readonly string[];
  read(name: string): Promise<Buffer>;
}

/** What a check found. */
export interface Report {
  /** What is missing or was changed, a sentence each. Empty: the copy is complete. */
  readonly faults: readonly string[];
  /** What people should know and need not worry about. */
  readonly notes: readonly string[];
  readonly digests: number;
  readonly objects: number;
  readonly events: number;
}

export interface CheckOptions {
  readonly publicKey: KeyObject;
  /** The first digest to be expected; 1 unless objects of a longer past were deleted on purpose. */
  readonly from?: number;
  /** The last digest to be expected, where it is known from elsewhere. */
  readonly to?: number;
}

/** Larger than any object that Cairn writes, and small enough for a machine that checks. */
const maxBytes = 64 * 1024 * 1024;

const digestName = /^([0-9a-f-]{36})-digest-(\d{12})\.json$/;
const objectName = /^[0-9a-f-]{36}-\d{12}-\d{12}(-[a-z]+)?\.jsonl(\.gz)?$/;
const baseName = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** Numbers that an object holds; a fault where it is not what the digest says. */
type Opened = { readonly seqs: readonly number[] } | { readonly fault: string };

/** Checks a copy of what a trail wrote against its digests: signatures, chain, hashes, counts and numbers. */
export async function checkCopy(copy: Copy, options: CheckOptions): Promise<Report> {
  const check = new Check(copy, options);
  await check.run();
  return check.report();
}

class Check {
  readonly #copy: Copy;
  readonly #options: CheckOptions;
  readonly #names: ReadonlySet<string>;
  readonly #faults: string[] = [];
  readonly #notes: string[] = [];
  readonly #listed = new Set<string>();
  #digests = 0;
  #objects = 0;
  #events = 0;

  constructor(copy: Copy, options: CheckOptions) {
    this.#copy = copy;
    this.#options = options;
    this.#names = new Set(copy.names);
  }

  report(): Report {
    const counts = { digests: this.#digests, objects: this.#objects, events: this.#events };
    return { faults: this.#faults, notes: this.#notes, ...counts };
  }

  async run(): Promise<void> {
    const byTrail = new Map<string, Map<number, string>>();
    for (const name of this.#names) {
      const [, trail, number] = digestName.exec(name) ?? [];
      if (trail === undefined) continue;
      const numbers = byTrail.get(trail) ?? new Map<number, string>();
      byTrail.set(trail, numbers.set(Number(number), name));
    }
    if (byTrail.size === 0) this.#faults.push('There is no digest among these files.');
    for (const [trail, names] of [...byTrail].sort(([a], [b]) => (a < b ? -1 : 1)))
      await this.#trail(trail, names);
    const others = [...this.#names].filter((name) => objectName.test(name) && !this.#isListed(name));
    if (others.length > 0) {
      this.#notes.push(
        `${plural(others.length, 'object')} named by no digest, as those of the last hour are: ${few(others)}.`,
      );
    }
  }

  #isListed = (name: string): boolean => this.#listed.has(name) || this.#listed.has(`${name}.gz`);

  /** One trail's chain, from its first digest to its last. */
  async #trail(trail: string, names: ReadonlyMap<number, string>): Promise<void> {
    const first = this.#options.from ?? 1;
    const last = Math.max(this.#options.to ?? 0, ...names.keys());
    let before: { digest: Digest; sha256: string } | undefined;
    for (let number = first; number <= last; number++) {
      const name = names.get(number);
      if (name === undefined) {
        this.#faults.push(`Digest ${number} of trail ${trail} is missing.`);
        before = undefined;
        continue;
      }
      const text = (await this.#copy.read(name)).toString();
      const read = readDigest(text, this.#options.publicKey);
      if ('fault' in read || read.digest.trail_id !== trail || read.digest.number !== number) {
        const why = 'fault' in read ? read.fault : 'is a digest of another trail or number';
        this.#faults.push(`Digest ${number} of trail ${trail} ${why}.`);
        before = undefined;
        continue;
      }
      this.#digests += 1;
      this.#chain(read.digest, before, number === first);
      await this.#contents(read.digest);
      before = { digest: read.digest, sha256: sha256Hex(text) };
    }
    if (before) {
      const { number, hour, covers } = before.digest;
      const through = covers === null ? '' : `, up to event ${covers.last}`;
      this.#notes.push(
        `The last digest of trail ${trail} is number ${number}, of the hour ${hour}${through}.`,
      );
    }
  }

  /** Each digest names the one before, by its hash, and goes on where that one ended. */
  #chain(digest: Digest, before: { digest: Digest; sha256: string } | undefined, isFirst: boolean): void {
    const called = `Digest ${digest.number} of trail ${digest.trail_id}`;
    if (isFirst && digest.number === 1) {
      if (digest.previous !== null) this.#faults.push(`${called} names one before it, which cannot be.`);
    } else if (digest.previous?.number !== digest.number - 1) {
      this.#faults.push(`${called} does not name digest ${digest.number - 1}.`);
    } else if (before && digest.previous.sha256 !== before.sha256) {
      this.#faults.push(`${called} names another digest ${digest.number - 1} than the one that is here.`);
    }
    const end = before?.digest.covers?.last;
    if (end !== undefined && digest.covers !== null && digest.covers.first !== end + 1) {
      this.#faults.push(`${called} begins with event ${digest.covers.first}, not with ${end + 1}.`);
    }
  }

  /** The objects of one digest, and whether they hold every number that it accounts for. */
  async #contents(digest: Digest): Promise<void> {
    const seqs = new Set<number>();
    const unread: DigestObject[] = [];
    for (const object of digest.objects) {
      this.#listed.add(baseName(object.key));
      const opened = await this.#open(object, digest);
      if ('fault' in opened) {
        this.#faults.push(`${object.key} ${opened.fault}.`);
        unread.push(object);
        continue;
      }
      this.#objects += 1;
      this.#events += opened.seqs.length;
      for (const seq of opened.seqs) seqs.add(seq);
    }
    if (digest.covers !== null) this.#numbers(digest, seqs, unread);
  }

  #numbers(digest: Digest, seqs: ReadonlySet<number>, unread: readonly DigestObject[]): void {
    const { first, last } = digest.covers ?? { first: 1, last: 0 };
    const refused = new Set(digest.refused);
    const left: number[] = [];
    for (let seq = first; seq <= last; seq++) {
      const isUnread = unread.some((object) => seq >= object.first_seq && seq <= object.last_seq);
      if (!seqs.has(seq) && !refused.has(seq) && !isUnread) left.push(seq);
    }
    const called = `digest ${digest.number} of trail ${digest.trail_id}`;
    if (refused.size > 0) {
      this.#notes.push(
        `The store had refused ${plural(refused.size, 'event')} in ${called}: ${few([...refused])}.`,
      );
    }
    const byRule = new Map<string, number[]>();
    for (const seq of left) {
      const rule = digest.rules.findLast(({ from }) => from <= seq)?.rule ?? '';
      byRule.set(rule, [...(byRule.get(rule) ?? []), seq]);
    }
    for (const [rule, numbers] of byRule) {
      if (takesAll(rule)) {
        this.#faults.push(
          `Events are missing in ${called}, where the rule leaves out none: ${ranges(numbers)}.`,
        );
      } else {
        this.#notes.push(`The rule "${rule}" left out ${plural(numbers.length, 'event')} in ${called}.`);
      }
    }
  }

  async #open(object: DigestObject, digest: Digest): Promise<Opened> {
    const name = baseName(object.key);
    const plainName = name.replace(/\.gz$/, '');
    const found = this.#names.has(name) ? name : this.#names.has(plainName) ? plainName : undefined;
    if (found === undefined) {
      return {
        fault: `is missing (${plural(object.events, 'event')}, ${object.first_seq} to ${object.last_seq})`,
      };
    }
    const stored = await this.#copy.read(found);
    const content = unpacked(stored, name);
    if (content === undefined) return { fault: 'cannot be decompressed' };
    // A tool may have unpacked it on the way, or packed it anew: then the hash of what is inside counts.
    if (sha256Hex(stored) !== object.sha256 && sha256Hex(content) !== object.content_sha256) {
      return { fault: 'was changed: its hash is another one' };
    }
    const seqs = numbersOf(content.toString(), digest.organization_id);
    if (seqs === undefined) return { fault: 'holds something else than events of this organization' };
    const isAsSaid =
      seqs.length === object.events && seqs[0] === object.first_seq && seqs.at(-1) === object.last_seq;
    if (!isAsSaid) return { fault: `holds ${plural(seqs.length, 'event')}, not ${object.events}` };
    return { seqs };
  }
}

/** What is in a file: decompressed where it begins as gzip does; undefined when it cannot be. */
function unpacked(stored: Buffer, name: string): Buffer | undefined {
  if (!name.endsWith('.gz') || stored[0] !== 0x1f || stored[1] !== 0x8b) return stored;
  try {
    return gunzipSync(stored, { maxOutputLength: maxBytes });
  } catch {
    return undefined; // cut off, damaged, or far larger than anything Cairn writes
  }
}

/** Numbers of the events, growing; undefined when a line is none of the organization's. */
function numbersOf(text: string, organizationId: string): number[] | undefined {
  const seqs: number[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    let event: { seq?: unknown; organization_id?: unknown };
    try {
      event = JSON.parse(line);
    } catch {
      return undefined;
    }
    if (event?.organization_id !== organizationId || typeof event.seq !== 'number') return undefined;
    if (event.seq <= (seqs.at(-1) ?? 0)) return undefined;
    seqs.push(event.seq);
  }
  return seqs;
}

/** An empty rule matches every event, as `*` does. */
const takesAll = (rule: string): boolean => ['', '*'].includes(rule.trim());

const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

const few = (all: readonly (string | number)[]): string =>
  all.length <= 5 ? all.join(', ') : `${all.slice(0, 5).join(', ')} and ${all.length - 5} more`;

/** `3, 7 to 9`. */
function ranges(numbers: readonly number[]): string {
  const found: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last.to + 1 === number) last.to = number;
    else found.push({ from: number, to: number });
  }
  return few(found.map(({ from, to }) => (from === to ? String(from) : `${from} to ${to}`)));
}
