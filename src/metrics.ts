import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What `/metrics` shows. */
export function makeMetrics(read: { backlog(): number }) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'cairn_' });
  const events = new Counter({
    name: 'cairn_events_stored_total',
    help: 'Events stored in the log by this process.',
    registers: [registry],
  });
  const commits = new Counter({
    name: 'cairn_log_commits_total',
    help: 'Group commits of the log by this process.',
    registers: [registry],
  });
  const indexLag = new Gauge({
    name: 'cairn_search_lag_events',
    help: 'Events that the search index has not reached yet.',
    registers: [registry],
  });
  new Gauge({
    name: 'cairn_log_backlog_events',
    help: 'Events that wait for a commit.',
    registers: [registry],
    collect() {
      this.set(read.backlog());
    },
  });
  return { registry, events, commits, indexLag };
}
