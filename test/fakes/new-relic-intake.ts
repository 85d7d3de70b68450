import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

export interface NewRelicLog {
  readonly timestamp: number;
  readonly message: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface NewRelicIntake extends Receiver {
  /** What was kept, in the order of arrival, repeats included. */
  readonly logs: NewRelicLog[];
  /** Logs taken with a 202 and dropped for their age. */
  readonly dropped: number;
  /** Values that were cut, with a 202. */
  readonly cut: number;
  readonly keys: Set<string>;
}

/** https://docs.newrelic.com/docs/logs/log-api/introduction-log-api/#limits */
const rules = { bytes: 1_000_000, valueBytes: 128_000, attributes: 255, pastMs: 48 * 3_600_000 };

type Block = { readonly common?: { readonly attributes?: object }; readonly logs: readonly NewRelicLog[] };

function isBlock(block: unknown): block is Block {
  const { logs, common } = (block ?? {}) as { logs?: unknown; common?: { attributes?: object } };
  if (!Array.isArray(logs) || (common !== undefined && typeof common.attributes !== 'object')) return false;
  return logs.every(
    ({ timestamp, message, attributes }) =>
      Number.isInteger(timestamp) &&
      typeof message === 'string' &&
      Object.keys(attributes).length <= rules.attributes &&
      Object.values(attributes).every((value) => typeof value !== 'object'),
  );
}

/** The Log API of New Relic, which answers 202 and drops and cuts later. */
export async function startNewRelicIntake(): Promise<NewRelicIntake> {
  const logs: NewRelicLog[] = [];
  const keys = new Set(['nr-key']);
  const counts = { dropped: 0, cut: 0 };

  const take = (request: Received): Reply => {
    if (request.path !== '/log/v1' || request.method !== 'POST') return { status: 404, body: '' };
    if (!keys.has(String(request.headers['api-key'] ?? ''))) return { status: 403, body: '{}' };
    if (request.headers['content-type'] !== 'application/json') return { status: 415, body: '' };
    if (request.bytes > rules.bytes) return { status: 413, body: '' };
    const blocks: unknown = JSON.parse(request.body);
    if (!Array.isArray(blocks) || !blocks.every(isBlock)) return { status: 400, body: '{}' };
    for (const log of blocks.flatMap((block) => block.logs)) {
      if (log.timestamp < Date.now() - rules.pastMs) {
        counts.dropped += 1;
        continue;
      }
      if (Buffer.byteLength(log.message) > rules.valueBytes) counts.cut += 1;
      logs.push(log);
    }
    return { status: 202, body: '{"requestId":"f0e7bfff-001a-b000-0000-016ab5fd7b5a"}' };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    logs: { value: logs },
    keys: { value: keys },
    dropped: { get: () => counts.dropped },
    cut: { get: () => counts.cut },
  }) as NewRelicIntake;
}
