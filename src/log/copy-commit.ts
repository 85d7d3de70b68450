import type { Connection, PoolClient, Submittable } from 'pg';

/** Rows for one table, encoded in the binary format of COPY. */
export interface Copied {
  readonly table: string;
  readonly columns: string;
  readonly rows: Buffer;
}

/** The parts of pg's connection that a query of our own writes to. */
interface Wire extends Connection {
  query(text: string): void;
  endCopyFrom(): void;
}

/** CopyData: its letter and its length, which counts itself (PostgreSQL, "Message Formats"). */
function copyDataHeader(bytes: number): Buffer {
  const header = Buffer.allocUnsafe(5);
  header.write('d', 0, 'latin1');
  header.writeUInt32BE(bytes + 4, 1);
  return header;
}

/**
 * Statements and the rows that they copy, sent in one go without waiting for the server's consent to each: the
 * server reads them one after the other, and drops what follows an error. A busy event loop makes each wait for an
 * answer cost milliseconds, whatever the server takes.
 */
class CopyQuery implements Submittable {
  readonly #text: string;
  readonly #copied: readonly Copied[];
  readonly #done: (err: Error | null) => void;

  constructor(text: string, copied: readonly Copied[], done: (err: Error | null) => void) {
    this.#text = text;
    this.#copied = copied;
    this.#done = done;
  }

  submit(connection: Connection): void {
    const wire = connection as Wire;
    wire.stream.cork();
    wire.query(this.#text);
    for (const { rows } of this.#copied) {
      wire.stream.write(copyDataHeader(rows.length));
      wire.stream.write(rows);
      wire.endCopyFrom();
    }
    wire.stream.uncork();
  }

  handleError(err: Error): void {
    this.#done(err);
  }

  handleReadyForQuery(): void {
    this.#done(null);
  }

  // What else the server says on the way needs no answer.
  handleCopyInResponse(): void {}
  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
}

/**
 * Opens a transaction (unless `opening` is empty: then it is open), copies rows, notifies and commits, in one round trip. Rejects with the server's error, after
 * which the transaction is aborted, or with the connection's, after which the outcome is unknown.
 */
export function copyAndCommit(
  client: PoolClient,
  opening: readonly string[],
  copied: readonly Copied[],
  notice: string,
): Promise<void> {
  const copies = copied.map(({ table, columns }) => `copy ${table} (${columns}) from stdin (format binary)`);
  const text = [...opening, ...copies, `select pg_notify('cairn_log', '${notice}')`, 'commit'].join('; ');
  return new Promise((resolve, reject) => {
    client.query(new CopyQuery(text, copied, (err) => (err === null ? resolve() : reject(err))));
  });
}
