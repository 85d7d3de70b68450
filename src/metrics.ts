import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TrailObserver } from './trails/engine/ports.ts';

/** What `/metrics` shows. */
export interface Metrics {
  readonly registry: Registry;
  /** A group commit of the log, with its number of events. */
  committed(events: number): void;
  /** Events that the search index has not reached yet. */
  searchLag(events: number): void;
  readonly trails: TrailObserver;
}

export function makeMetrics(read: { readonly backlog: () => number }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'cairn_' });
  const stored = new Counter({
    name: 'cairn_events_stored_total',
    help: 'Events stored in the log by this process.',
    registers,
  });
  const commits = new Counter({
    name: 'cairn_log_commits_total',
    help: 'Group commits of the log by this process.',
    registers,
  });
  const lag = new Gauge({
    name: 'cairn_search_lag_events',
    help: 'Events that the search index has not reached yet.',
    registers,
  });
  new Gauge({
    name: 'cairn_log_backlog_events',
    help: 'Events that wait for a commit.',
    registers,
    collect() {
      this.set(read.backlog());
    },
  });
  return {
    registry,
    committed(events) {
      stored.inc(events);
      commits.inc();
    },
    searchLag: (events) => lag.set(events),
    trails: trailMetrics(registers),
  };
}

function trailMetrics(registers: Registry[]): TrailObserver {
  const labelNames = ['destination'] as const;
  const delivered = new Counter({
    name: 'cairn_trail_events_delivered_total',
    help: 'Events that destinations took.',
    labelNames,
    registers,
  });
  const dead = new Counter({
    name: 'cairn_trail_dead_letters_total',
    help: 'Events that destinations refused for good.',
    labelNames,
    registers,
  });
  const running = new Gauge({
    name: 'cairn_trails_running',
    help: 'Trails that this process runs.',
    registers,
  });
  const attempts = new Histogram({
    name: 'cairn_trail_attempt_seconds',
    help: 'Tries at a delivery, by outcome.',
    labelNames: ['destination', 'outcome'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  return {
    attempted: ({ destination, outcome, durationMs }) =>
      attempts.observe({ destination, outcome }, durationMs / 1000),
    delivered: (destination, events) => delivered.inc({ destination }, events),
    deadLettered: (destination, events) => dead.inc({ destination }, events),
    running: (trails) => running.set(trails),
  };
}
