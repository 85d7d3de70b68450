import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';
import type { TokenServer } from './token-server.ts';

const refuse = (code: number, status: string, message: string): Reply => ({
  status: code,
  body: JSON.stringify({ error: { code, status, message } }),
});

/** A base64 text, decoded; undefined when it is none. */
function decoded(data: unknown): string | undefined {
  if (typeof data !== 'string') return undefined;
  const bytes = Buffer.from(data, 'base64');
  return bytes.toString('base64') === data ? bytes.toString() : undefined;
}

function parsed(request: Received): Record<string, unknown> | undefined {
  try {
    return JSON.parse(request.body) as Record<string, unknown>;
  } catch {
    return undefined; // answered with 400
  }
}

export interface Message {
  readonly data: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly orderingKey?: string;
}

export interface Topic extends Receiver {
  readonly messages: Message[];
}

interface SentMessage {
  readonly data?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly orderingKey?: unknown;
}

function messageFault({ data, attributes = {}, orderingKey }: SentMessage): string | undefined {
  const text = decoded(data);
  if (text === undefined || text === '') return 'data is no base64, or empty';
  if (Buffer.byteLength(text) > 10_000_000) return 'message too large';
  const pairs = Object.entries(attributes);
  if (pairs.length > 100) return 'too many attributes';
  for (const [name, value] of pairs) {
    if (typeof value !== 'string' || Buffer.byteLength(value) > 1024) return `attribute ${name} is too long`;
    if (Buffer.byteLength(name) > 256 || name === '' || name.startsWith('goog'))
      return `attribute name ${name}`;
  }
  if (
    orderingKey !== undefined &&
    (typeof orderingKey !== 'string' || Buffer.byteLength(orderingKey) > 1024)
  ) {
    return 'orderingKey';
  }
  return undefined;
}

/** topics.publish (https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics/publish). */
export async function startTopic(path: string, tokens: TokenServer): Promise<Topic> {
  const messages: Message[] = [];
  const take = (request: Received): Reply => {
    if (!tokens.lets(request, 'https://www.googleapis.com/auth/pubsub')) {
      return refuse(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    }
    if (request.method !== 'POST' || request.path !== `/v1/${path}:publish`) {
      return refuse(404, 'NOT_FOUND', 'Resource not found');
    }
    if (request.bytes > 10_000_000)
      return refuse(413, 'INVALID_ARGUMENT', 'Request payload size exceeds the limit');
    const list = parsed(request)?.messages;
    if (!Array.isArray(list) || list.length === 0) return refuse(400, 'INVALID_ARGUMENT', 'no messages');
    if (list.length > 1000) return refuse(400, 'INVALID_ARGUMENT', 'more than 1,000 messages');
    const fault = list.map((message) => messageFault(message)).find((one) => one !== undefined);
    if (fault !== undefined) return refuse(400, 'INVALID_ARGUMENT', fault);
    if (new Set(list.map((message) => message.orderingKey)).size > 1) {
      return refuse(
        400,
        'INVALID_ARGUMENT',
        'In a publish request, all messages must have the same ordering key.',
      );
    }
    messages.push(...list.map((message) => ({ ...message, data: decoded(message.data) })));
    return { status: 200, body: JSON.stringify({ messageIds: list.map((_, index) => String(index)) }) };
  };
  return Object.defineProperties(await startReceiver(take), { messages: { value: messages } }) as Topic;
}

export interface SecOps extends Receiver {
  /** Texts of the logs that were imported. */
  readonly logs: string[];
}

/**
 * logs.import of the Chronicle API
 * (https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.logTypes.logs/import).
 */
export async function startSecOps(
  parent: string,
  {
    tokens,
    logType,
    forwarder,
    bytes = 4_000_000,
  }: { tokens: TokenServer; logType: string; forwarder: string; bytes?: number },
): Promise<SecOps> {
  const logs: string[] = [];
  const take = (request: Received): Reply => {
    if (!tokens.lets(request, 'https://www.googleapis.com/auth/cloud-platform')) {
      return refuse(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    }
    if (request.path !== `/v1alpha/${parent}/logTypes/${logType}/logs:import`) {
      return refuse(404, 'NOT_FOUND', 'Requested entity was not found.');
    }
    if (request.bytes > bytes) return refuse(413, 'INVALID_ARGUMENT', 'Request is too large');
    const source = parsed(request)?.inline_source as { forwarder?: unknown; logs?: unknown } | undefined;
    if (source?.forwarder !== `${parent}/forwarders/${forwarder}`) {
      return refuse(400, 'INVALID_ARGUMENT', 'inline_source.forwarder');
    }
    const list = Array.isArray(source.logs) ? (source.logs as Record<string, unknown>[]) : [];
    if (list.length === 0) return refuse(400, 'INVALID_ARGUMENT', 'no logs');
    const texts = list.map(({ data }) => decoded(data));
    const isTimely = list.every(
      ({ log_entry_time: entry, collection_time: collected }) =>
        Date.parse(String(collected)) >= Date.parse(String(entry)),
    );
    if (!isTimely || texts.includes(undefined)) return refuse(400, 'INVALID_ARGUMENT', 'bad log');
    logs.push(...(texts as string[]));
    return { status: 200, body: '{}' };
  };
  return Object.defineProperties(await startReceiver(take), { logs: { value: logs } }) as SecOps;
}
