import { once } from 'node:events';
import type { Queryable } from '../db/database.ts';
import { type LogRow, readAfter } from './read.ts';
import type { Tail } from './tail.ts';

const pageSize = 500;

/** Rows that wait for a slow reader; beyond this they are dropped and read again from the log. */
const mostWaiting = 5_000;

/** How long a follower hears nothing before it gets an empty page, to keep its connection alive. */
const idleMs = 15_000;

/**
 * All events after a number, in order and without gaps: first what is there, then what comes. An empty page
 * means that nothing came for a while. Ends when `signal` does.
 */
export async function* follow(
  database: Queryable,
  tail: Tail,
  organizationId: string,
  afterSeq: number,
  signal: AbortSignal,
): AsyncGenerator<readonly LogRow[], void, void> {
  let position = afterSeq;
  let waiting: LogRow[] = [];
  const arrivals = new EventTarget();
  const stop = tail.subscribe(organizationId, afterSeq, (rows) => {
    waiting = waiting.length + rows.length > mostWaiting ? [] : [...waiting, ...rows];
    arrivals.dispatchEvent(new Event('rows'));
  });
  try {
    while (!signal.aborted) {
      const rows = await nextPage();
      if (rows.length > 0) position = (rows.at(-1) as LogRow).seq;
      yield rows;
    }
  } finally {
    stop();
  }

  /** What waits, when it continues without a gap; else what the log holds; else what comes. */
  async function nextPage(): Promise<readonly LogRow[]> {
    for (let waited = false; !signal.aborted; waited = true) {
      const rows = waiting.filter(({ seq }) => seq > position);
      waiting = [];
      if (rows[0]?.seq === position + 1) return rows;
      const page = await readAfter(database, organizationId, position, pageSize);
      if (page.length > 0) return page;
      if (waited) return [];
      if (waiting.length === 0) await arrivalOrTimeout();
    }
    return [];
  }

  async function arrivalOrTimeout(): Promise<void> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(idleMs)]);
    await once(arrivals, 'rows', { signal: limit }).catch(() => undefined);
  }
}
