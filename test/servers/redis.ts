import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { makeCertificate } from '../fakes/certificate.ts';
import { freePort, serverProcess } from '../fakes/server-process.ts';
import type { TestServer } from './test-server.ts';

/** Debian's Redis, writing each change to disk before it answers. */
export async function startRedis(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-redis-'));
  const { cert: caPem } = await makeCertificate(folder);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const tls = ['--tls-port', String(tlsPort), '--tls-auth-clients', 'no'];
  const files = ['--tls-cert-file', `${folder}/cert.pem`, '--tls-key-file', `${folder}/key.pem`];
  const server = serverProcess({
    port,
    packageName: 'redis-server',
    command: [
      ...['/usr/bin/redis-server', '--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...[
        '--requirepass',
        'good-password',
        '--appendonly',
        'yes',
        '--appendfsync',
        'always',
        ...tls,
        ...files,
      ],
    ],
  });
  await server.start();
  return {
    ...{ destination: 'redis_streams', port, tlsPort, caPem, dropsRepeats: false },
    settings: (place) => ({
      config: { host: '127.0.0.1', port, tls: false, stream: place },
      secrets: { password: 'good-password' },
    }),
    wrong: { password: 'wrong-password' },
    prepare: async () => {},
    async read(place) {
      const client = await createClient({ url: `redis://:good-password@127.0.0.1:${port}` }).connect();
      const entries = await client.xRange(place, '-', '+');
      client.destroy();
      return (entries ?? []).map(({ message }) => ({ id: message.id ?? '', text: message.event ?? '' }));
    },
    kill: () => server.end('SIGKILL'),
    start: server.start,
    async close() {
      await server.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
