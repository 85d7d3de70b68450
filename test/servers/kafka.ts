import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { Reader, readRecordsBatch } from '@platformatic/kafka';
import { makeCertificate } from '../fakes/certificate.ts';
import { freePort } from '../fakes/server-process.ts';
import type { Kept, TestServer } from './test-server.ts';

/** Keys of the APIs (https://kafka.apache.org/protocol#protocol_api_keys) and the versions spoken here. */
const versions = {
  produce: [0, 3, 7],
  metadata: [3, 0, 4],
  handshake: [17, 0, 1],
  apiVersions: [18, 0, 1],
  authenticate: [36, 0, 0],
};
const errors = { unknownTopic: 3, messageTooLarge: 10, requiredAcks: 21, authentication: 58 };
const maxMessageBytes = 65_536;
const password = 'good-password';

const int = (bytes: 1 | 2 | 4, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
};
const long = (value: bigint): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(value);
  return buffer;
};
const text = (value: string): Buffer => Buffer.concat([int(2, Buffer.byteLength(value)), Buffer.from(value)]);
const nothing = int(2, -1);
const list = (items: readonly Buffer[]): Buffer => Buffer.concat([int(4, items.length), ...items]);

/**
 * A broker that speaks as much of Kafka's protocol as a producer hears: sign-in by PLAIN before anything else, topics
 * that must exist, acks of all replicas, and max.message.bytes. For what librdkafka's broker has not.
 */
export async function startKafka(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-kafka-'));
  const { cert: caPem, key } = await makeCertificate(folder);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const topics = new Map<string, Kept[]>();
  let advertised = port;
  let servers: Server[] = [];
  const sockets = new Set<Socket>();

  const metadata = (reader: Reader, ownPort: number): Buffer => {
    const name = reader.readArray((each) => each.readString(false), false, false)[0] ?? '';
    const code = topics.has(name) ? 0 : errors.unknownTopic;
    const partition = [int(2, 0), int(4, 0), int(4, 1), list([int(4, 1)]), list([int(4, 1)])];
    const partitions = code === 0 ? list([Buffer.concat(partition)]) : list([]);
    const broker = Buffer.concat([int(4, 1), text('localhost'), int(4, ownPort), nothing]);
    const topic = Buffer.concat([int(2, code), text(name), int(1, 0), partitions]);
    return Buffer.concat([int(4, 0), list([broker]), nothing, int(4, 1), list([topic])]);
  };

  const produce = (reader: Reader): Buffer => {
    reader.readNullableString(false);
    const acks = reader.readInt16();
    reader.readInt32();
    const answers = reader.readArray(
      (each) => {
        const name = each.readString(false);
        const partitions = each.readArray(
          (one) => {
            const index = one.readInt32();
            const records = Buffer.from(one.readBytes(false));
            const code = acks === -1 ? store(name, records) : errors.requiredAcks;
            return Buffer.concat([int(4, index), int(2, code), long(0n), long(-1n), long(0n)]);
          },
          false,
          false,
        );
        return Buffer.concat([text(name), list(partitions)]);
      },
      false,
      false,
    );
    return Buffer.concat([list(answers), int(4, 0)]);
  };

  const store = (name: string, records: Buffer): number => {
    const kept = topics.get(name);
    if (kept === undefined) return errors.unknownTopic;
    const batch = readRecordsBatch(Reader.from(records)).records;
    if (batch.some(({ value }) => (value?.length ?? 0) > maxMessageBytes)) return errors.messageTooLarge;
    for (const { value, headers } of batch) {
      const id = headers.find(([name]) => name?.toString() === 'id')?.[1];
      kept.push({ id: id?.toString() ?? '', text: value?.toString() ?? '' });
    }
    return 0;
  };

  const serve = (ownPort: () => number) => (socket: Socket) => {
    let pending = Buffer.alloc(0);
    let isIn = false;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    const answer = (apiKey: number, version: number, reader: Reader): Buffer | undefined => {
      if (apiKey === 18) {
        const known = Object.values(versions).map(([one = 0, min = 0, max = 0]) =>
          Buffer.concat([int(2, one), int(2, min), int(2, max)]),
        );
        return Buffer.concat([int(2, 0), list(known), ...(version > 0 ? [int(4, 0)] : [])]);
      }
      if (apiKey === 17) return Buffer.concat([int(2, 0), list([text('PLAIN')])]);
      if (apiKey === 36) {
        const [, user, given] = Buffer.from(reader.readBytes(false)).toString().split('\0');
        isIn = user === 'cairn' && given === password;
        const said = isIn
          ? [int(2, 0), nothing]
          : [int(2, errors.authentication), text('Authentication failed')];
        return Buffer.concat([...said, int(4, 0)]);
      }
      // A broker hangs up on whoever asks for more without a sign-in.
      if (!isIn) return undefined;
      if (apiKey === 3) return metadata(reader, ownPort());
      return apiKey === 0 ? produce(reader) : undefined;
    };
    socket.on('data', (data) => {
      pending = Buffer.concat([pending, data]);
      while (pending.length >= 4 && pending.length >= 4 + pending.readInt32BE()) {
        const size = pending.readInt32BE();
        const frame = pending.subarray(4, 4 + size);
        pending = pending.subarray(4 + size);
        const clientBytes = Math.max(0, frame.readInt16BE(8));
        const reader = Reader.from(frame.subarray(10 + clientBytes));
        const body = answer(frame.readInt16BE(0), frame.readInt16BE(2), reader);
        if (body === undefined) return void socket.destroy();
        const correlation = frame.subarray(4, 8);
        socket.write(Buffer.concat([int(4, 4 + body.length), correlation, body]));
      }
    });
  };

  const start = async (): Promise<void> => {
    servers = [
      createServer(serve(() => advertised)),
      createTlsServer(
        { cert: caPem, key },
        serve(() => tlsPort),
      ),
    ];
    for (const [index, server] of servers.entries()) {
      await new Promise<void>((resolve) => server.listen(index === 0 ? port : tlsPort, '127.0.0.1', resolve));
    }
  };
  const kill = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };

  await start();
  return {
    ...{ destination: 'kafka', port, tlsPort, caPem, dropsRepeats: false, tooLarge: 70_000 },
    settings: (place) => ({
      config: { hosts: `127.0.0.1:${port}`, tls: false, topic: place, mechanism: 'PLAIN', user: 'cairn' },
      secrets: { password },
    }),
    address: (host, onPort) => ({ hosts: `${host}:${onPort}` }),
    advertise: (onPort) => {
      advertised = onPort;
    },
    wrong: { password: 'wrong-password' },
    prepare: async (place) => void topics.set(place, []),
    read: async (place) => topics.get(place) ?? [],
    kill,
    start,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
