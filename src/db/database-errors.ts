import { CairnError } from '../kernel/errors.ts';

/**
 * SQLSTATEs after which the same statement can succeed later without anybody changing it.
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const passingStates = new Set([
  '25006', // read_only_sql_transaction: the primary has become a standby
  '53100', // disk_full
  '53200', // out_of_memory
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting, recovering or stopping
  '57P05', // idle_session_timeout
  '58030', // io_error
]);

/** Codes of the operating system and the resolver that mean "no connection". */
const connectionCodes = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // the Unix socket is not there
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** pg and pg-pool give these without any code. */
const connectionMessages =
  /^(Connection terminated|timeout e(xceeded|xpired)|Client (has encountered a connection error|was closed)|Cannot use a pool after|Query read timeout)/i;

const codeOf = (err: Error): string | undefined =>
  'code' in err && typeof err.code === 'string' ? err.code : undefined;

/** True when `err` means that the database could not be reached or cannot work at the moment. */
export function isUnavailable(err: unknown): boolean {
  if (err instanceof CairnError) return err.code === 'database.unavailable';
  if (err instanceof AggregateError) return err.errors.some(isUnavailable);
  if (!(err instanceof Error)) return false;
  const code = codeOf(err);
  if (code === undefined) return connectionMessages.test(err.message);
  return passingStates.has(code) || connectionCodes.has(code) || code.startsWith('08');
}

/**
 * Turns a lost or unable database into `database.unavailable` (cause kept); everything else is returned as it is.
 * After a COMMIT this code means that the outcome is unknown: read before writing again.
 */
export const translateDatabaseError = (err: unknown): unknown =>
  isUnavailable(err) && !(err instanceof CairnError)
    ? new CairnError('database.unavailable', undefined, { cause: err, retryAfter: 1 })
    : err;

/** Gives the SQLSTATE of a server's error, e.g. '23505' for a unique violation. */
export const sqlState = (err: unknown): string | undefined =>
  err instanceof Error ? codeOf(err) : undefined;
