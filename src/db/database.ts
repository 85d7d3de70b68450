import pg from 'pg';
import { translateDatabaseError } from './database-errors.ts';
import { Listener } from './listener.ts';

type QueryResultRow = pg.QueryResultRow;

/** Where SQL can be sent: a transaction, or the pool. */
export interface Queryable {
  query<R extends QueryResultRow = QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number }>;
}

/**
 * PostgreSQL as Cairn sees it. `int8` arrives as a number, `timestamptz` as a Date, `numeric` and `uuid` as text.
 * Each method throws `database.unavailable` when the server cannot be reached or cannot work now.
 */
export interface Database extends Queryable {
  /** begin … commit; rolls back when `work` throws. A lost connection during the commit leaves the outcome unknown. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** A connection of its own, e.g. for COPY; return it with `release()`, or `release(true)` when it is broken. */
  connect(): Promise<pg.PoolClient>;
  /**
   * LISTEN. `onNotice` gets the payload; `onLost` is called when the connection has come back after a loss, as
   * notices of the meantime are gone. Gives a function that ends it.
   */
  listen(
    channel: string,
    onNotice: (payload: string) => void,
    onLost?: () => void,
  ): Promise<() => Promise<void>>;
  /** Waits for connections in use, then closes all; may be called again. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly connectionString?: string;
  /** A name, an address, or the directory of a Unix socket. */
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

export interface DatabaseOptions extends ConnectionOptions {
  /** Most connections of the pool; default 20. The LISTEN connection comes on top. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** Gets errors of connections that nobody was using at the time; they are replaced by themselves. */
  readonly onError?: (err: Error) => void;
}

/** Of int8 and int8[]. */
const int8Oid: number = 20;
const int8ArrayOid: number = 1016;
// pg's types list the object identifiers of single values only.
const parseInt8Array = pg.types.getTypeParser(int8ArrayOid as typeof pg.types.builtins.INT8);

/** Every int8 of ours counts rows, events or bytes and stays far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format) {
    if (format !== 'binary' && oid === int8Oid) return (text: string) => Number(text);
    if (format !== 'binary' && oid === int8ArrayOid) {
      return (text: string) =>
        parseInt8Array(text).map((item: string | null) => (item === null ? null : Number(item)));
    }
    return pg.types.getTypeParser(oid, format);
  },
};

async function queryOn<R extends QueryResultRow>(
  target: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly unknown[] | undefined,
): Promise<{ rows: R[]; rowCount: number }> {
  try {
    const result = await (values === undefined ? target.query<R>(text) : target.query<R>(text, [...values]));
    return { rows: result.rows, rowCount: result.rowCount ?? 0 };
  } catch (err) {
    throw translateDatabaseError(err);
  }
}

async function connectTo(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (err) {
    throw translateDatabaseError(err);
  }
}

async function runTransaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await connectTo(pool);
  const tx: Queryable = { query: (text, values) => queryOn(client, text, values) };
  let broken = true;
  try {
    await tx.query('begin');
    const result = await work(tx);
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
    const { command } = await client.query('commit');
    broken = false;
    if (command !== 'COMMIT') throw new Error('the transaction had failed before its commit');
    return result;
  } catch (err) {
    if (broken) broken = await rollBack(client);
    throw translateDatabaseError(err);
  } finally {
    client.release(broken);
  }
}

/** Gives whether the connection is of no more use. */
async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return false;
  } catch {
    // The first error is the one to tell; without the connection the server rolls back by itself.
    return true;
  }
}

/** Opens a pool; nothing is connected before the first query. */
export function openDatabase(options: DatabaseOptions): Database {
  const { max = 20, applicationName = 'cairn', onError = () => {}, ...where } = options;
  const connection = {
    ...where,
    application_name: applicationName,
    types,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  };
  const pool = new pg.Pool({ ...connection, max });
  // pg emits 'error' on a connection that breaks while checked out and idle; without a listener the process would die.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', onError);
  const listener = new Listener(() => new pg.Client({ ...connection, query_timeout: 10_000 }), onError);
  let closed: Promise<void> | undefined;
  return {
    query: (text, values) => queryOn(pool, text, values),
    transaction: (work) => runTransaction(pool, work),
    connect: () => connectTo(pool),
    listen: (channel, onNotice, onLost) => listener.listen(channel, onNotice, onLost),
    close() {
      closed ??= Promise.all([listener.close(), pool.end()]).then(() => undefined);
      return closed;
    },
  };
}
