import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from 'amqplib';
import { makeCertificate } from '../fakes/certificate.ts';
import { freePort, serverProcess } from '../fakes/server-process.ts';
import type { Kept, TestServer } from './test-server.ts';

const run = promisify(execFile);

/** Debian's RabbitMQ with folders and ports of its own, its name service included. Erlang starts slowly. */
export async function startRabbitmq(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-rabbitmq-'));
  const { cert: caPem } = await makeCertificate(folder);
  const [port, tlsPort, distPort, epmdPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  writeFileSync(join(folder, 'plugins'), '[].');
  writeFileSync(
    join(folder, 'rabbitmq.conf'),
    [
      `listeners.tcp.1 = 127.0.0.1:${port}`,
      `listeners.ssl.1 = 127.0.0.1:${tlsPort}`,
      `ssl_options.certfile = ${folder}/cert.pem`,
      `ssl_options.keyfile = ${folder}/key.pem`,
      'default_user = cairn',
      'default_pass = good-password',
      'max_message_size = 65536',
      '',
    ].join('\n'),
  );
  const env = {
    HOME: folder,
    // The script then becomes the server instead of watching over it, so that our signals reach it.
    RUNNING_UNDER_SYSTEMD: '1',
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `cairn${port}@localhost`,
    RABBITMQ_DIST_PORT: String(distPort),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
  };
  const server = serverProcess({
    port,
    env,
    packageName: 'rabbitmq-server',
    command: ['/usr/lib/rabbitmq/bin/rabbitmq-server'],
    startMs: 60_000,
  });
  await server.start();
  const withChannel = async <T>(
    work: (channel: Awaited<ReturnType<Connection['createChannel']>>) => Promise<T>,
  ) => {
    const connection = await connect(`amqp://cairn:good-password@127.0.0.1:${port}`);
    try {
      return await work(await connection.createChannel());
    } finally {
      await connection.close();
    }
  };
  return {
    ...{ destination: 'rabbitmq', port, tlsPort, caPem, dropsRepeats: false, tooLarge: 70_000 },
    settings: (place) => ({
      config: { host: '127.0.0.1', port, tls: false, user: 'cairn', exchange: `${place}-exchange` },
      secrets: { password: 'good-password' },
    }),
    wrong: { password: 'wrong-password' },
    prepare: (place) =>
      withChannel(async (channel) => {
        await channel.assertExchange(`${place}-exchange`, 'topic', { durable: true });
        await channel.assertQueue(place, { durable: true });
        await channel.bindQueue(place, `${place}-exchange`, 'cairn.#');
      }),
    read: (place) =>
      withChannel(async (channel) => {
        const kept: Kept[] = [];
        for (;;) {
          // Not acknowledged: when the channel closes, all are on the queue again.
          const message = await channel.get(place);
          if (message === false) return kept;
          kept.push({ id: message.properties.messageId, text: message.content.toString() });
        }
      }),
    kill: () => server.end('SIGKILL'),
    start: server.start,
    async close() {
      await server.end('SIGTERM');
      // The name service is a process of its own, which outlives the server.
      await run('epmd', ['-kill'], { env: { ...process.env, ...env } }).catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Connection = Awaited<ReturnType<typeof connect>>;
