/** An answer that is no plain JSON value: ready text, a file, a stream. */
export class RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | AsyncIterable<string | Buffer>;

  constructor(
    body: string | Buffer | AsyncIterable<string | Buffer>,
    headers: Readonly<Record<string, string>> = { 'content-type': 'application/json; charset=utf-8' },
    status = 200,
  ) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** A page of JSON texts that need no parsing. */
export const textPage = (items: readonly string[], nextCursor: string | null): RawAnswer =>
  new RawAnswer(`{"items":[${items.join(',')}],"next_cursor":${JSON.stringify(nextCursor)}}`);
