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

/**
 * A logger: JSON lines on standard output, or readable ones on a terminal.
 * `level` is a pino level; `pretty` asks for the readable form.
 */
export function openLog(level: string, pretty: boolean, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
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
