import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openLog } from '../src/kernel/log.ts';
import { freshDatabase } from './database.ts';

export const owner = {
  email: 'ada@example.com',
  password: 'correct horse battery staple',
  organization: 'Acme',
};

/** An answer, with its body parsed when it is JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every operation.
  readonly body: any;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** API token; else the cookie is sent. */
  readonly token?: string;
  /** Session cookie `cairn_session=…`; null sends none. */
  readonly cookie?: string | null;
}

/** A real Cairn on a free port with a database of its own, an owner and an organization. */
export interface TestCairn {
  readonly app: App;
  readonly url: string;
  readonly organizationId: string;
  /** The owner's session cookie. */
  readonly cookie: string;
  /** Calls `/api/v1` + path as the owner. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  /** Makes an API token of the organization. */
  token(...scopes: string[]): Promise<string>;
  stop(): Promise<void>;
}

async function callAt(
  url: string,
  method: string,
  path: string,
  cookie: string | null,
  options: CallOptions,
): Promise<Reply> {
  const { body, raw, headers = {}, token } = options;
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const credentials: Record<string, string> =
    token !== undefined
      ? { authorization: `Bearer ${token}` }
      : cookie === null
        ? {}
        : { cookie, origin: url };
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...credentials,
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json') === true && text !== '';
  return { status: answer.status, headers: answer.headers, text, body: json ? parse(text) : undefined };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // NDJSON says json in its type too; the text is there for those who want it.
    return undefined;
  }
}

export const cookieFrom = (reply: Reply): string =>
  (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** Starts it. `environment` adds settings; `LOG_LEVEL` is `silent` unless told. */
export async function startCairn(environment: Readonly<Record<string, string>> = {}): Promise<TestCairn> {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'cairn-app-'));
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.connectionString,
    CAIRN_DATA_DIR: dataDir,
    CAIRN_ADMIN_EMAIL: owner.email,
    CAIRN_ADMIN_PASSWORD: owner.password,
    CAIRN_ORGANIZATION: owner.organization,
    CAIRN_ALLOW_PRIVATE_NETWORKS: '*',
    ...environment,
  });
  const app = await startApp(config, openLog(config.LOG_LEVEL, false));
  const signedIn = await callAt(app.url, 'POST', '/session', null, {
    body: { email: owner.email, password: owner.password },
  });
  const cookie = cookieFrom(signedIn);
  const organizationId = signedIn.body.organizations[0].id as string;
  const call: TestCairn['call'] = (method, path, options = {}) =>
    callAt(app.url, method, path, options.cookie === undefined ? cookie : options.cookie, options);
  return {
    app,
    url: app.url,
    organizationId,
    cookie,
    call,
    async token(...scopes) {
      const made = await call('POST', `/organizations/${organizationId}/api-tokens`, {
        body: { name: 'test', scopes },
      });
      return made.body.token as string;
    },
    async stop() {
      await app.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
