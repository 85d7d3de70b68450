import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** Names of fields that are never printed, wherever they stand. */
const secretNames = [
  ...[
    'password',
    'token',
    'secret',
    'secrets',
    'api_key',
    'authorization',
    'cookie',
    'set-cookie',
    'dd-api-key',
  ],
];

/** An error as it is logged. Other properties are left out: a driver hangs its connection, password and all, there. */
function describeError(err: unknown): object {
  if (!(err instanceof Error)) return { message: String(err) };
  const { code } = err as { code?: unknown };
  return {
    type: err.name,
    message: err.message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: err.stack,
    ...(err.cause === undefined ? {} : { cause: describeError(err.cause) }),
  };
}

/**
 * A logger: JSON lines on standard output, or readable ones on a terminal.
 * `level` is a pino level; `pretty` asks for the readable form.
 */
export function openLog(level: string, pretty: boolean, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: {
      paths: secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[redacted]',
    },
  };
  if (stream !== undefined) return pino(options, stream);
  if (!pretty) return pino(options);
  return pino({
    ...options,
    transport: {
      target: 'pino-pretty',
      options: { colorize: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname' },
    },
  });
}
