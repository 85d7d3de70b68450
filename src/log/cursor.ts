import { createHash } from 'node:crypto';
import { CairnError } from '../kernel/errors.ts';

/** What a page belongs to: a cursor of another organization, query or order is refused. */
export interface CursorScope {
  readonly organizationId: string;
  /** The query in its canonical text. */
  readonly query: string;
  readonly order: 'asc' | 'desc';
}

const shape = /^[A-Za-z0-9_-]{11,32}$/;
const seqShape = /^[1-9a-z][0-9a-z]{0,9}$/;

/** A cursor behind the event with that number. Opaque; it grants nothing that the search itself would not. */
export function writeCursor(seq: number, scope: CursorScope): string {
  return Buffer.from(`${digest(scope)}${seq.toString(36)}`).toString('base64url');
}

/**
 * The number in a cursor.
 * @throws CairnError `cursor.invalid` for a text that this search did not issue.
 */
export function readCursor(cursor: string, scope: CursorScope): number {
  const text = shape.test(cursor) ? Buffer.from(cursor, 'base64url').toString('latin1') : '';
  const seq = text.slice(digestLength);
  const isOurs =
    text.startsWith(digest(scope)) &&
    seqShape.test(seq) &&
    writeCursor(Number.parseInt(seq, 36), scope) === cursor;
  if (!isOurs) throw new CairnError('cursor.invalid');
  return Number.parseInt(seq, 36);
}

const digestLength = 8;

const digest = ({ organizationId, query, order }: CursorScope): string =>
  createHash('sha256')
    .update(`${organizationId}\n${order}\n${query}`)
    .digest('base64url')
    .slice(0, digestLength);
