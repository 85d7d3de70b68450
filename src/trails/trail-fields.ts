import type { z } from 'zod';
import type { Destination } from '../destinations/destination.ts';
import { findDestination } from '../destinations/index.ts';
import type { Format } from '../event/format/format.ts';
import { parse } from '../event/query/parse.ts';
import { checkHost, type Egress } from '../kernel/egress.ts';
import { CairnError, type Fault, invalid } from '../kernel/errors.ts';
import { calledBy } from '../transports/transmission.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** The destination of that id. @throws CairnError `request.invalid` */
export function knownDestination(id: string): Destination {
  const destination = findDestination(id);
  if (destination === undefined) throw invalid('destination', 'is not a destination of the catalogue');
  return destination;
}

/** The format that is asked for, else the destination's natural one. @throws CairnError `request.invalid` */
export function checkFormat(destination: Destination, format: string | undefined): Format {
  if (format === undefined) return destination.formats[0];
  const found = destination.formats.find((one) => one === format);
  if (found === undefined) throw invalid('format', `must be one of ${destination.formats.join(', ')}`);
  return found;
}

/** @throws CairnError `query.invalid`, its fault on the path `rule` */
export function checkRule(rule: string, now: Date): void {
  try {
    parse(rule, { now });
  } catch (err) {
    if (!(err instanceof CairnError) || err.code !== 'query.invalid') throw err;
    const errors = (err.errors ?? []).map((fault) => ({ ...fault, path: 'rule' }));
    throw new CairnError('query.invalid', err.detail, { errors });
  }
}

/** Config and secrets as the destination's forms read them. @throws CairnError `request.invalid` with all faults */
export function checkSettings(destination: Destination, config: Settings, secrets: Settings) {
  const readConfig = destination.config.safeParse(config);
  const readSecrets = destination.secrets.safeParse(secrets);
  const faults = [...faultsOf('config', readConfig.error), ...faultsOf('secrets', readSecrets.error)];
  if (readConfig.success && readSecrets.success) {
    faults.push(...(destination.faults?.(readConfig.data, readSecrets.data) ?? []));
  }
  if (faults.length > 0 || !readConfig.success || !readSecrets.success) {
    throw new CairnError(
      'request.invalid',
      faults.map(({ path, message }) => `${path}: ${message}`).join('; '),
      {
        errors: faults,
      },
    );
  }
  return { config: readConfig.data, secrets: readSecrets.data as Record<string, string | undefined> };
}

function faultsOf(root: string, error: z.ZodError | undefined): Fault[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [root, ...issue.path].join('.');
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({
      path: `${path}.${key}`,
      message: 'is not a setting of this destination',
    }));
  });
}

interface Reach {
  readonly egress: Egress;
  readonly baseUrls: Readonly<Record<string, string>>;
}

/**
 * Refuses an address that will be refused when dialled, so that the person learns it now.
 * @throws CairnError `address.forbidden`
 */
export async function checkAddress(
  destination: Destination,
  settings: { config: Settings; secrets: Settings },
  { egress, baseUrls }: Reach,
): Promise<void> {
  if (baseUrls[destination.id] !== undefined) return;
  const id = '00000000-0000-8000-8000-000000000000';
  const sample = { batchId: id, trailId: id, format: destination.formats[0], now: new Date(0) };
  const transmission = destination.request('', settings.config, settings.secrets, sample);
  const path = ['config.url', 'config.host', 'config.hosts', 'config.endpoint', 'secrets.url'].find(
    (each) => {
      const [root, name] = each.split('.') as ['config' | 'secrets', string];
      return name in settings[root];
    },
  );
  for (const { host, isPlain } of calledBy(transmission)) {
    try {
      await checkHost(host, isPlain ? egress.isListed : egress.permits);
    } catch (err) {
      if (!(err instanceof CairnError)) throw err;
      const why = isPlain
        ? 'without TLS only addresses that the operator has allowed are called'
        : err.message;
      throw new CairnError('address.forbidden', why, {
        errors: [{ path: path ?? 'config', message: why }],
        cause: err,
      });
    }
  }
}

/** Names of settings whose value differs. */
export const changedNames = (before: Settings, after: Settings): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort();

/** JSON merge patch (RFC 7396) of one level: null removes. */
export function merged(present: Settings, given: Settings): Record<string, unknown> {
  const all = { ...present, ...given };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}
