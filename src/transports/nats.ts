import { JetStreamApiError, jetstream } from '@nats-io/jetstream';
import { connect, credsAuthenticator, errors, type NatsConnection } from '@nats-io/transport-node';
import { permittedAddress, tlsOptions } from '../kernel/dial.ts';
import { bareHost } from '../kernel/egress.ts';
import type { Answer } from '../kernel/http.ts';
import { failed, Kept, within } from './kept.ts';
import { type Refusal, receiptAnswer, refusedWhole } from './receipt.ts';
import type { Message, NatsTransmission } from './transmission.ts';
import { permitsFor, type Transport, type TransportOptions } from './transport.ts';

/** Room for the headers that carry the message id, beside the body (max_payload counts both). */
const headerBytes = 300;

/** Publishes to JetStream, whose acknowledgement says that the stream has stored the message. */
export function openNats(): Transport<NatsTransmission> {
  const kept = new Kept<NatsConnection>({
    close: (connection) => connection.close().catch(() => {}), // it is gone either way
    isOpen: (connection) => !connection.isClosed(),
  });
  return {
    async send(transmission, options) {
      const { endpoints, user, password, token, credentials } = transmission;
      const key = JSON.stringify([endpoints, user, password, token, credentials]);
      try {
        return await kept.use(
          key,
          () => open(transmission, options),
          (connection) => within(publishAll(connection, transmission.messages, options), options),
        );
      } catch (err) {
        return explain(err) ?? failed(err, endpoints[0], options);
      }
    },
    close: () => kept.close(),
  };
}

/** The first server that answers. What one says about our credentials, all would. */
async function open(transmission: NatsTransmission, options: TransportOptions): Promise<NatsConnection> {
  let last: unknown;
  for (const endpoint of transmission.endpoints) {
    try {
      // The client takes no look-up of ours, so it is given an address that was checked.
      const address = await permittedAddress(endpoint.host, permitsFor(endpoint, options.egress));
      return await within(connectTo(address, endpoint, transmission, options.timeoutMs), options);
    } catch (err) {
      if (explain(err) !== undefined || options.signal?.aborted) throw err;
      last = err;
    }
  }
  throw last;
}

async function connectTo(
  address: string,
  { host, port, tls }: NatsTransmission['endpoints'][0],
  { user, password, token, credentials }: NatsTransmission,
  timeout: number,
): Promise<NatsConnection> {
  const connection = await connect({
    servers: `${address.includes(':') ? `[${address}]` : address}:${port}`,
    name: 'cairn',
    timeout,
    // A new connection is made by us, to an address that is checked; others that the server names are not.
    reconnect: false,
    ignoreClusterUpdates: true,
    tls: tls === undefined ? null : tlsOptions(bareHost(host), tls),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { pass: password }),
    ...(token === undefined ? {} : { token }),
    ...(credentials === undefined
      ? {}
      : { authenticator: credsAuthenticator(new TextEncoder().encode(credentials)) }),
  } as Parameters<typeof connect>[0]);
  return connection;
}

/** One after another goes out without waiting, and the stream stores them in that order. */
async function publishAll(
  connection: NatsConnection,
  messages: readonly Message[],
  { timeoutMs }: TransportOptions,
): Promise<Answer> {
  const stream = jetstream(connection, { timeout: timeoutMs });
  const maxBytes = connection.info?.max_payload ?? Number.POSITIVE_INFINITY;
  const results = await Promise.allSettled(
    messages.map(({ id, to, body }) =>
      Buffer.byteLength(body) + headerBytes > maxBytes
        ? Promise.reject(new TooLarge(maxBytes))
        : stream.publish(to, body, { msgID: id, timeout: timeoutMs, retries: 0 }),
    ),
  );
  const refusals: Refusal[] = [];
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') continue;
    const refusal = refusalOf(result.reason);
    // The connection went, perhaps after some were stored: all again, the ids drop the repeats.
    if (refusal === undefined) throw result.reason;
    refusals.push({ ...refusal, index });
  }
  return receiptAnswer({ confirmed: messages.length - refusals.length, refusals });
}

class TooLarge extends Error {
  constructor(maxBytes: number) {
    super(`the message is larger than the ${maxBytes} bytes that the server takes (max_payload)`);
  }
}

/** What the server said, by the code of JetStream's API or the name of the client's error. */
function refusalOf(err: unknown): Refusal | undefined {
  if (!(err instanceof Error)) return undefined;
  if (err instanceof TooLarge) return { code: 'MAX_PAYLOAD', message: err.message };
  if (err instanceof JetStreamApiError)
    return { code: String(err.apiError().err_code), message: err.message };
  if (err instanceof errors.NoRespondersError || isCause(err, errors.NoRespondersError)) {
    return { code: 'NO_STREAM', message: 'no stream takes this subject, or JetStream is not enabled' };
  }
  if (err.name === 'JetStreamNotEnabled') {
    return { code: 'NO_STREAM', message: 'no stream takes this subject, or JetStream is not enabled' };
  }
  const violation = [err, err.cause].find((one) => one instanceof errors.PermissionViolationError);
  if (violation) return { code: 'PERMISSION', message: (violation as Error).message };
  return undefined;
}

const isCause = (err: Error, type: new (...args: never[]) => Error): boolean => err.cause instanceof type;

function explain(err: unknown): Answer | undefined {
  if (err instanceof errors.AuthorizationError || err instanceof errors.UserAuthenticationExpiredError) {
    return refusedWhole('AUTHORIZATION', err.message);
  }
  if (err instanceof errors.ConnectionError && /'tls'/.test(err.message)) {
    return refusedWhole('TLS', `the server has no TLS: ${err.message}`);
  }
  return undefined;
}
