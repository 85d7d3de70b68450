import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadFigures, LoadOrder } from './load.ts';

const account = { email: 'bench@example.com', password: 'a password for the bench', organization: 'Bench' };

/** A Cairn of its own process, as people run it, with one organization and a token. */
export interface BenchCairn {
  readonly port: number;
  readonly path: string;
  readonly token: string;
  /** Milliseconds from the start of the process to "ready". */
  readonly startedMs: number;
  /** Largest resident memory of the server so far, in MiB; PostgreSQL aside. */
  peakMemory(): number;
  stop(): Promise<void>;
}

/** Starts it on a data directory; a new one unless given. */
export async function startCairn(
  dataDir = mkdtempSync(join(tmpdir(), 'cairn-bench-')),
): Promise<BenchCairn & { dataDir: string }> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts'), 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'info',
      CAIRN_DATA_DIR: dataDir,
      CAIRN_ADMIN_EMAIL: account.email,
      CAIRN_ADMIN_PASSWORD: account.password,
      CAIRN_ORGANIZATION: account.organization,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let url = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    url = /"url":"([^"]+)","msg":"ready"/.exec(chunk.toString())?.[1] ?? '';
    if (url !== '') break;
  }
  const startedMs = performance.now() - began;
  child.stdout.resume();
  const post = async (path: string, body: object, cookie = '') => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify(body),
    });
    return {
      cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
      body: await answer.json(),
    };
  };
  const { email, password } = account;
  const session = await post('/session', { email, password });
  const home = `/organizations/${(session.body as { organizations: [{ id: string }] }).organizations[0].id}`;
  const made = await post(
    `${home}/api-tokens`,
    { name: 'bench', scopes: ['events:write', 'events:read'] },
    session.cookie,
  );
  return {
    dataDir,
    port: Number(new URL(url).port),
    path: `/api/v1${home}/events`,
    token: (made.body as { token: string }).token,
    startedMs,
    peakMemory: () =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Puts load on it from another process. */
export async function load(order: LoadOrder): Promise<LoadFigures> {
  const child = fork(new URL('./load.ts', import.meta.url));
  child.send(order);
  const [figures] = (await once(child, 'message')) as [LoadFigures];
  await once(child, 'exit');
  return figures;
}
