import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** One entry as Loki keeps it. */
export interface LokiEntry {
  readonly stream: string;
  readonly nanoseconds: bigint;
  readonly line: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface LokiServer extends Receiver {
  /** What was kept, in the order of arrival; the same line at the same time of a stream once. */
  readonly entries: LokiEntry[];
  /** Entries that were refused, with a 400 for the whole push. */
  readonly refused: string[];
  readonly credentials: Set<string>;
  /** Refuses everything with the status that Loki uses for a tenant that is blocked. */
  isBlocked: boolean;
}

/** `limits_config` as Loki comes (https://grafana.com/docs/loki/latest/configure/#limits_config). */
export const lokiRules = {
  labels: 15,
  labelName: 1024,
  labelValue: 2048,
  lineBytes: 256 * 1024,
  oldestMs: 7 * 24 * 3_600_000,
  aheadMs: 10 * 60_000,
  /** Half of `max_chunk_age`: how far an entry may lie behind the newest one of its stream. */
  behindMs: 3_600_000,
  metadataBytes: 64 * 1024,
  metadata: 128,
  streams: 5000,
};

interface Push {
  readonly streams: readonly {
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [string, string, Readonly<Record<string, string>>?])[];
  }[];
}

function labelFault(labels: Readonly<Record<string, unknown>>): string | undefined {
  const pairs = Object.entries(labels);
  if (pairs.length === 0) return 'error at least one label pair is required per stream';
  if (pairs.length > lokiRules.labels) return 'max_label_names_per_series';
  for (const [name, value] of pairs) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || name.length > lokiRules.labelName)
      return `label name ${name}`;
    if (typeof value !== 'string' || value.length > lokiRules.labelValue) return `label value of ${name}`;
  }
  return undefined;
}

/** `POST /loki/api/v1/push`: refuses single entries for age, order and size, and keeps the others of the push. */
export async function startLokiServer(): Promise<LokiServer> {
  const entries: LokiEntry[] = [];
  const refused: string[] = [];
  const credentials = new Set(['Bearer loki-token']);
  const newest = new Map<string, bigint>();
  const seen = new Set<string>();
  const state = { isBlocked: false };

  const entryFault = (
    stream: string,
    [at, line, metadata = {}]: Push['streams'][number]['values'][number],
  ) => {
    const ms = Number(BigInt(at) / 1_000_000n);
    const ahead = newest.get(stream);
    if (ms < Date.now() - lokiRules.oldestMs) return 'entry has timestamp too old';
    if (ms > Date.now() + lokiRules.aheadMs) return 'entry has timestamp too new';
    if (ahead !== undefined && BigInt(at) < ahead - BigInt(lokiRules.behindMs) * 1_000_000n)
      return 'entry too far behind';
    if (Buffer.byteLength(line) > lokiRules.lineBytes) return 'max entry size exceeded';
    const pairs = Object.entries(metadata);
    const bytes = pairs.reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
    if (pairs.length > lokiRules.metadata || bytes > lokiRules.metadataBytes)
      return 'structured metadata too large';
    return undefined;
  };

  const keep = (stream: string, value: Push['streams'][number]['values'][number]): void => {
    const [at, line, metadata = {}] = value;
    const fault = entryFault(stream, value);
    if (fault !== undefined) return void refused.push(`${fault}: ${line.slice(0, 80)}`);
    const nanoseconds = BigInt(at);
    if ((newest.get(stream) ?? 0n) < nanoseconds) newest.set(stream, nanoseconds);
    const key = `${stream} ${at} ${line}`;
    if (seen.has(key)) return;
    seen.add(key);
    entries.push({ stream, nanoseconds, line, metadata });
  };

  const isShaped = ({ streams }: Push): boolean =>
    streams.every(({ values }) =>
      values.every(
        ([at, line, metadata = {}]) =>
          /^\d{19}$/.test(at) &&
          typeof line === 'string' &&
          Object.values(metadata).every((value) => typeof value === 'string'),
      ),
    );

  const take = (request: Received): Reply => {
    const text = (status: number, body: string): Reply => ({
      status,
      headers: { 'content-type': 'text/plain' },
      body,
    });
    if (request.path !== '/loki/api/v1/push') return text(404, '404 page not found');
    if (request.method !== 'POST') return text(405, '');
    if (!credentials.has(request.headers.authorization ?? ''))
      return text(401, 'authentication error: invalid token');
    if (state.isBlocked) return text(260, 'ingestion blocked for user');
    if (request.headers['content-type'] !== 'application/json') return text(400, 'unexpected content type');
    const push = JSON.parse(request.body) as Push;
    if (!isShaped(push)) return text(400, 'loghttp.PushRequest: readObjectStart');
    const before = refused.length;
    for (const { stream, values } of push.streams) {
      const fault = labelFault(stream);
      const name = JSON.stringify(Object.entries(stream).sort());
      if (fault !== undefined) refused.push(...values.map(() => fault));
      else if (!newest.has(name) && newest.size >= lokiRules.streams)
        return text(429, 'maximum active stream limit exceeded');
      else for (const value of values) keep(name, value);
    }
    // Only the last fault is told, and not which entry it is about.
    return refused.length > before ? text(400, refused.at(-1) ?? '') : { status: 204, body: '' };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    entries: { value: entries },
    refused: { value: refused },
    credentials: { value: credentials },
    isBlocked: {
      get: () => state.isBlocked,
      set: (isBlocked: boolean) => {
        state.isBlocked = isBlocked;
      },
    },
  }) as LokiServer;
}
