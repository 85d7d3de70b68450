import { type ChannelModel, type ConfirmChannel, connect, type SocketOptions } from 'amqplib';
import { tlsOptions } from '../kernel/dial.ts';
import { bareHost, checkLiteral, guardedLookup } from '../kernel/egress.ts';
import type { Answer } from '../kernel/http.ts';
import { failed, Kept, within } from './kept.ts';
import { type Refusal, receiptAnswer, refusedWhole } from './receipt.ts';
import type { Message, RabbitmqTransmission } from './transmission.ts';
import { permitsFor, type Transport, type TransportOptions } from './transport.ts';

/** A connection with one channel in confirm mode. */
interface Line {
  readonly connection: ChannelModel;
  readonly channel: ConfirmChannel;
  /** Why the server closed the channel or the connection. */
  fault: Error | undefined;
}

/** Seconds between heartbeats; a server that is silent for two of them is gone. */
const heartbeat = 20;

/** Publishes with confirms: the answer is given when every message is on a queue, and on disk where that lasts. */
export function openRabbitmq(): Transport<RabbitmqTransmission> {
  const kept = new Kept<Line>({
    close: ({ connection }) => connection.close().catch(() => {}), // it is gone either way
    isOpen: ({ fault }) => fault === undefined,
  });
  return {
    async send(transmission, options) {
      const { endpoints, user, password, vhost } = transmission;
      const key = JSON.stringify([endpoints, user, password, vhost]);
      try {
        return await kept.use(
          key,
          () => within(open(transmission, options), options),
          (line) => within(publishAll(line, transmission), options),
        );
      } catch (err) {
        return explain(err) ?? failed(err, endpoints[0], options);
      }
    },
    close: () => kept.close(),
  };
}

async function open(transmission: RabbitmqTransmission, options: TransportOptions): Promise<Line> {
  const { endpoints, user, password, vhost } = transmission;
  const [endpoint] = endpoints;
  const { port, tls } = endpoint;
  const host = bareHost(endpoint.host);
  const permits = permitsFor(endpoint, options.egress);
  checkLiteral(host, permits);
  const connection = await connect(
    {
      protocol: tls === undefined ? 'amqp' : 'amqps',
      ...{ hostname: host, port, vhost, heartbeat },
      ...(user === undefined ? {} : { username: user, password: password ?? '' }),
    },
    {
      ...(tls === undefined ? {} : tlsOptions(host, tls)),
      lookup: guardedLookup(permits),
      timeout: options.timeoutMs,
      clientProperties: { connection_name: 'cairn' },
    } as SocketOptions,
  );
  const faults: { line?: Line; early?: Error } = {};
  const lost = (err: Error): void => {
    if (faults.line) faults.line.fault ??= err;
    else faults.early ??= err;
  };
  connection.on('error', lost);
  connection.on('close', () => lost(gone()));
  const channel = await connection.createConfirmChannel();
  channel.on('error', lost);
  channel.on('close', () => lost(gone()));
  faults.line = { connection, channel, fault: faults.early };
  return faults.line;
}

const gone = (): Error => Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' });

/** Messages go out one after another; a queue has them in that order. */
async function publishAll(line: Line, { exchange, messages }: RabbitmqTransmission): Promise<Answer> {
  const { channel } = line;
  const returned = new Map<string, string>();
  const onReturn = ({
    fields,
    properties,
  }: {
    fields: unknown;
    properties: { messageId?: string };
  }): void => {
    const { replyText = 'NO_ROUTE' } = fields as { replyText?: string };
    if (properties.messageId !== undefined) returned.set(properties.messageId, replyText);
  };
  channel.on('return', onReturn);
  try {
    const results = await Promise.allSettled(messages.map((message) => publish(line, exchange, message)));
    // The server closed the channel over one of them, and does not say which.
    if (line.fault) throw line.fault;
    const refusals = messages.flatMap(({ id, to }, index): Refusal[] => {
      const reply = returned.get(id);
      if (reply !== undefined) {
        return [{ index, code: reply, message: `no queue takes messages with the routing key ${to}` }];
      }
      const isNacked = results[index]?.status === 'rejected';
      return isNacked ? [{ index, code: 'NACK', message: 'the server did not take the message' }] : [];
    });
    return receiptAnswer({ confirmed: messages.length - refusals.length, refusals });
  } finally {
    channel.off('return', onReturn);
  }
}

const publish = ({ channel }: Line, exchange: string, { id, to, body }: Message): Promise<void> =>
  new Promise((resolve, reject) => {
    const options = {
      mandatory: true,
      persistent: true,
      messageId: id,
      contentType: 'application/json',
      appId: 'cairn',
    };
    channel.publish(exchange, to, Buffer.from(body), options, (err) => (err ? reject(err) : resolve()));
  });

/** Reply codes of AMQP 0-9-1 (https://www.rabbitmq.com/amqp-0-9-1-reference#constants), on the error or in its text. */
function explain(err: unknown): Answer | undefined {
  if (!(err instanceof Error)) return undefined;
  const { code } = err as { code?: unknown };
  const read = typeof code === 'number' ? code : Number(/\b([345]\d\d) \(/.exec(err.message)?.[1]);
  return Number.isNaN(read) ? undefined : refusedWhole(String(read), err.message);
}
