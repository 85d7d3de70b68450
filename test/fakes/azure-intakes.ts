import { azureBusFault } from './azure-signature.ts';
import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';
import type { TokenServer } from './token-server.ts';

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // answered with 400
  }
}

export interface HubMessage {
  readonly Body: string;
  readonly UserProperties: Readonly<Record<string, unknown>>;
  readonly BrokerProperties?: { readonly PartitionKey?: string };
}

export interface EventHub extends Receiver {
  readonly messages: HubMessage[];
}

export interface EventHubOptions {
  /** Host name that signatures are made for. */
  readonly host: string;
  readonly hub: string;
  readonly rule?: { readonly name: string; readonly key: string };
  readonly tokens?: TokenServer;
  /** Bytes of a request: 1 MB, or 256 kB in the tier Basic. */
  readonly bytes?: number;
}

/** Send batch events (https://learn.microsoft.com/rest/api/eventhub/send-batch-events). */
export async function startEventHub({
  host,
  hub,
  rule,
  tokens,
  bytes = 1_048_576,
}: EventHubOptions): Promise<EventHub> {
  const messages: HubMessage[] = [];
  const fault = (request: Received, path: string): string | undefined => {
    const given = request.headers.authorization ?? '';
    if (given.startsWith('Bearer ')) {
      return tokens?.lets(request, 'https://eventhubs.azure.net/.default') ? undefined : 'InvalidToken';
    }
    return rule === undefined
      ? 'InvalidToken'
      : azureBusFault(given, { host, path }, { rule, nowMs: Date.now() });
  };
  const take = (request: Received): Reply => {
    const url = new URL(request.path, `https://${host}`);
    const refused = fault(request, url.pathname);
    if (refused) return { status: 401, body: `<Error><Code>401</Code><Detail>${refused}</Detail></Error>` };
    if (url.pathname !== `/${hub}/messages`) return { status: 404, body: '<Error><Code>404</Code></Error>' };
    if (request.method !== 'POST') return { status: 405, body: '' };
    if (request.headers['content-encoding'] !== undefined) return { status: 415, body: '' };
    if (request.headers['content-type'] !== 'application/vnd.microsoft.servicebus.json') {
      return { status: 415, body: 'not a batch' };
    }
    if (request.bytes > bytes) return { status: 413, body: '<Error><Code>413</Code></Error>' };
    const list = parsed(request.body);
    if (!Array.isArray(list) || list.length === 0) return { status: 400, body: 'no batch' };
    const isMessage = (one: HubMessage): boolean =>
      typeof one.Body === 'string' &&
      Object.values(one.UserProperties ?? {}).every((value) =>
        ['string', 'number', 'boolean'].includes(typeof value),
      ) &&
      (one.BrokerProperties?.PartitionKey?.length ?? 0) <= 128;
    if (!list.every(isMessage)) return { status: 400, body: 'bad message' };
    const keys = new Set(list.map((one: HubMessage) => one.BrokerProperties?.PartitionKey));
    if (keys.size > 1) return { status: 400, body: 'the messages of a batch have different partition keys' };
    messages.push(...list);
    return { status: 201, body: '' };
  };
  return Object.defineProperties(await startReceiver(take), { messages: { value: messages } }) as EventHub;
}

export interface LogsIngestion extends Receiver {
  readonly rows: Record<string, unknown>[];
  /** Fields that were cut at 64 KB, with a 204. */
  readonly cut: string[];
}

/** Names that a column may not have. */
const reserved = new Set(['_ResourceId', 'id', '_SubscriptionId', 'TenantId', 'Type', 'UniqueId', 'Title']);

/** Logs Ingestion API (https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview). */
export async function startLogsIngestion(options: {
  readonly rule: string;
  readonly stream: string;
  readonly tokens: TokenServer;
}): Promise<LogsIngestion> {
  const rows: Record<string, unknown>[] = [];
  const cut: string[] = [];
  const refuse = (status: number, code: string): Reply => ({
    status,
    body: JSON.stringify({ error: { code, message: code } }),
  });
  const take = (request: Received): Reply => {
    if (!options.tokens.lets(request, 'https://monitor.azure.com/.default'))
      return refuse(401, 'InvalidToken');
    const url = new URL(request.path, 'https://acme.ingest.monitor.azure.com');
    if (url.pathname !== `/dataCollectionRules/${options.rule}/streams/${options.stream}`)
      return refuse(404, 'NotFound');
    if (url.searchParams.get('api-version') !== '2023-01-01') return refuse(400, 'InvalidApiVersion');
    if (request.headers['content-type'] !== 'application/json') return refuse(415, 'UnsupportedMediaType');
    if (request.bytes > 1_048_576) return refuse(413, 'ContentLengthLimitExceeded');
    const list = parsed(request.body);
    if (!Array.isArray(list)) return refuse(400, 'InvalidPayload');
    for (const row of list as Record<string, unknown>[]) {
      for (const [name, value] of Object.entries(row)) {
        if (!/^[A-Za-z][A-Za-z0-9_]{0,44}$/.test(name) || reserved.has(name))
          return refuse(400, 'InvalidColumn');
        if (Buffer.byteLength(JSON.stringify(value)) > 65_536) cut.push(name);
      }
      if (Number.isNaN(Date.parse(String(row.TimeGenerated)))) return refuse(400, 'InvalidTimeGenerated');
    }
    rows.push(...list);
    return { status: 204, body: '' };
  };
  return Object.defineProperties(await startReceiver(take), {
    rows: { value: rows },
    cut: { value: cut },
  }) as LogsIngestion;
}
