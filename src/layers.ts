/**
 * What each folder of `src/` may import besides itself, lowest first. People read it first,
 * `test/architecture.test.ts` second. Files at the root of `src/` are free: there the parts meet.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  event: ['kernel'],
  mail: ['kernel'],
  transports: ['kernel', 'mail'],
  destinations: ['kernel', 'event', 'mail', 'transports'],
  db: ['kernel'],
  jobs: ['kernel', 'db'],
  vault: ['kernel', 'db'],
  access: ['kernel', 'db', 'vault', 'mail'],
  log: ['kernel', 'event', 'db', 'jobs'],
  ingest: ['kernel', 'event', 'db', 'log'],
  trails: ['kernel', 'event', 'mail', 'transports', 'destinations', 'db', 'jobs', 'vault', 'log', 'ingest'],
  oauth: ['kernel', 'event', 'db', 'access', 'ingest'],
  api: [
    'kernel',
    'event',
    'mail',
    'transports',
    'destinations',
    'db',
    'access',
    'vault',
    'log',
    'ingest',
    'trails',
    'oauth',
  ],
  server: ['kernel', 'event', 'db', 'access', 'vault', 'ingest', 'oauth', 'api'],
};
