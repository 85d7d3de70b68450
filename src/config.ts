import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';

/** The settings, as environment variables. `docs/configuration.md` is generated from this table. */
const cidrs = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine((parts) => parts.every(isRange), 'must be * or addresses and CIDR ranges, separated by commas');

function isRange(part: string): boolean {
  const [address = '', bits, more] = part.split('/');
  if (part === '*') return true;
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

const origin = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((text, ctx) => {
    const url = new URL(text);
    if (url.pathname === '/' && url.search === '' && url.hash === '') return url.origin;
    ctx.addIssue({ code: 'custom', message: 'must have no path' });
    return z.NEVER;
  });

const masterKey = z.string().transform((text, ctx) => {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  ctx.addIssue({ code: 'custom', message: 'must be 32 bytes in base64 or hex' });
  return z.NEVER;
});

const smtpUrl = z
  .string()
  .regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// address')
  .refine((text) => URL.canParse(text) && new URL(text).hostname !== '', 'must name a server');

/** `ada@example.com`, or `Cairn <ada@example.com>`. */
const mailFrom = z
  .string()
  .regex(
    /^(?:[^<>@"\p{Cc}]* ?<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/u,
    'must be an e-mail address, or a name and an address in angle brackets',
  );

export const settings = {
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(7400)
    .describe('Port of API and portal; 0 takes a free one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  CAIRN_PUBLIC_URL: origin
    .optional()
    .describe('Address under which people reach Cairn; default: the one it listens on.'),
  CAIRN_DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('Where the embedded PostgreSQL and the keys live.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// address')
    .optional()
    .describe('A PostgreSQL 15 or later to use instead of the embedded one.'),
  CAIRN_MASTER_KEY: masterKey
    .optional()
    .describe('32 bytes, base64 or hex; default: made at first start in the data directory.'),
  CAIRN_ADMIN_EMAIL: z
    .email({ error: 'must be an e-mail address' })
    .optional()
    .describe('First owner, made when there is nobody yet.'),
  CAIRN_ADMIN_PASSWORD: z
    .string()
    .min(12, 'must have at least 12 characters')
    .optional()
    .describe('Password of the first owner.'),
  CAIRN_ORGANIZATION: z.string().min(1).max(100).optional().describe('Name of the first organization.'),
  CAIRN_ALLOW_PRIVATE_NETWORKS: cidrs
    .default([])
    .describe('Private addresses that trails and integrations may call: CIDR ranges, or *.'),
  CAIRN_SMTP_URL: smtpUrl
    .optional()
    .describe(
      'Mail server: smtps://user:password@host:465, or smtp://host:587 with STARTTLS; default: no mail is sent.',
    ),
  CAIRN_MAIL_FROM: mailFrom
    .optional()
    .describe(
      'Address that mail comes from, also as "Name <address>"; default: cairn at the host of the public address.',
    ),
  CAIRN_SLACK_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe('A Slack app with the scope incoming-webhook: lets people connect Slack by consent.'),
  CAIRN_SLACK_CLIENT_SECRET: z.string().min(1).optional().describe('Secret of that app.'),
  CAIRN_FILE_DESTINATION_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder below which trails may write files; default: they may write none.'),
  CAIRN_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional()
    .describe(
      'Issuer of the OpenID provider that people may sign in by; its return address is `<public address>/api/v1/session/provider/callback`.',
    ),
  CAIRN_OIDC_CLIENT_ID: z.string().min(1).optional().describe('Client id of Cairn at that provider.'),
  CAIRN_OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe('Client secret at that provider; none for a public client.'),
  CAIRN_OIDC_NAME: z
    .string()
    .min(1)
    .max(50)
    .optional()
    .describe('Name of that provider on the sign-in page; default: the host of the issuer.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  CAIRN_TRUST_PROXY: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('Whether X-Forwarded-For of a proxy in front is believed.'),
} as const;

const schema = z.object(settings);

/** What people set. */
export type Config = z.output<typeof schema> & {
  /** Other hosts for destinations, by id: `CAIRN_DESTINATION_<ID>_BASE_URL`. */
  readonly destinationBaseUrls: Readonly<Record<string, string>>;
  /** Other authorization servers for destinations, by id: `CAIRN_DESTINATION_<ID>_AUTH_URL`. */
  readonly destinationAuthUrls: Readonly<Record<string, string>>;
};

/** All mistakes in the settings at once, one readable line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The settings have ${faults.length === 1 ? 'a mistake' : `${faults.length} mistakes`}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `NAME_FILE` stands for the content of that file, for secrets mounted by Docker or systemd. */
function readFiles(environment: Environment, faults: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value !== '') values[name] = value;
  }
  for (const name of Object.keys(values)) {
    const plain = name.slice(0, -'_FILE'.length);
    const ours = name.endsWith('_FILE') && (plain in settings || plain.startsWith('CAIRN_'));
    if (!ours) continue;
    try {
      values[plain] = readFileSync(values[name] as string, 'utf8').trim();
    } catch (err) {
      faults.push(`${name}: cannot be read (${(err as { code?: string }).code ?? 'error'})`);
    }
  }
  return values;
}

const destinationShape = /^CAIRN_DESTINATION_[A-Z0-9_]+_(BASE|AUTH)_URL$/;
const baseShape = /^CAIRN_DESTINATION_([A-Z0-9_]+)_BASE_URL$/;
const authShape = /^CAIRN_DESTINATION_([A-Z0-9_]+)_AUTH_URL$/;
const connectorShape = /^CAIRN_CONNECTOR_[A-Z0-9_]+_(CLIENT_ID|CLIENT_SECRET|BASE_URL|AUTH_URL)$/;

/** A variable that begins like ours but is none is a typo, and would be ignored silently. */
function findUnknown(values: Readonly<Record<string, string>>): string[] {
  return Object.keys(values)
    .filter((name) => name.startsWith('CAIRN_') && !name.startsWith('CAIRN_TEST_'))
    .map((name) => (name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : name))
    .filter((name) => !(name in settings) && !destinationShape.test(name) && !connectorShape.test(name))
    .filter((name) => name !== 'CAIRN_COLLECTOR_SPEED')
    .map((name) => `${name}: is not a setting of Cairn`);
}

function readUrls(
  shape: RegExp,
  values: Readonly<Record<string, string>>,
  faults: string[],
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const id = shape.exec(name)?.[1]?.toLowerCase();
    if (id === undefined) continue;
    const parsed = origin.safeParse(value);
    if (parsed.success) found[id] = parsed.data;
    else faults.push(`${name}: ${parsed.error.issues[0]?.message ?? 'is wrong'}`);
  }
  return found;
}

/** Settings that mean nothing without each other; those of `needs` only ask for the others. */
const together = [
  { all: ['CAIRN_ADMIN_EMAIL', 'CAIRN_ADMIN_PASSWORD', 'CAIRN_ORGANIZATION'], needs: [] },
  {
    all: ['CAIRN_OIDC_ISSUER', 'CAIRN_OIDC_CLIENT_ID'],
    needs: ['CAIRN_OIDC_CLIENT_SECRET', 'CAIRN_OIDC_NAME'],
  },
] as const;

function findMissing(
  values: Readonly<Record<string, string>>,
  { all, needs }: (typeof together)[number],
): string[] {
  const present = [...all, ...needs].filter((name) => values[name] !== undefined);
  if (present.length === 0) return [];
  return all
    .filter((name) => values[name] === undefined)
    .map((name) => `${name}: is needed when ${present.join(' and ')} is set`);
}

/** @throws ConfigError with every mistake that was found */
export function readConfig(environment: Environment = process.env): Config {
  const faults: string[] = [];
  const values = readFiles(environment, faults);
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) faults.push(`${path.join('.')}: ${message}`);
  }
  const destinationBaseUrls = readUrls(baseShape, values, faults);
  const destinationAuthUrls = readUrls(authShape, values, faults);
  faults.push(...findUnknown(values));
  for (const group of together) faults.push(...findMissing(values, group));
  if (faults.length > 0 || !parsed.success) throw new ConfigError(faults);
  return { ...parsed.data, destinationBaseUrls, destinationAuthUrls };
}
