import { IdentityProvider } from './access/identity-provider.ts';
import { Principals } from './access/principal.ts';
import type { Services } from './api/context.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { Ingest } from './ingest/ingest.ts';
import { makeChange, makeRecord } from './ingest/record.ts';
import type { Clock } from './kernel/clock.ts';
import { createEgress } from './kernel/egress.ts';
import type { Logger } from './kernel/log.ts';
import { Tail } from './log/tail.ts';
import { LogWriter } from './log/writer.ts';
import { type Mailer, openMailer, smtpServer } from './mail/mailer.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { startRecurring } from './recurring.ts';
import { openSender } from './trails/engine/sender.ts';
import { Supervisor } from './trails/engine/supervisor.ts';
import type { Vault } from './vault/vault.ts';

export interface PartsOptions {
  readonly config: Config;
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Logger;
  readonly publicUrl: () => string;
  /** Takes how to stop a part that was started; called in the order of the starts. */
  readonly onStop: (stop: () => Promise<unknown>) => void;
}

function findProvider(config: Config, clock: Clock): IdentityProvider | null {
  const { CAIRN_OIDC_ISSUER: issuer, CAIRN_OIDC_CLIENT_ID: clientId } = config;
  if (issuer === undefined || clientId === undefined) return null;
  const name = config.CAIRN_OIDC_NAME ?? new URL(issuer).host;
  return new IdentityProvider({ issuer, clientId, clientSecret: config.CAIRN_OIDC_CLIENT_SECRET, name }, () =>
    clock.now(),
  );
}

/** Builds and starts everything between the database and HTTP, lowest first. */
export async function startParts(options: PartsOptions): Promise<{ services: Services; metrics: Metrics }> {
  const { config, database, clock, log, vault, onStop } = options;
  const tail = new Tail(database, log);
  let stored = 0;
  const writer = new LogWriter({
    database,
    clock,
    log,
    onCommit(heads, events) {
      stored += events;
      metrics.committed(events);
      tail.notify(heads);
      recurring.wakeIndexer();
    },
  });
  const metrics = makeMetrics({ backlog: () => writer.backlog });
  onStop(() => writer.stop());
  await tail.start();
  onStop(() => tail.stop());
  const principals = new Principals(database, clock, log);
  await principals.start();
  onStop(() => principals.stop());
  const recurring = startRecurring({ database, clock, log, stored: () => stored, onLag: metrics.searchLag });
  onStop(() => recurring.stop());

  const record = makeRecord(writer, clock);
  const change = makeChange(database, writer, clock);
  const egress = createEgress(config.CAIRN_ALLOW_PRIVATE_NETWORKS);
  const baseUrls = config.destinationBaseUrls;
  // Links in messages must lead somewhere for whoever reads them, so the address listened on is no use.
  const links = config.CAIRN_PUBLIC_URL === undefined ? {} : { publicUrl: config.CAIRN_PUBLIC_URL };
  const mailer = mailerOf(config);
  const sender = openSender({
    ...{ egress, baseUrls, authUrls: config.destinationAuthUrls, mailer },
    fileFolder: config.CAIRN_FILE_DESTINATION_DIR,
    nowMs: () => clock.now(),
  });
  onStop(() => sender.close());
  const supervisor = new Supervisor({
    database,
    clock,
    log,
    vault,
    sender,
    tail,
    record,
    ...links,
    random: Math.random,
    observer: metrics.trails,
  });
  await supervisor.start();
  onStop(() => supervisor.stop());

  const ingest = new Ingest(writer, clock);
  const trails = { wake: () => supervisor.wake(), sender, egress, baseUrls, ...links };
  const { publicUrl } = options;
  const slackApp = slackAppOf(config);
  return {
    metrics,
    services: {
      ...{ database, clock, log, vault, principals, ingest, record, change, tail, trails, mailer, publicUrl },
      slackApp,
      identityProvider: findProvider(config, clock),
    },
  };
}

/** Undefined where the operator has set no Slack app. */
function slackAppOf({
  CAIRN_SLACK_CLIENT_ID: clientId,
  CAIRN_SLACK_CLIENT_SECRET: clientSecret,
  ...config
}: Config) {
  if (clientId === undefined || clientSecret === undefined) return undefined;
  return { clientId, clientSecret, authUrl: config.destinationAuthUrls.slack ?? 'https://slack.com' };
}

/** Undefined where the operator has set no mail server. */
function mailerOf({ CAIRN_SMTP_URL: url, CAIRN_MAIL_FROM, CAIRN_PUBLIC_URL }: Config): Mailer | undefined {
  if (url === undefined) return undefined;
  const host = CAIRN_PUBLIC_URL === undefined ? 'localhost' : new URL(CAIRN_PUBLIC_URL).hostname;
  return openMailer(smtpServer(url), CAIRN_MAIL_FROM ?? `Cairn <cairn@${host}>`);
}
