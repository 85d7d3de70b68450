import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A log record as it came. */
export interface LogRecord {
  readonly timeUnixNano: string;
  readonly severityNumber: number;
  readonly eventName: string;
  readonly body: { readonly stringValue: string };
  readonly attributes: readonly { readonly key: string; readonly value: Fields }[];
}

export interface OtlpReceiver extends Receiver {
  /** What was accepted, in the order of arrival, repeats included. */
  readonly records: LogRecord[];
  /** Bodies that came again after a partial success: OTLP forbids that. */
  readonly forbidden: number;
  readonly authorizations: Set<string>;
  /** Records that are rejected, with a partial success for the others. */
  rejects: (record: LogRecord) => boolean;
}

/** Messages of opentelemetry/proto/logs/v1 in JSON: lowerCamelCase names, and what each value must be. */
const record: Readonly<Record<string, (value: unknown) => boolean>> = {
  timeUnixNano: (value) => typeof value === 'string' && /^\d{1,20}$/.test(value),
  observedTimeUnixNano: (value) => typeof value === 'string' && /^\d{1,20}$/.test(value),
  severityNumber: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 24,
  severityText: (value) => typeof value === 'string',
  eventName: (value) => typeof value === 'string',
  body: isAnyValue,
  attributes: areAttributes,
  droppedAttributesCount: Number.isInteger,
};

const anyValue: Readonly<Record<string, (value: unknown) => boolean>> = {
  stringValue: (value) => typeof value === 'string',
  boolValue: (value) => typeof value === 'boolean',
  intValue: (value) => typeof value === 'string' && /^-?\d+$/.test(value),
  doubleValue: (value) => typeof value === 'number',
};

function isAnyValue(value: unknown): boolean {
  const pairs = Object.entries((value ?? {}) as Fields);
  return pairs.length === 1 && pairs.every(([name, each]) => anyValue[name]?.(each) === true);
}

function areAttributes(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const keys = value.map(({ key }: Fields) => key);
  return (
    new Set(keys).size === keys.length &&
    value.every((each: Fields) => typeof each.key === 'string' && each.key !== '' && isAnyValue(each.value))
  );
}

const isRecord = (value: Fields): boolean =>
  Object.entries(value).every(([name, each]) => record[name]?.(each) === true);

const only = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).every((name) => names.includes(name));

/** The records of an ExportLogsServiceRequest; undefined when it is none. */
function recordsOf(body: string): LogRecord[] | undefined {
  const parsed = JSON.parse(body) as {
    resourceLogs: { resource: Fields; scopeLogs: { logRecords: Fields[] }[] }[];
  };
  if (!only(parsed, ['resourceLogs']) || !Array.isArray(parsed.resourceLogs)) return undefined;
  const all: Fields[] = [];
  for (const each of parsed.resourceLogs) {
    if (!only(each, ['resource', 'scopeLogs', 'schemaUrl']) || !areAttributes(each.resource.attributes))
      return undefined;
    for (const scope of each.scopeLogs) {
      if (!only(scope, ['scope', 'logRecords', 'schemaUrl'])) return undefined;
      all.push(...scope.logRecords);
    }
  }
  return all.every(isRecord) ? (all as unknown as LogRecord[]) : undefined;
}

const maxBytes = 64 * 1024 * 1024;

/** OTLP/HTTP in JSON (https://opentelemetry.io/docs/specs/otlp/#otlphttp). */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const records: LogRecord[] = [];
  const authorizations = new Set(['Bearer otlp-token']);
  const partly = new Set<string>();
  const state = { rejects: (_: LogRecord) => false, forbidden: 0 };
  const status = (code: number, message: string): Reply => ({
    status: code,
    body: JSON.stringify({ code: 3, message }),
  });

  const take = (request: Received): Reply => {
    if (request.path !== '/v1/logs') return status(404, 'not found');
    if (request.method !== 'POST') return status(405, 'method not allowed');
    if (!authorizations.has(request.headers.authorization ?? '')) return status(401, 'unauthenticated');
    if (request.headers['content-type'] !== 'application/json') return status(415, 'unsupported media type');
    if (request.bytes > maxBytes) return status(413, 'too large');
    if (partly.has(request.body)) state.forbidden += 1;
    const read = recordsOf(request.body);
    if (read === undefined) return status(400, 'malformed request');
    const rejected = read.filter(state.rejects).length;
    records.push(...read.filter((one) => !state.rejects(one)));
    if (rejected === 0) return { status: 200, body: '{}' };
    partly.add(request.body);
    const partialSuccess = { rejectedLogRecords: String(rejected), errorMessage: 'attribute limit exceeded' };
    return { status: 200, body: JSON.stringify({ partialSuccess }) };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    records: { value: records },
    authorizations: { value: authorizations },
    forbidden: { get: () => state.forbidden },
    rejects: {
      get: () => state.rejects,
      set: (rejects: (record: LogRecord) => boolean) => {
        state.rejects = rejects;
      },
    },
  }) as OtlpReceiver;
}
