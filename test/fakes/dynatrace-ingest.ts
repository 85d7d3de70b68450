import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

export interface DynatraceRecord {
  readonly timestamp: number;
  readonly content: string;
  readonly loglevel: string;
  readonly [attribute: string]: unknown;
}

export interface DynatraceIngest extends Receiver {
  /** What was kept, in the order of arrival, repeats included. */
  readonly records: DynatraceRecord[];
  /** Contents that were cut. */
  readonly cut: number;
  readonly tokens: Set<string>;
  /** Records that are dropped, with a 200 for the others. */
  drops: (record: DynatraceRecord) => boolean;
}

/** "POST ingest logs" of the Log Monitoring API v2, and its limits. */
const rules = {
  bytes: 10_000_000,
  records: 50_000,
  contentBytes: 65_536,
  attributes: 500,
  pastMs: 24 * 3_600_000,
};
const levels = [
  'NONE',
  'TRACE',
  'DEBUG',
  'NOTICE',
  'INFO',
  'WARN',
  'SEVERE',
  'ERROR',
  'CRITICAL',
  'ALERT',
  'FATAL',
];

const problem = (code: number, message: string): Reply => ({
  status: code,
  body: JSON.stringify({ error: { code, message } }),
});

/** Log ingest of Dynatrace: one record out of range refuses the batch, as an ActiveGate does. */
export async function startDynatraceIngest(): Promise<DynatraceIngest> {
  const records: DynatraceRecord[] = [];
  const tokens = new Set(['dt0c01.token']);
  const state = { drops: (_: DynatraceRecord) => false, cut: 0 };

  const take = (request: Received): Reply => {
    if (request.path !== '/api/v2/logs/ingest' || request.method !== 'POST') return problem(404, 'Not Found');
    const token = /^Api-Token (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return problem(401, 'Token Authentication failed');
    if (!tokens.has(token)) return problem(403, 'Token is missing required scope. Use one of: logs.ingest');
    if (!/^application\/json; charset=utf-8$/.test(request.headers['content-type'] ?? ''))
      return problem(415, 'type');
    if (request.bytes > rules.bytes) return problem(413, 'Payload size limit exceeded');
    const given = JSON.parse(request.body) as DynatraceRecord[];
    if (given.length > rules.records) return problem(413, 'Too many records');
    if (
      given.some(({ timestamp }) => timestamp < Date.now() - rules.pastMs || timestamp > Date.now() + 600_000)
    ) {
      return problem(400, 'Failed: timestamps_out_of_range');
    }
    for (const record of given) {
      const values = Object.values(record);
      if (values.length > rules.attributes || values.some((value) => typeof value === 'object'))
        return problem(400, 'attributes');
      if (!levels.includes(record.loglevel)) return problem(400, 'loglevel');
    }
    const kept = given.filter((record) => !state.drops(record));
    state.cut += kept.filter(({ content }) => Buffer.byteLength(content) > rules.contentBytes).length;
    records.push(...kept);
    if (kept.length === given.length) return { status: 204, body: '' };
    return {
      status: 200,
      body: JSON.stringify({ details: { code: 200, message: 'Some records were not ingested' } }),
    };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    records: { value: records },
    tokens: { value: tokens },
    cut: { get: () => state.cut },
    drops: {
      get: () => state.drops,
      set: (drops: (record: DynatraceRecord) => boolean) => {
        state.drops = drops;
      },
    },
  }) as DynatraceIngest;
}
