import { isIP } from 'node:net';
import {
  AuthenticationError,
  apiVersionsV0,
  Connection,
  findErrorBy,
  metadataV1,
  metadataV4,
  murmur2,
  ProtocolError,
  produceV7,
  ResponseError,
} from '@platformatic/kafka';
import { type Endpoint, permittedAddress, tlsOptions } from '../kernel/dial.ts';
import { bareHost } from '../kernel/egress.ts';
import type { Answer } from '../kernel/http.ts';
import { failed, Kept, within } from './kept.ts';
import { type Refusal, receiptAnswer, refusedWhole } from './receipt.ts';
import type { KafkaTransmission, Message } from './transmission.ts';
import { permitsFor, type Transport, type TransportOptions } from './transport.ts';

/**
 * Produces to Kafka with acks=all. The library's own producer dials whatever host the cluster names; here its
 * connections and messages are used one by one, so that each broker's address is checked before it is dialled.
 */
export function openKafka(): Transport<KafkaTransmission> {
  const kept = new Kept<Cluster>({
    close: (cluster) => cluster.close(),
    isOpen: (cluster) => cluster.isSound,
  });
  return {
    async send(transmission, options) {
      const { endpoints, user, password, mechanism } = transmission;
      const key = JSON.stringify([endpoints, user, password, mechanism]);
      const open = async (): Promise<Cluster> => new Cluster(transmission);
      try {
        return await kept.use(key, open, (cluster) =>
          within(cluster.produce(transmission.messages, options), options),
        );
      } catch (err) {
        return explain(err) ?? failed(rootOf(err), endpoints[0], options);
      }
    },
    close: () => kept.close(),
  };
}

/** Where the partitions of a topic are led. */
interface Topic {
  /** Those without a leader included: a key belongs to one of all of them. */
  readonly partitions: number;
  readonly leaders: ReadonlyMap<number, Endpoint>;
}

/** One of a topic's partitions, with the messages for it and their places in the transmission. */
interface Share {
  readonly topic: string;
  readonly partition: number;
  readonly leader: Endpoint | undefined;
  readonly messages: { readonly message: Message; readonly index: number }[];
}

/** The brokers of a cluster that we have to do with. */
class Cluster {
  readonly #transmission: KafkaTransmission;
  readonly #connections = new Map<string, Promise<Connection>>();
  readonly #topics = new Map<string, Topic>();
  /** Whether what is known of the cluster may still hold; after any refusal it is asked anew. */
  isSound = true;

  constructor(transmission: KafkaTransmission) {
    this.#transmission = transmission;
  }

  async close(): Promise<void> {
    this.isSound = false;
    for (const connection of this.#connections.values()) {
      connection.then((open) => open.close()).catch(() => {}); // it is gone either way
    }
  }

  async produce(messages: readonly Message[], options: TransportOptions): Promise<Answer> {
    for (const topic of new Set(messages.map(({ to }) => to))) {
      if (!this.#topics.has(topic)) this.#topics.set(topic, await this.#look(topic, options));
    }
    const refusals: Refusal[] = [];
    // One partition after the other: what fails leaves the rest unsent, and order within each is kept.
    for (const share of this.#shares(messages)) {
      const refusal = await this.#send(share, options);
      if (refusal === undefined) continue;
      this.isSound = false;
      // The broker does not say which message was at fault: the engine halves the batch until it is alone.
      if (aboutMessages.test(refusal.code)) return receiptAnswer({ confirmed: 0, refusals: [refusal] });
      refusals.push(...share.messages.map(({ index }) => ({ ...refusal, index })));
    }
    return receiptAnswer({ confirmed: messages.length - refusals.length, refusals });
  }

  async #send(
    { topic, partition, leader, messages }: Share,
    options: TransportOptions,
  ): Promise<Refusal | undefined> {
    if (leader === undefined) return { code: 'LEADER_NOT_AVAILABLE', message: `${topic} has no leader now` };
    const connection = await this.#connection(leader, options);
    const records = messages.map(({ message: { key, body, id } }) => ({
      topic,
      partition,
      ...(key === undefined ? {} : { key: Buffer.from(key) }),
      value: Buffer.from(body),
      headers: new Map([[Buffer.from('id'), Buffer.from(id)]]),
    }));
    try {
      await produceV7.api.async(connection, allReplicas, options.timeoutMs, records);
      return undefined;
    } catch (err) {
      if (err instanceof ResponseError) return refusalOf(err);
      throw err;
    }
  }

  /** Messages by topic and partition: the key's, as every Kafka client computes it, else the first. */
  #shares(messages: readonly Message[]): Share[] {
    const shares = new Map<string, Share>();
    for (const [index, message] of messages.entries()) {
      const { partitions, leaders } = this.#topics.get(message.to) ?? { partitions: 0, leaders: new Map() };
      const hash = message.key === undefined ? 0 : murmur2(message.key) & 0x7fffffff;
      const partition = hash % Math.max(1, partitions);
      const name = `${message.to} ${partition}`;
      const share: Share = shares.get(name) ?? {
        ...{ topic: message.to, partition, leader: leaders.get(partition) },
        messages: [],
      };
      share.messages.push({ message, index });
      shares.set(name, share);
    }
    return [...shares.values()];
  }

  async #look(topic: string, options: TransportOptions): Promise<Topic> {
    const connection = await this.#first(options);
    const { apiKeys } = await apiVersionsV0.api.async(connection, 'cairn', '1');
    const known = apiKeys.find(({ apiKey }) => apiKey === metadataV4.api.key)?.maxVersion ?? 0;
    // From version 4 on we can say that a topic is not to be made because somebody asked for it.
    const { brokers, topics } =
      known >= 4
        ? await metadataV4.api.async(connection, [topic], false)
        : await metadataV1.api.async(connection, [topic]);
    const [{ tls }] = this.#transmission.endpoints;
    const addresses = new Map(
      brokers.map(({ nodeId, host, port }) => [
        nodeId,
        { host, port, ...(tls === undefined ? {} : { tls }) },
      ]),
    );
    const partitions = topics.find(({ name }) => name === topic)?.partitions ?? [];
    const leaders = partitions.map(
      ({ partitionIndex, leaderId }) => [partitionIndex, addresses.get(leaderId)] as const,
    );
    return {
      partitions: partitions.length,
      leaders: new Map(leaders.flatMap(([index, leader]) => (leader ? [[index, leader] as const] : []))),
    };
  }

  /** The first of the given servers that answers. What one says about our credentials, all would. */
  async #first(options: TransportOptions): Promise<Connection> {
    let last: unknown;
    for (const endpoint of this.#transmission.endpoints) {
      try {
        return await this.#connection(endpoint, options);
      } catch (err) {
        if (explain(err) !== undefined || options.signal?.aborted) throw err;
        last = err;
      }
    }
    throw last;
  }

  #connection(endpoint: Endpoint, options: TransportOptions): Promise<Connection> {
    const name = `${endpoint.host}:${endpoint.port}`;
    const open = this.#connections.get(name) ?? this.#open(endpoint, options);
    this.#connections.set(name, open);
    return open;
  }

  async #open(endpoint: Endpoint, { egress, timeoutMs }: TransportOptions): Promise<Connection> {
    const { user, password, mechanism } = this.#transmission;
    const host = bareHost(endpoint.host);
    const address = await permittedAddress(host, permitsFor(endpoint, egress));
    const connection = new Connection('cairn', {
      connectTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      ...(endpoint.tls === undefined ? {} : { tls: tlsOptions(host, endpoint.tls) }),
      ...(endpoint.tls === undefined || isIP(host) !== 0 ? {} : { tlsServerName: host }),
      ...(mechanism === undefined
        ? {}
        : { sasl: { mechanism, username: user ?? '', password: password ?? '' } }),
    });
    // The error is thrown to whoever waits, too; without a listener it would end the process.
    connection.on('error', () => {
      this.isSound = false;
    });
    connection.on('close', () => {
      this.isSound = false;
    });
    await connection.connect(address, endpoint.port);
    return connection;
  }
}

/** Every replica in sync has the message before it is acknowledged. */
const allReplicas = -1;

/** Codes that are about what was sent, not about the cluster. */
const aboutMessages =
  /^(MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE|INVALID_RECORD|INVALID_TIMESTAMP|CORRUPT_MESSAGE|POLICY_VIOLATION)$/;

const refusalOf = (err: Error): Refusal | undefined => {
  const found = findErrorBy(err, 'code', ProtocolError.code);
  return found === null ? undefined : { code: String(found.apiId), message: found.message };
};

function explain(err: unknown): Answer | undefined {
  if (!(err instanceof Error)) return undefined;
  for (let at: unknown = err; at instanceof Error; at = at.cause) {
    if (at instanceof AuthenticationError) return refusedWhole('SASL', at.message);
  }
  const refusal = refusalOf(err);
  return refusal === undefined ? undefined : refusedWhole(refusal.code, refusal.message);
}

/** Below the library's own words: the error of the socket, whose code says what happened. */
function rootOf(err: unknown): unknown {
  let at = err;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  const isTimeout = at instanceof Error && (at as { code?: string }).code === 'PLT_KFK_TIMEOUT';
  return isTimeout ? Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' }) : at;
}
