import { awsSignatureFault, type KnownKeys, type SignatureFault } from './aws-signature.ts';
import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** What an entry is answered with instead of being taken. */
export interface EntryFault {
  readonly code: string;
  readonly message?: string;
  /** SQS only. */
  readonly senderFault?: boolean;
}

type Entry = Readonly<Record<string, unknown>>;

/** One of the services, behaving as its reference says. */
export interface AwsService extends Receiver {
  /** Texts of the events that were taken, in the order of arrival, repeats included. */
  readonly taken: string[];
  /** The entries as they came, beside `taken`. */
  readonly entries: Entry[];
  readonly keys: Record<string, { secret: string; session?: string }>;
  /** Plays a fault for the entries that the function picks; `text` is the event in it. */
  failEntries(decide?: (text: string) => EntryFault | undefined): void;
}

export type AwsKind = 'events' | 'kinesis' | 'firehose' | 'sqs';

export interface AwsOptions {
  /** What the resource is called: event bus, stream or queue URL. */
  readonly resource: string;
  readonly region?: string;
  readonly keys?: KnownKeys;
  /** Bytes of all entries of a call, where regions or queues differ. */
  readonly bytes?: number;
  /** Bytes of one entry. */
  readonly entryBytes?: number;
}

/** One service: how a call is read, and how it answers. */
interface Rules {
  readonly target: string;
  readonly type: string;
  readonly namespace: string;
  readonly list: string;
  readonly count: number;
  readonly bytes: number;
  readonly entryBytes: number;
  /** The text of the event in an entry, the bytes that count, or what is wrong with it. */
  read(entry: Entry, resource: string): { text: string; bytes: number } | string;
  /** What is wrong with the call beside its entries. */
  check(call: Entry, resource: string): { type: string; message: string } | undefined;
  answer(results: readonly (EntryFault | null)[], entries: readonly Entry[]): object;
}

const size = (value: unknown): number => Buffer.byteLength(String(value ?? ''));
const isText = (value: unknown, min: number, max: number): value is string =>
  typeof value === 'string' && [...value].length >= min && [...value].length <= max;

function decoded(entry: Entry): string | undefined {
  const data = entry.Data;
  if (typeof data !== 'string') return undefined;
  const bytes = Buffer.from(data, 'base64');
  return bytes.toString('base64') === data ? bytes.toString() : undefined;
}

const listed = (name: string, failed: string) => (results: readonly (EntryFault | null)[]) => ({
  [failed]: results.filter((fault) => fault !== null).length,
  [name]: results.map((fault, index) =>
    fault === null
      ? { Id: `id-${index}` }
      : { ErrorCode: fault.code, ErrorMessage: fault.message ?? 'failed' },
  ),
});

const validation = (message: string) => ({ type: 'ValidationException', message });

// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
const events: Rules = {
  ...{ target: 'AWSEvents.PutEvents', type: '1.1', namespace: '', list: 'Entries' },
  ...{ count: 10, bytes: 262_144, entryBytes: 262_144 },
  read(entry, resource) {
    const { Source: source, DetailType: type, Detail: detail, EventBusName: bus, Time: time } = entry;
    if (!isText(source, 1, 256) || source.startsWith('aws.')) return 'NotAuthorizedForSourceException';
    if (!isText(type, 1, 128) || bus !== resource) return 'InvalidArgument';
    if (typeof time !== 'number' || typeof detail !== 'string') return 'InvalidArgument';
    try {
      JSON.parse(detail);
    } catch {
      return 'MalformedDetail';
    }
    return { text: detail, bytes: 14 + size(source) + size(type) + size(detail) };
  },
  check: () => undefined,
  answer: listed('Entries', 'FailedEntryCount'),
};

const named = (field: string) => (call: Entry, resource: string) =>
  call[field] === resource
    ? undefined
    : { type: 'ResourceNotFoundException', message: `${field} ${String(call[field])} not found` };

// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
const kinesis: Rules = {
  ...{ target: 'Kinesis_20131202.PutRecords', type: '1.1', namespace: '', list: 'Records' },
  ...{ count: 500, bytes: 5 * 1_048_576, entryBytes: 1_048_576 },
  read(entry) {
    const text = decoded(entry);
    if (text === undefined || !isText(entry.PartitionKey, 1, 256)) return 'ValidationException';
    return { text, bytes: size(text) + size(entry.PartitionKey) };
  },
  check: named('StreamName'),
  answer: (results) => ({
    FailedRecordCount: results.filter((fault) => fault !== null).length,
    Records: results.map((fault, index) =>
      fault === null
        ? { SequenceNumber: String(index), ShardId: 'shardId-000000000000' }
        : { ErrorCode: fault.code, ErrorMessage: fault.message ?? 'failed' },
    ),
  }),
};

// https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html
const firehose: Rules = {
  ...{ target: 'Firehose_20150804.PutRecordBatch', type: '1.1', namespace: '', list: 'Records' },
  ...{ count: 500, bytes: 4 * 1_048_576, entryBytes: 1_024_000 },
  read(entry) {
    const text = decoded(entry);
    return text === undefined ? 'InvalidArgumentException' : { text, bytes: size(text) };
  },
  check: named('DeliveryStreamName'),
  answer: (results) => ({
    FailedPutCount: results.filter((fault) => fault !== null).length,
    RequestResponses: results.map((fault, index) =>
      fault === null
        ? { RecordId: `record-${index}` }
        : { ErrorCode: fault.code, ErrorMessage: fault.message ?? 'failed' },
    ),
  }),
};

const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const fifoText = /^[\x21-\x7e]{1,128}$/;

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
const sqs: Rules = {
  ...{ target: 'AmazonSQS.SendMessageBatch', type: '1.0', namespace: 'com.amazonaws.sqs#', list: 'Entries' },
  ...{ count: 10, bytes: 1_048_576, entryBytes: 1_048_576 },
  read(entry, resource) {
    const { MessageBody: text, MessageGroupId: group, MessageDeduplicationId: id } = entry;
    if (typeof text !== 'string' || text === '' || illegal.test(text)) return 'InvalidMessageContents';
    const attributes = Object.entries((entry.MessageAttributes ?? {}) as Record<string, Entry>);
    if (attributes.length > 10) return 'InvalidParameterValue';
    for (const [name, { DataType: type, StringValue: value }] of attributes) {
      if (type !== 'String' || typeof value !== 'string' || value === '' || illegal.test(value)) {
        return `InvalidParameterValue: ${name}`;
      }
    }
    if (resource.endsWith('.fifo')) {
      if (!fifoText.test(String(group ?? ''))) return 'MissingParameter: MessageGroupId';
      if (!fifoText.test(String(id ?? ''))) return 'InvalidParameterValue: MessageDeduplicationId';
    } else if (id !== undefined) return 'InvalidParameterValue: MessageDeduplicationId';
    const around = attributes.reduce(
      (sum, [name, { StringValue: value }]) => sum + size(name) + 6 + size(value),
      0,
    );
    return { text, bytes: size(text) + around };
  },
  check(call, resource) {
    if (call.QueueUrl !== resource)
      return { type: 'QueueDoesNotExist', message: 'The queue does not exist.' };
    const ids = (call.Entries as Entry[]).map(({ Id }) => String(Id));
    if (!ids.every((id) => /^[A-Za-z0-9_-]{1,80}$/.test(id))) {
      return { type: 'InvalidBatchEntryId', message: 'bad id' };
    }
    return new Set(ids).size === ids.length
      ? undefined
      : { type: 'BatchEntryIdsNotDistinct', message: 'ids repeat' };
  },
  answer: (results, entries) => ({
    Successful: results.flatMap((fault, index) =>
      fault === null ? [{ Id: entries[index]?.Id, MessageId: `m-${index}`, MD5OfMessageBody: 'x' }] : [],
    ),
    Failed: results.flatMap((fault, index) =>
      fault === null
        ? []
        : [
            {
              ...{ Id: entries[index]?.Id, Code: fault.code, Message: fault.message ?? 'failed' },
              SenderFault: fault.senderFault ?? true,
            },
          ],
    ),
  }),
};

const kinds: Readonly<Record<AwsKind, Rules>> = { events, kinesis, firehose, sqs };

/** How the JSON services name a faulty signature; all with 400 but for the last two. */
const refusals: Readonly<Record<SignatureFault, [number, string]>> = {
  MissingAuthenticationToken: [400, 'MissingAuthenticationTokenException'],
  IncompleteSignature: [400, 'IncompleteSignatureException'],
  InvalidAccessKeyId: [400, 'UnrecognizedClientException'],
  InvalidToken: [400, 'ExpiredTokenException'],
  RequestTimeTooSkewed: [400, 'InvalidSignatureException'],
  WrongScope: [400, 'InvalidSignatureException'],
  XAmzContentSHA256Mismatch: [400, 'InvalidSignatureException'],
  SignatureDoesNotMatch: [400, 'InvalidSignatureException'],
};

export const awsKeys = { 'AKIA-RIGHT': { secret: 'right/secret+key' } };

/** A service of AWS that takes batches: verifies signatures with code of its own and holds every limit. */
export async function startAwsService(kind: AwsKind, options: AwsOptions): Promise<AwsService> {
  const rules = kinds[kind];
  const taken: string[] = [];
  const entries: Entry[] = [];
  const seen = new Set<string>();
  const keys = { ...(options.keys ?? awsKeys) };
  let decide: ((text: string) => EntryFault | undefined) | undefined;
  const refuse = (status: number, type: string, message: string): Reply => ({
    status,
    headers: { 'content-type': `application/x-amz-json-${rules.type}` },
    body: JSON.stringify({ __type: rules.namespace + type, message }),
  });

  const keep = (entry: Entry, text: string): void => {
    const id = entry.MessageDeduplicationId;
    if (typeof id === 'string' && seen.has(id)) return;
    if (typeof id === 'string') seen.add(id);
    entries.push(entry);
    taken.push(text);
  };

  const take = (request: Received): Reply => {
    const scope = { service: kind, region: options.region ?? 'eu-central-1', nowMs: Date.now() };
    const fault = awsSignatureFault(request, keys, scope);
    if (fault) return refuse(...refusals[fault], fault);
    const call = readCall(request, rules);
    if ('status' in call) return refuse(call.status, call.type, call.message);
    const wrong = rules.check(call.body, options.resource);
    if (wrong) return refuse(400, wrong.type, wrong.message);
    const read = call.entries.map((entry) => rules.read(entry, options.resource));
    const bytes = read.reduce((sum, one) => sum + (typeof one === 'string' ? 0 : one.bytes), 0);
    if (bytes > (options.bytes ?? rules.bytes))
      return refuse(400, 'ValidationException', 'Total size is over the limit.');
    const most = options.entryBytes ?? rules.entryBytes;
    if (read.some((one) => typeof one !== 'string' && one.bytes > most)) {
      return refuse(400, 'InvalidParameterValue', 'One or more parameters are invalid: too long.');
    }
    const results = read.map((one): EntryFault | null =>
      typeof one === 'string' ? { code: one } : (decide?.(one.text) ?? null),
    );
    results.forEach((result, index) => {
      const one = read[index];
      if (result === null && typeof one === 'object') keep(call.entries[index] as Entry, one.text);
    });
    return { status: 200, body: JSON.stringify(rules.answer(results, call.entries)) };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    taken: { value: taken },
    entries: { value: entries },
    keys: { value: keys },
    failEntries: {
      value: (next?: typeof decide) => {
        decide = next;
      },
    },
  }) as AwsService;
}

type Call = { body: Entry; entries: Entry[] } | { status: number; type: string; message: string };

function readCall(request: Received, rules: Rules): Call {
  if (request.method !== 'POST' || request.path !== '/')
    return { status: 404, type: 'UnknownOperationException', message: '' };
  if (request.headers['content-type'] !== `application/x-amz-json-${rules.type}`) {
    return { status: 415, type: 'UnsupportedMediaType', message: String(request.headers['content-type']) };
  }
  if (request.headers['x-amz-target'] !== rules.target) {
    return {
      status: 400,
      type: 'UnknownOperationException',
      message: String(request.headers['x-amz-target']),
    };
  }
  let body: Entry;
  try {
    body = JSON.parse(request.body) as Entry;
  } catch {
    return { status: 400, type: 'SerializationException', message: 'not JSON' };
  }
  const list = body[rules.list];
  if (!Array.isArray(list) || list.length === 0) return { status: 400, ...validation('no entries') };
  if (list.length > rules.count) {
    return { status: 400, ...validation(`${rules.list} must have at most ${rules.count} members`) };
  }
  return { body, entries: list as Entry[] };
}
