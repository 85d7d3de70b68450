import { Socket } from 'node:net';
import pg from 'pg';
import { type Permits, tlsOptions } from '../kernel/dial.ts';
import { bareHost, checkLiteral, guardedLookup } from '../kernel/egress.ts';
import type { Answer, Failure } from '../kernel/http.ts';
import { failed, Kept, within } from './kept.ts';
import { receiptAnswer, refusedWhole } from './receipt.ts';
import type { PostgresqlTransmission } from './transmission.ts';
import { permitsFor, type Transport, type TransportOptions } from './transport.ts';

interface Line {
  readonly client: pg.Client;
  isOpen: boolean;
}

/** Inserts into a table, in one statement for all messages: each is there once, however often it is sent. */
export function openPostgresql(): Transport<PostgresqlTransmission> {
  const kept = new Kept<Line>({
    close: ({ client }) => client.end().catch(() => {}), // it is gone either way
    isOpen: ({ isOpen }) => isOpen,
  });
  return {
    async send(transmission, options) {
      const { endpoints, user, password, database } = transmission;
      const key = JSON.stringify([endpoints, user, password, database]);
      try {
        return await kept.use(
          key,
          () => open(transmission, options),
          (line) => within(insert(line.client, transmission), options),
        );
      } catch (err) {
        return explain(err, transmission, options);
      }
    },
    close: () => kept.close(),
  };
}

async function open(transmission: PostgresqlTransmission, options: TransportOptions): Promise<Line> {
  const { endpoints, user, password, database } = transmission;
  const [endpoint] = endpoints;
  const host = bareHost(endpoint.host);
  const permits = permitsFor(endpoint, options.egress);
  checkLiteral(host, permits);
  const client = new pg.Client({
    ...{ host, port: endpoint.port, database, user },
    // A function, so that no password file or variable of this process is looked at.
    password: () => password ?? '',
    ssl: endpoint.tls === undefined ? false : tlsOptions(host, endpoint.tls),
    stream: () => guardedSocket(permits),
    application_name: 'cairn',
    connectionTimeoutMillis: options.timeoutMs,
    statement_timeout: options.timeoutMs,
    keepAlive: true,
  });
  const line = { client, isOpen: true };
  // The error is thrown to whoever waits, too; without a listener it would end the process.
  client.on('error', () => {
    line.isOpen = false;
  });
  client.on('end', () => {
    line.isOpen = false;
  });
  try {
    await within(client.connect(), options);
    return line;
  } catch (err) {
    client.end().catch(() => {}); // it is gone either way
    throw err;
  }
}

/** `pg` connects with host and port alone; the look-up that checks addresses is added here. */
function guardedSocket(permits: Permits): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket) as (options: object) => Socket;
  return Object.assign(socket, {
    connect: (port: number, host: string) => connect({ port, host, lookup: guardedLookup(permits) }),
  });
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** jsonb holds no U+0000; an even number of backslashes before it means that it is one. */
const storable = (text: string): string => text.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd');

/** The table that events go to; shown to people, and made on wish. */
export const createTableSql = (table: string): string => `create table if not exists ${table} (
  organization_id uuid not null,
  id text not null,
  seq bigint not null,
  occurred_at timestamptz not null,
  action text not null,
  level text not null,
  event jsonb not null,
  primary key (organization_id, id)
)`;

async function insert(client: pg.Client, transmission: PostgresqlTransmission): Promise<Answer> {
  const { schema, table, createTable, messages } = transmission;
  const name = `${quoted(schema)}.${quoted(table)}`;
  if (createTable) await client.query(createTableSql(name));
  await client.query(
    `insert into ${name} (organization_id, id, seq, occurred_at, action, level, event)
     select (e->>'organization_id')::uuid, e->>'id', (e->>'seq')::bigint, (e->>'occurred_at')::timestamptz,
            e->>'action', e->>'level', e
       from unnest($1::text[]) with ordinality as given (text, place), lateral (select text::jsonb as e) parsed
      order by place
     on conflict do nothing`,
    [messages.map(({ body }) => storable(body))],
  );
  return receiptAnswer({ confirmed: messages.length, refusals: [] });
}

function explain(
  err: unknown,
  { endpoints }: PostgresqlTransmission,
  options: TransportOptions,
): Answer | Failure {
  if (err instanceof pg.DatabaseError && err.code !== undefined) return refusedWhole(err.code, err.message);
  if (err instanceof Error && /does not support SSL/.test(err.message)) {
    return { failure: 'tls', reason: `${endpoints[0].host} has no TLS` };
  }
  return failed(err, endpoints[0], options);
}
