import type { Database, Queryable } from '../db/database.ts';
import { sqlState } from '../db/database-errors.ts';
import type { Event } from '../event/event.ts';
import { match } from '../event/query/match.ts';
import { type Heads, heads } from './heads.ts';
import { alternatives } from './narrow.ts';
import { canRollUp, hourSource, hourSplit } from './rollup.ts';
import { needsSearch, type Selection, type SeqRange, sourceOf, sourceWithin } from './selection.ts';
import { SqlParams } from './sql-params.ts';

/** What events are counted by. Both readings must give the same texts. */
export interface Grouping {
  /** Columns and expressions over `e`. */
  sql(params: SqlParams): readonly string[];
  /** The same of one event; undefined where SQL gives null. */
  of(event: Event): readonly (string | undefined)[];
  /** Whether rows of `event_hours` can stand for their events. */
  readonly inHours: boolean;
  /** The most groups that matter, the largest first. */
  readonly most?: number;
}

export interface Group {
  readonly keys: readonly (string | null)[];
  events: number;
}

export interface Tally {
  readonly groups: readonly Group[];
  /** Whether the counts are estimated from a part of the events. */
  readonly sampled: boolean;
}

/** How long counting may take before a sample is taken; and how many unindexed events are read for one count. */
const patienceMs = 1_000;
const longestTail = 20_000;
/** A sample is 400 runs of 100 neighbouring events: 40,000 rows take some 100 ms. */
const sample = { runs: 400, length: 100 };

/** SQLSTATE query_canceled. */
const cancelled = '57014';

/**
 * Counts the events of a selection by group, in one snapshot: from the hourly counts where they suffice, else
 * from the events; if that takes too long, from a sample spread over the whole log.
 */
export async function tally(database: Database, selection: Selection, grouping: Grouping): Promise<Tally> {
  try {
    return await inSnapshot(database, patienceMs, (tx) => new Counter(tx, selection, grouping).exact());
  } catch (err) {
    if (sqlState(err) !== cancelled) throw err;
    return await inSnapshot(database, patienceMs * 4, (tx) => new Counter(tx, selection, grouping).sampled());
  }
}

async function inSnapshot<T>(
  database: Database,
  timeoutMs: number,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  return await database.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    await tx.query(`set local statement_timeout = ${timeoutMs}`);
    return await work(tx);
  });
}

class Counter {
  readonly #tx: Queryable;
  readonly #selection: Selection;
  readonly #grouping: Grouping;
  readonly #groups = new Map<string, Group>();
  #isSampled = false;

  constructor(tx: Queryable, selection: Selection, grouping: Grouping) {
    this.#tx = tx;
    this.#selection = selection;
    this.#grouping = grouping;
  }

  async exact(): Promise<Tally> {
    const at = await heads(this.#tx, this.#selection.organizationId);
    const split =
      this.#grouping.inHours && canRollUp(this.#selection.query) ? hourSplit(this.#selection) : null;
    if (split === null) {
      await this.#count(this.#selection, at);
    } else {
      await this.#countHours({ ...this.#selection, ...split.whole });
      await this.#countRange(
        { ...this.#selection, ...split.whole },
        { low: at.indexed + 1, high: at.last },
        false,
      );
      for (const edge of split.edges) await this.#count({ ...this.#selection, ...edge }, at);
    }
    return this.#result();
  }

  async sampled(): Promise<Tally> {
    const at = await heads(this.#tx, this.#selection.organizationId);
    const last = needsSearch(this.#selection) ? at.indexed : at.last;
    const stride = Math.max(sample.length, Math.ceil(last / sample.runs));
    const params = new SqlParams();
    const within = { low: 'g.low', high: `g.low + ${sample.length - 1}`, indexed: false };
    const keys = this.#grouping.sql(params);
    const { text } = sourceWithin(this.#selection, within, params);
    const columns = keys.map((key, index) => `${key} as k${index}`).join(', ');
    const from = `from generate_series(1, ${params.add(last)}::bigint, ${stride}) g (low)
       cross join lateral (select ${columns} ${text} offset 0) e`;
    // A run is one short stretch of the index by number; OFFSET 0 keeps the planner from joining all with all.
    await this.#tx.query('set local enable_seqscan = off');
    await this.#tx.query('set local enable_bitmapscan = off');
    await this.#add(
      keys.map((_, index) => `k${index}`),
      from,
      params,
      stride / sample.length,
    );
    this.#isSampled = true;
    return this.#result();
  }

  #result(): Tally {
    return { groups: [...this.#groups.values()], sampled: this.#isSampled };
  }

  async #count(selection: Selection, at: Heads): Promise<void> {
    await this.#countRange(selection, { low: 1, high: at.indexed }, true);
    if (at.last === at.indexed) return;
    const tail = { low: at.indexed + 1, high: at.last };
    if (needsSearch(selection)) await this.#countTail(selection, tail);
    else await this.#countRange(selection, tail, false);
  }

  async #countRange(selection: Selection, range: SeqRange, indexed: boolean): Promise<void> {
    if (range.low > range.high) return;
    const params = new SqlParams();
    const keys = this.#grouping.sql(params);
    const queries = indexed ? alternatives(selection.query) : [selection.query];
    const sources = queries.map((query) => sourceOf({ ...selection, query }, range, params, indexed).text);
    if (sources.length === 1) return await this.#add(keys, sources[0] as string, params);
    // An event that two alternatives find counts once.
    const columns = keys.map((key, index) => `${key} as k${index}`).join(', ');
    const union = sources.map((source) => `select e.seq, ${columns} ${source}`).join(' union ');
    await this.#add(
      keys.map((_, index) => `k${index}`),
      `from (${union}) e`,
      params,
    );
  }

  async #countHours(selection: Selection): Promise<void> {
    const params = new SqlParams();
    const keys = this.#grouping.sql(params);
    await this.#add(keys, hourSource(selection, params), params, 1, 'sum(e.events)::bigint');
  }

  async #add(
    keys: readonly string[],
    from: string,
    params: SqlParams,
    weight = 1,
    count = 'count(*)',
  ): Promise<void> {
    const columns = keys.map((key, index) => `${key} as g${index}`).join(', ');
    const places = keys.map((_, index) => index + 1).join(', ');
    const { most } = this.#grouping;
    const largest = most === undefined ? '' : `order by events desc limit ${most + 1}`;
    const { rows } = await this.#tx.query<{ events: number } & Record<string, unknown>>(
      `select ${columns}, ${count} as events ${from} group by ${places} ${largest}`,
      params.values,
    );
    if (most !== undefined && rows.length > most) this.#isSampled = true;
    for (const row of rows) {
      const group = keys.map((_, index) => keyText(row[`g${index}`]));
      this.#put(group, Math.round(row.events * weight));
    }
  }

  async #countTail(selection: Selection, range: SeqRange): Promise<void> {
    const params = new SqlParams();
    const { text } = sourceOf({ ...selection, query: { kind: 'all' } }, range, params);
    const { rows } = await this.#tx.query<{ event: string }>(
      `select e.event ${text} order by e.seq desc limit ${longestTail}`,
      params.values,
    );
    if (rows.length === longestTail) this.#isSampled = true;
    const matches = match(selection.query, selection);
    for (const row of rows) {
      const event = JSON.parse(row.event) as Event;
      if (matches(event))
        this.#put(
          this.#grouping.of(event).map((key) => key ?? null),
          1,
        );
    }
  }

  #put(keys: readonly (string | null)[], events: number): void {
    const id = JSON.stringify(keys);
    const group = this.#groups.get(id);
    if (group === undefined) this.#groups.set(id, { keys, events });
    else group.events += events;
  }
}

/** Times as milliseconds, so that they compare with the predicate's. */
function keyText(value: unknown): string | null {
  if (value instanceof Date) return String(value.getTime());
  return value === null || value === undefined ? null : String(value);
}
