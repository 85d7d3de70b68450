/**
 * What each folder of `src/` may import besides itself, lowest first. People read it first,
 * `test/architecture.test.ts` second. Files at the root of `src/` are free: there the parts meet.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  event: ['kernel'],
  destinations: ['kernel', 'event'],
  db: ['kernel'],
  jobs: ['kernel', 'db'],
  vault: ['kernel', 'db'],
  access: ['kernel', 'db'],
  log: ['kernel', 'event', 'db', 'jobs'],
  ingest: ['kernel', 'event', 'db', 'log'],
  trails: ['kernel', 'event', 'destinations', 'db', 'jobs', 'vault', 'log', 'ingest'],
  api: ['kernel', 'event', 'destinations', 'db', 'access', 'vault', 'log', 'ingest', 'trails'],
  server: ['kernel', 'event', 'db', 'access', 'vault', 'ingest', 'api'],
};
