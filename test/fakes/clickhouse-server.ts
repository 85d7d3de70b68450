import { createRequire } from 'node:module';
import { neededEngine } from '../engines/needed.ts';
import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** What is used of chdb, which is ClickHouse's own engine as a library. */
interface Session {
  query(sql: string, format?: string): string;
  cleanup(): void;
}

export interface ClickhouseServer extends Receiver {
  /** Rows of a statement. Throws what the engine says. */
  rows<T>(sql: string): T[];
  /** Passwords by user; change it to lock one out. */
  readonly users: Map<string, string>;
}

/** How ClickHouse answers an exception: `exceptionCodeToHTTPStatus` of its HTTPHandler, as far as inserts go. */
function statusOf(code: number): number {
  if (code === 194) return 401;
  if ([192, 193, 497, 516].includes(code)) return 403;
  if ([16, 47, 60, 81].includes(code)) return 404;
  if ([6, 26, 27, 38, 41, 43, 53, 62, 72, 117].includes(code)) return 400;
  return 500;
}

function exception(message: string): Reply {
  const code = Number(/\bCode: (\d+)\. DB::/.exec(message)?.[1] ?? 1000);
  const headers = { 'content-type': 'text/plain', 'x-clickhouse-exception-code': String(code) };
  return { status: statusOf(code), headers, body: `${message}\n` };
}

/** Parameters of the HTTP interface that are no settings of the engine. */
const ofHttp = new Set(['query', 'wait_end_of_query', 'user', 'password', 'database']);

/**
 * ClickHouse's engine behind what its HTTP interface does for `INSERT` (https://clickhouse.com/docs/interfaces/http):
 * users by header, settings in the address, rows in the body, exceptions as code, text and header. Without
 * `wait_end_of_query` an exception comes after the 200, as it may there.
 */
export async function startClickhouseServer(): Promise<ClickhouseServer> {
  const { Session } = createRequire(import.meta.url)(neededEngine('chdb')) as { Session: new () => Session };
  const session = new Session();
  const users = new Map([['default', 'secret']]);

  const take = (request: Received): Reply => {
    const url = new URL(request.path, 'http://localhost');
    const user = String(request.headers['x-clickhouse-user'] ?? 'default');
    if (users.get(user) !== String(request.headers['x-clickhouse-key'] ?? '')) {
      return exception(`Code: 516. DB::Exception: ${user}: Authentication failed. (AUTHENTICATION_FAILED)`);
    }
    if (request.method !== 'POST')
      return exception('Code: 164. DB::Exception: Cannot insert in readonly mode. (READONLY)');
    const query = url.searchParams.get('query') ?? '';
    const found = /^(INSERT INTO .+) (FORMAT \w+)$/.exec(query);
    if (!found) return exception('Code: 62. DB::Exception: Syntax error. (SYNTAX_ERROR)');
    const settings = [...url.searchParams]
      .filter(([name]) => !ofHttp.has(name))
      .map(([name, value]) => `${name}='${value.replace(/['\\]/g, '\\$&')}'`);
    const clause = settings.length === 0 ? '' : `SETTINGS ${settings.join(', ')}`;
    try {
      session.query(`${found[1]} ${clause} ${found[2]}\n${request.body}`);
    } catch (err) {
      const failed = exception((err as Error).message.replace('Query failed: ', ''));
      if (url.searchParams.get('wait_end_of_query') === '1') return failed;
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: failed.body ?? '' };
    }
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: '' };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    users: { value: users },
    rows: {
      value: (sql: string) =>
        session
          .query(sql, 'JSONEachRow')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line)),
    },
    close: {
      value: ((close) => async () => {
        await close();
        session.cleanup();
      })(receiver.close),
    },
  }) as ClickhouseServer;
}
