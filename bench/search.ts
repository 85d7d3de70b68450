import type { Database } from '../src/db/database.ts';
import { parse } from '../src/event/query/parse.ts';
import { facets } from '../src/log/facets.ts';
import { histogram } from '../src/log/histogram.ts';
import { search } from '../src/log/search.ts';
import { numbers } from './lifelike-events.ts';

export interface Shape {
  readonly name: string;
  readonly runs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

interface Options {
  readonly organizationId: string;
  /** The instant at which the newest event was received. */
  readonly now: Date;
  readonly runs: number;
  /** Only shapes whose name contains this. */
  readonly only?: string;
  /** Called with each shape as it is done. */
  report?(shape: Shape): void;
}

const day = 86_400_000;

/** Times each shape of query on a log made by `fillLog`, one after the other, with operands that vary. */
export async function measureSearch(database: Database, options: Options): Promise<Shape[]> {
  const { organizationId, now, runs } = options;
  const random = numbers(11);
  const skewed = (count: number) => Math.floor(count * random() ** 3);
  const any = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string;
  const back = (days: number) => new Date(now.getTime() - days * day);
  const base = { organizationId, now };
  const find = (q: string, more: object = {}) =>
    search(database, { ...base, query: parse(q, { now }), order: 'desc', limit: 50, ...more });
  const actions = ['document.viewed', 'comment.added', 'member.invited', 'policy.changed', 'webhook.failed'];
  const shapes: Record<string, () => Promise<unknown>> = {
    latest: () => find(''),
    'action in the last 7 days': () => find(`action:${any(actions)}`, { from: back(7), to: now }),
    'action in an old week': () => find(`action:${any(actions)}`, { from: back(50), to: back(43) }),
    'old week': () => find('', { from: back(50), to: back(43) }),
    actor: () => find(`actor:user-${skewed(5_000)}`),
    'actor by name': () => find(`actor.name:"Lyon Person ${skewed(5_000)}"`),
    'unknown actor': () => find(`actor:nobody-${skewed(5_000)}`),
    resource: () => find(`resource:doc-${skewed(200_000)}`),
    'common word': () => find(any(['budget', 'roadmap', 'chrome', 'ap-northeast'])),
    'rare word': () => find(any(['zanzibar', `${10_000 + skewed(190_000)}`])),
    'phrase of common words': () => find(`"survey/${skewed(200_000)}"`),
    'absent word': () => find(`qqx${skewed(1_000)}`),
    'Japanese word': () => find('東京 level:error action:policy.changed'),
    'two words': () => find(`budget contract level:error`),
    'details path': () => find(`details.duration_ms:${skewed(3_000)} level:error`),
    'event id': () => find(`id:bench-${skewed(2_000_000)}`),
    'histogram of 30 days': () =>
      histogram(database, { ...base, query: parse('', { now }), from: back(30), to: now, stepMs: day / 4 }),
    'histogram of 30 days, an actor': () =>
      histogram(database, {
        ...base,
        query: parse(`actor:user-${skewed(5_000)}`, { now }),
        from: back(30),
        to: now,
        stepMs: day,
      }),
    'histogram of 30 days, a common word': () =>
      histogram(database, { ...base, query: parse('budget', { now }), from: back(30), to: now, stepMs: day }),
    'facet action': () =>
      facets(database, { ...base, query: parse('', { now }), field: 'action', limit: 10 }),
    'facet actor, 30 days': () =>
      facets(database, {
        ...base,
        query: parse('', { now }),
        from: back(30),
        to: now,
        field: 'actor',
        limit: 10,
      }),
  };
  const measured: Shape[] = [];
  for (const [name, run] of Object.entries(shapes)) {
    if (!name.includes(options.only ?? '')) continue;
    measured.push(await time(name, run, runs));
    options.report?.(measured.at(-1) as Shape);
  }
  return measured;
}

async function time(name: string, run: () => Promise<unknown>, runs: number): Promise<Shape> {
  const took: number[] = [];
  const began = performance.now();
  // Slow shapes stop after 20 seconds, so that one of them does not hold up the others.
  for (let index = 0; index < runs && performance.now() - began < 20_000; index++) {
    const start = performance.now();
    await run();
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) =>
    Number((took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(1));
  return { name, runs: took.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}
