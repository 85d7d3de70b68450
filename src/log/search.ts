import type { Database } from '../db/database.ts';
import type { Event } from '../event/event.ts';
import { match } from '../event/query/match.ts';
import { print } from '../event/query/print.ts';
import { type CursorScope, readCursor, writeCursor } from './cursor.ts';
import { type Heads, heads } from './heads.ts';
import { lookUp } from './look-up.ts';
import { type IndexUse, indexUse } from './narrow.ts';
import type { LogRow } from './read.ts';
import { needsSearch, type Selection, type SeqRange, sourceOf } from './selection.ts';
import { SqlParams } from './sql-params.ts';

export interface SearchRequest extends Selection {
  readonly order: 'asc' | 'desc';
  /** Most items of a page. */
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface SearchPage {
  /** Events as canonical JSON, by number. */
  readonly items: string[];
  /**
   * Null at the end. A page can be shorter than its limit, even empty, and still have a next one: a query that
   * no index can answer gives what it found within its time.
   */
  readonly nextCursor: string | null;
}

/** When to walk along the log, and when to ask an index. */
export interface WalkLimits {
  /** Events that the first step spans; each further one spans four times as many, up to `largest`. */
  readonly first: number;
  readonly largest: number;
  /** How many events away the rest of a page must be for an index to find it sooner than the walk. */
  readonly far: Readonly<Record<IndexUse, number>>;
  /** After this time, in milliseconds, the page is what has been found. */
  readonly longestMs: number;
}

/** From measurements on 2 million events: 2,000 rows take 3 to 8 ms, 64,000 some 100 ms. */
const usualLimits: WalkLimits = {
  first: 2_000,
  largest: 64_000,
  far: { direct: 8_000, words: 64_000, none: Number.POSITIVE_INFINITY },
  longestMs: 4_000,
};

/**
 * One page of the events that match, by number. Events that the indexer has not reached yet are found too. A
 * query is first walked along the log, newest (or oldest) first, and handed to the indexes if that is slow.
 * @throws CairnError `cursor.invalid`
 */
export async function search(
  database: Database,
  request: SearchRequest,
  limits: WalkLimits = usualLimits,
): Promise<SearchPage> {
  const scope: CursorScope = { ...request, query: print(request.query) };
  const after = request.cursor === undefined ? undefined : readCursor(request.cursor, scope);
  const at = await heads(database, request.organizationId);
  const { rows, reached } = await new Walker(database, request, { at, after, limits }).run();
  const page = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? page.at(-1)?.seq : reached;
  return {
    items: page.map((row) => row.event),
    nextCursor: last === undefined ? null : writeCursor(last, scope),
  };
}

interface Walked {
  readonly rows: readonly LogRow[];
  /** The last number that was looked at, when the walk stopped before the end. */
  readonly reached: number | undefined;
}

interface Start {
  readonly at: Heads;
  /** The number of the last event of the page before. */
  readonly after: number | undefined;
  readonly limits: WalkLimits;
}

class Walker {
  readonly #database: Database;
  readonly #request: SearchRequest;
  readonly #heads: Heads;
  /** One more than the page, to know whether there is another. */
  readonly #wanted: number;
  readonly #needsSearch: boolean;
  readonly #limits: WalkLimits;
  readonly #far: number;
  readonly #rows: LogRow[] = [];
  /** The numbers that have not been looked at. */
  #left: SeqRange;
  #scanned = 0;

  constructor(database: Database, request: SearchRequest, { at, after, limits }: Start) {
    this.#database = database;
    this.#limits = limits;
    this.#request = request;
    this.#heads = at;
    this.#wanted = request.limit + 1;
    this.#needsSearch = needsSearch(request);
    const beyond = after === undefined ? undefined : request.order === 'desc' ? after - 1 : after + 1;
    // The time of occurrence has an index of its own.
    const byTime = request.from !== undefined || request.to !== undefined;
    const { far } = limits;
    this.#far = Math.min(far[indexUse(request.query)], byTime ? far.words : Number.POSITIVE_INFINITY);
    this.#left =
      request.order === 'desc'
        ? { low: 1, high: Math.min(beyond ?? at.last, at.last) }
        : { low: beyond ?? 1, high: at.last };
  }

  async run(): Promise<Walked> {
    const began = performance.now();
    let size = this.#limits.first;
    let mayLookUp = true;
    while (this.#rows.length < this.#wanted && this.#left.low <= this.#left.high) {
      const inSql = this.#inSql();
      if (mayLookUp && inSql !== null && this.#isFar(inSql)) {
        mayLookUp = await this.#lookUp(inSql);
        continue;
      }
      const range = this.#window(size);
      await this.#scan(range);
      this.#pass(range);
      size = Math.min(size * 4, this.#limits.largest);
      if (performance.now() - began > this.#limits.longestMs)
        return { rows: this.#rows, reached: this.#reached() };
    }
    return { rows: this.#rows, reached: undefined };
  }

  /** Whether the rest of the page is so far away, by what the walk has found so far, that an index is worth it. */
  #isFar(range: SeqRange): boolean {
    if (this.#scanned === 0 || range.high - range.low < this.#far) return false;
    const perRow = this.#rows.length / this.#scanned;
    return (this.#wanted - this.#rows.length) / perRow > this.#far;
  }

  /** Asks the indexes for as much of the rest as they hold; false when they had no answer in time. */
  async #lookUp(range: SeqRange): Promise<boolean> {
    const { order } = this.#request;
    const indexed = range.high <= this.#heads.indexed;
    const limit = this.#wanted - this.#rows.length;
    const rows = await lookUp(this.#database, this.#request, { range, order, limit, indexed });
    if (rows === null) return false;
    this.#rows.push(...rows);
    this.#pass(range);
    return true;
  }

  /** The numbers up next that SQL can find: all of them, unless the query needs what is not indexed yet. */
  #inSql(): SeqRange | null {
    const { low, high } = this.#left;
    const border = this.#needsSearch ? this.#heads.indexed : this.#heads.last;
    if (this.#request.order === 'desc') return high <= border ? this.#left : null;
    return low <= border ? { low, high: Math.min(high, border) } : null;
  }

  /** The next numbers in order, either all for SQL or all for the predicate. */
  #window(size: number): SeqRange {
    const { low, high } = this.#left;
    const inSql = this.#inSql();
    if (this.#request.order === 'desc') {
      const floor = inSql === null ? Math.max(low, this.#heads.indexed + 1) : low;
      return { low: Math.max(floor, high - size + 1), high };
    }
    return { low, high: Math.min(inSql?.high ?? high, low + size - 1) };
  }

  #pass(range: SeqRange): void {
    this.#scanned += range.high - range.low + 1;
    this.#left =
      this.#request.order === 'desc'
        ? { low: this.#left.low, high: range.low - 1 }
        : { low: range.high + 1, high: this.#left.high };
  }

  #reached(): number | undefined {
    const { low, high } = this.#left;
    if (low > high) return undefined;
    return this.#request.order === 'desc' ? high + 1 : low - 1;
  }

  async #scan(range: SeqRange): Promise<void> {
    const wanted = this.#wanted - this.#rows.length;
    const byPredicate = this.#needsSearch && range.high > this.#heads.indexed;
    const rows = byPredicate ? await this.#readTail(range) : await this.#readWindow(range, wanted);
    for (const row of rows.slice(0, wanted)) this.#rows.push(row);
  }

  async #readWindow(range: SeqRange, limit: number): Promise<LogRow[]> {
    const params = new SqlParams();
    const { text } = sourceOf(this.#request, range, params);
    const { rows } = await this.#database.query<{ seq: number; event: string }>(
      `select e.seq, e.event ${text} order by e.seq ${this.#request.order} limit ${params.add(limit)}`,
      params.values,
    );
    return rows;
  }

  async #readTail(range: SeqRange): Promise<LogRow[]> {
    const params = new SqlParams();
    const { text } = sourceOf({ ...this.#request, query: { kind: 'all' } }, range, params);
    const { rows } = await this.#database.query<{ seq: number; event: string }>(
      `select e.seq, e.event ${text} order by e.seq ${this.#request.order}`,
      params.values,
    );
    const matches = match(this.#request.query, this.#request);
    return rows.filter((row) => matches(JSON.parse(row.event) as Event));
  }
}
