import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findBinaries } from '../../src/db/embedded-binaries.ts';
import { chooseServerUser } from '../../src/db/embedded-user.ts';
import { makeCertificate } from '../fakes/certificate.ts';
import { freePort, serverProcess } from '../fakes/server-process.ts';
import type { Kept, TestServer } from './test-server.ts';

const password = 'good-password';

/** A PostgreSQL of its own, which is the receiver and not Cairn's; tables refuse rows beyond 60,000 characters. */
export async function startPostgresql(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-receiver-'));
  const { cert: caPem } = await makeCertificate(folder);
  const cluster = join(folder, 'cluster');
  const user = chooseServerUser(cluster);
  const binaries = findBinaries(user);
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(join(folder, 'password'), password);
  chmodSync(join(folder, 'key.pem'), 0o600);
  for (const path of ['', 'cluster', 'password', 'key.pem', 'cert.pem']) {
    if (user) chownSync(join(folder, path), user.uid, user.gid);
  }
  await promisify(execFile)(
    binaries.initdb,
    ['-D', cluster, '-U', 'cairn', '--auth=scram-sha-256', `--pwfile=${folder}/password`, '--no-sync'],
    { cwd: '/', ...user },
  );
  const port = await freePort();
  const settings = {
    ...{ listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: folder, ssl: 'on' },
    ...{ ssl_cert_file: `${folder}/cert.pem`, ssl_key_file: `${folder}/key.pem` },
  };
  const server = serverProcess({
    port,
    user,
    command: [
      binaries.postgres,
      '-D',
      cluster,
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    startMs: 30_000,
  });
  await server.start();
  const query = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'cairn', password, database: 'postgres' });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    ...{ destination: 'postgresql', port, tlsPort: port, caPem, dropsRepeats: true, tooLarge: 70_000 },
    settings: (place) => ({
      config: { host: '127.0.0.1', port, tls: false, database: 'postgres', user: 'cairn', table: place },
      secrets: { password },
    }),
    wrong: { password: 'wrong-password' },
    async prepare(place) {
      await query(`create table ${place} (organization_id uuid, id text, seq bigint not null,
        occurred_at timestamptz not null, action text not null, level text not null,
        event jsonb not null check (length(event::text) < 60000), primary key (organization_id, id))`);
    },
    read: (place) =>
      query<Kept & pg.QueryResultRow>(`select id, event::text as text from ${place} order by seq`),
    kill: () => server.end('SIGQUIT'),
    start: server.start,
    async close() {
      await server.end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
