import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../src/main.ts');
const startWithinMs = 60_000;

const owner = {
  organization: 'Northwind Logistics',
  name: 'Camille Roussel',
  email: 'owner@demo.example',
  password: 'a check of everything',
};

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every operation pass here.
  readonly body: any;
}

/** Cairn as a process of its own, with the PostgreSQL below it, to be started, killed and asked. */
export class CairnProcess {
  private readonly dataDir: string;
  private readonly settings: Readonly<Record<string, string>>;
  private child: ChildProcess | null = null;
  private url = '';
  private setupUrl = '';
  private cookie = '';
  organizationId = '';

  constructor(dataDir: string, settings: Readonly<Record<string, string>>) {
    this.dataDir = dataDir;
    this.settings = settings;
  }

  /** Resolves when it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [main, 'serve'], {
      env: { ...process.env, ...this.settings, PORT: '0', CAIRN_DATA_DIR: this.dataDir, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    const limit = setTimeout(() => child.kill('SIGKILL'), startWithinMs);
    let text = '';
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      text += chunk.toString();
      const found = /"url":"([^"]+)","msg":"ready"/.exec(text)?.[1];
      if (found === undefined) continue;
      this.url = found;
      if (this.organizationId !== '') break;
      this.setupUrl = /"url":"([^"]+\/setup\?[^"]+)"/.exec(text)?.[1] ?? '';
      if (this.setupUrl !== '') break;
    }
    clearTimeout(limit);
    if (this.url === '') throw new Error(`Cairn did not start:\n${text}`);
    child.stdout?.resume();
  }

  /** Uses the one-time link as a person would. */
  async setUp(): Promise<void> {
    const token = new URL(this.setupUrl).searchParams.get('token');
    const answer = await fetch(`${this.url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...owner, token }),
    });
    if (answer.status !== 201) throw new Error(`set-up: ${answer.status} ${await answer.text()}`);
    this.cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { organizations } = (await answer.json()) as { organizations: { id: string }[] };
    this.organizationId = organizations[0]?.id ?? '';
  }

  /** Asks the API below the organization's path. */
  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/v1/organizations/${this.organizationId}${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie: this.cookie, origin: this.url },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** `kill -9` of Cairn, of PostgreSQL and of all that PostgreSQL has started. */
  killEverything(): void {
    const postmaster = Number(
      readFileSync(join(this.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0],
    );
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
    this.child?.kill('SIGKILL');
    for (const pid of [postmaster, ...children.trim().split(/\s+/).map(Number)]) process.kill(pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    if (this.child === null || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}
