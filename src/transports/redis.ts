import { createClient } from 'redis';
import { tlsOptions } from '../kernel/dial.ts';
import { bareHost, checkLiteral, guardedLookup } from '../kernel/egress.ts';
import type { Answer, Failure } from '../kernel/http.ts';
import { failed, Kept, within } from './kept.ts';
import { receiptAnswer, refusedWhole } from './receipt.ts';
import type { RedisTransmission } from './transmission.ts';
import { permitsFor, type Transport, type TransportOptions } from './transport.ts';

type Client = ReturnType<typeof createClient>;

/** Appends to Redis streams; the messages of one transmission are taken together or not at all. */
export function openRedis(): Transport<RedisTransmission> {
  const kept = new Kept<Client>({ close: (client) => client.destroy(), isOpen: (client) => client.isReady });
  return {
    async send(transmission, options) {
      const { endpoints, user, password, database } = transmission;
      const key = JSON.stringify([endpoints, user, password, database]);
      try {
        const work = kept.use(
          key,
          () => within(open(transmission, options), options),
          (client) => within(append(client, transmission), options),
        );
        return await work;
      } catch (err) {
        return explain(err, transmission, options);
      }
    },
    close: () => kept.close(),
  };
}

async function open(
  transmission: RedisTransmission,
  { egress, timeoutMs }: TransportOptions,
): Promise<Client> {
  const { endpoints, user, password, database } = transmission;
  const [endpoint] = endpoints;
  const host = bareHost(endpoint.host);
  const permits = permitsFor(endpoint, egress);
  checkLiteral(host, permits);
  const where = { host, port: endpoint.port, lookup: guardedLookup(permits) };
  const limits = { connectTimeout: timeoutMs, reconnectStrategy: false as const };
  const client: Client = createClient({
    socket:
      endpoint.tls === undefined
        ? { ...where, ...limits }
        : { ...where, ...limits, ...tlsOptions(host, endpoint.tls), tls: true },
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    database,
    disableOfflineQueue: true,
    name: 'cairn',
  }) as Client;
  // The error is thrown to whoever waits, too; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (err) {
    if (client.isOpen) client.destroy();
    throw err;
  }
  return client;
}

async function append(client: Client, { messages, maxLength }: RedisTransmission): Promise<Answer> {
  const limit = maxLength === undefined ? [] : ['MAXLEN', '~', String(maxLength)];
  const transaction = client.multi();
  for (const { id, to, body } of messages) {
    transaction.addCommand(['XADD', to, ...limit, '*', 'id', id, 'event', body]);
  }
  await transaction.exec();
  return receiptAnswer({ confirmed: messages.length, refusals: [] });
}

/** Redis begins an error with a word in capitals: WRONGPASS, NOPERM, OOM, WRONGTYPE. */
function explain(
  err: unknown,
  { endpoints }: RedisTransmission,
  options: TransportOptions,
): Answer | Failure {
  const said = repliesOf(err).find((text) => /^[A-Z]{2,}\b/.test(text));
  if (said !== undefined) return refusedWhole(/^[A-Z]+/.exec(said)?.[0] ?? 'ERR', said);
  return failed(err, endpoints[0], options);
}

/** The error's own text, and those of a transaction that broke in its middle. */
function repliesOf(err: unknown): string[] {
  if (!(err instanceof Error)) return [];
  const { replies = [], errorIndexes = [] } = err as { replies?: unknown[]; errorIndexes?: number[] };
  const inner = errorIndexes
    .map((index) => replies[index])
    .flatMap((reply) => (reply instanceof Error ? [reply.message] : []));
  return [...inner, err.message];
}
