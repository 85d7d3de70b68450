import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** One log as Datadog would keep it. */
export interface DatadogLog {
  readonly message: string;
  readonly ddsource?: string;
  readonly ddtags?: string;
  readonly hostname?: string;
  readonly service?: string;
  readonly status?: string;
  readonly timestamp?: number | string;
  readonly [attribute: string]: unknown;
}

export interface DatadogIntake extends Receiver {
  /** What was kept, in the order of arrival, repeats included. */
  readonly logs: DatadogLog[];
  /** Events read from the messages. */
  readonly events: { id: string; seq: number; action: string; [field: string]: unknown }[];
  /** Logs taken with a 202 and then dropped for their age: at Datadog nobody would learn of them. */
  readonly dropped: DatadogLog[];
  /** Logs that were cut at 1 MB, with a 202. */
  readonly truncated: number;
  /** Keys that are let in; change it to withdraw one. */
  readonly keys: Set<string>;
}

export interface DatadogOptions {
  readonly keys?: readonly string[];
  readonly port?: number;
  /** Counts only, so that a long bench does not hold its events in memory. */
  readonly keep?: boolean;
  readonly onLogs?: (logs: readonly DatadogLog[]) => void;
}

/** Documented limits of POST /api/v2/logs (https://docs.datadoghq.com/api/latest/logs/#send-logs). */
export const datadogRules = {
  logs: 1000,
  bytes: 5_000_000,
  logBytes: 1_000_000,
  pastMs: 18 * 3_600_000,
  futureMs: 2 * 3_600_000,
};

const refusal = (status: number, title: string): Reply => ({
  status,
  body: JSON.stringify({ errors: [{ status: String(status), title }] }),
});

/** A log intake that holds every rule that Datadog documents, and drops and cuts as silently as Datadog does. */
export async function startDatadogIntake(options: DatadogOptions = {}): Promise<DatadogIntake> {
  const logs: DatadogLog[] = [];
  const dropped: DatadogLog[] = [];
  const keys = new Set(options.keys ?? ['dd-key']);
  let truncated = 0;

  const store = (log: DatadogLog): void => {
    const at = log.timestamp === undefined ? Date.now() : new Date(log.timestamp).getTime();
    const age = Date.now() - at;
    if (age > datadogRules.pastMs || age < -datadogRules.futureMs) return void dropped.push(log);
    const isLong = Buffer.byteLength(JSON.stringify(log)) > datadogRules.logBytes;
    if (isLong) truncated += 1;
    logs.push(isLong ? { ...log, message: log.message.slice(0, datadogRules.logBytes) } : log);
  };

  const take = (request: Received): Reply => {
    const refused = check(request, keys);
    if (refused) return refused;
    const parsed = parseLogs(request.body);
    if (!Array.isArray(parsed)) return parsed;
    if (options.keep !== false) parsed.forEach(store);
    options.onLogs?.(parsed);
    return { status: 202, body: '{}' };
  };

  const receiver = await startReceiver(take, { port: options.port ?? 0 });
  return Object.defineProperties(receiver, {
    logs: { value: logs },
    dropped: { value: dropped },
    keys: { value: keys },
    truncated: { get: () => truncated },
    events: { get: () => logs.map(({ message }) => JSON.parse(message)) },
  }) as DatadogIntake;
}

function check(request: Received, keys: ReadonlySet<string>): Reply | undefined {
  if (request.path !== '/api/v2/logs') return refusal(404, 'Not Found');
  if (request.method !== 'POST') return refusal(405, 'Method Not Allowed');
  const key = request.headers['dd-api-key'];
  if (key === undefined || key === '') return refusal(401, 'Unauthorized');
  if (!keys.has(String(key))) return refusal(403, 'Forbidden');
  if (request.bytes > datadogRules.bytes) return refusal(413, 'Payload Too Large');
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return refusal(400, 'Bad Request');
  return undefined;
}

function parseLogs(body: string): DatadogLog[] | Reply {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // The documented answer for a body that is no JSON.
    return refusal(400, 'Bad Request');
  }
  const all = Array.isArray(parsed) ? parsed : [parsed];
  if (all.length > datadogRules.logs) return refusal(413, 'Payload Too Large');
  const isLog = (log: unknown): log is DatadogLog => {
    if (typeof log !== 'object' || log === null) return false;
    const { message, ...rest } = log as Record<string, unknown>;
    const texts = [rest.ddsource, rest.ddtags, rest.hostname, rest.service, rest.status];
    return (
      typeof message === 'string' && texts.every((text) => text === undefined || typeof text === 'string')
    );
  };
  return all.every(isLog) ? (all as DatadogLog[]) : refusal(400, 'Bad Request');
}
