import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { makeCertificate } from '../fakes/certificate.ts';
import { freePort, serverProcess } from '../fakes/server-process.ts';
import type { Kept, TestServer } from './test-server.ts';

const users = '{ users = [{ user: "cairn", password: "good-password" }] }';

/** Debian's nats-server twice on the same settings, once with TLS, for it has one port for each. */
export async function startNats(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-nats-'));
  const { cert: caPem } = await makeCertificate(folder);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const process = (name: string, onPort: number, more: string) => {
    const file = join(folder, `${name}.conf`);
    writeFileSync(
      file,
      `host: "127.0.0.1"\nport: ${onPort}\nmax_payload: 65536\nauthorization ${users}\njetstream { store_dir: "${folder}/${name}" }\n${more}\n`,
    );
    return serverProcess({
      port: onPort,
      packageName: 'nats-server',
      command: ['/usr/sbin/nats-server', '-c', file],
    });
  };
  const server = process('plain', port, '');
  const encrypted = process(
    'tls',
    tlsPort,
    `tls { cert_file: "${folder}/cert.pem", key_file: "${folder}/key.pem" }`,
  );
  await server.start();
  await encrypted.start();
  const manage = async <T>(
    onPort: number,
    work: (manager: Awaited<ReturnType<typeof jetstreamManager>>) => Promise<T>,
  ) => {
    const tls = onPort === tlsPort ? { tls: { ca: caPem, servername: 'localhost' } } : {};
    const connection = await connect({
      servers: `127.0.0.1:${onPort}`,
      user: 'cairn',
      pass: 'good-password',
      ...tls,
    });
    try {
      return await work(await jetstreamManager(connection));
    } finally {
      await connection.close();
    }
  };
  return {
    ...{ destination: 'nats', port, tlsPort, caPem, dropsRepeats: true, tooLarge: 70_000 },
    settings: (place) => ({
      config: { host: '127.0.0.1', port, tls: false, subject: `${place}.{action}`, user: 'cairn' },
      secrets: { password: 'good-password' },
    }),
    wrong: { password: 'wrong-password' },
    async prepare(place) {
      for (const one of [port, tlsPort]) {
        await manage(one, (manager) => manager.streams.add({ name: place, subjects: [`${place}.>`] }));
      }
    },
    read: (place) =>
      manage(port, async (manager) => {
        const { state } = await manager.streams.info(place);
        const kept: Kept[] = [];
        for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
          const message = await manager.streams.getMessage(place, { seq });
          kept.push({ id: message?.header.get('Nats-Msg-Id') ?? '', text: message?.string() ?? '' });
        }
        return kept;
      }),
    kill: () => server.end('SIGKILL'),
    start: server.start,
    async close() {
      await server.end('SIGTERM');
      await encrypted.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
