import { type App, startApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { type Logger, openLog } from './kernel/log.ts';

/** Everything has to end within this time after the first signal. */
const stopWithinMs = 18_000;

/** A terminal's Ctrl-C can arrive twice: from the terminal, and handed on by npm. */
const sameSignalMs = 400;

function readConfigOrExit() {
  try {
    return readConfig();
  } catch (err) {
    if (!(err instanceof ConfigError)) throw err;
    console.error(err.message);
    process.exit(2);
  }
}

/** Tells people where to go; programs read the log. */
function announce(app: App, log: Logger): void {
  log.info({ url: app.services.publicUrl() }, 'ready');
  if (app.setupUrl !== null)
    log.info({ url: app.setupUrl }, 'set up the first owner with this one-time link');
  if (!process.stdout.isTTY || log.level === 'warn') return;
  console.log(`\n  Cairn is ready: ${app.services.publicUrl()}`);
  if (app.setupUrl !== null) console.log(`  Set up the first owner: ${app.setupUrl}`);
  console.log('');
}

/** The first signal stops cleanly, the second at once. */
function stopOnSignal(app: Promise<App>, log: Logger): void {
  let stoppingSince = 0;
  const stop = (signal: NodeJS.Signals) => {
    const nowMs = performance.now();
    if (stoppingSince > 0 && nowMs - stoppingSince < sameSignalMs) return;
    if (stoppingSince > 0) process.exit(1);
    stoppingSince = nowMs;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    app
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
}

/** Starts what the first argument names: `serve`, or `demo` with made-up data. */
async function main(what: string): Promise<void> {
  const config = readConfigOrExit();
  const isTerminal = process.stdout.isTTY === true;
  const log = openLog(what === 'demo' && config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL, isTerminal);
  const say = (line: string) => (what === 'demo' ? console.log(line) : log.info(line));
  const starting =
    what === 'demo'
      ? import('./demo.ts').then(({ startDemo }) => startDemo(config, log, say))
      : startApp(config, log, say);
  stopOnSignal(starting, log);
  try {
    const app = await starting;
    if (what === 'demo') await describeDemo(app.services.publicUrl());
    else announce(app, log);
  } catch (err) {
    const message = err instanceof Error ? err.message : String(err);
    log.fatal({ err }, `Cairn could not start: ${message}`);
    process.exitCode = 1;
    // Whatever still holds the process open has half a second; pino writes its last line in it.
    setTimeout(() => process.exit(1), 500).unref();
  }
}

async function describeDemo(url: string): Promise<void> {
  const { demoAccounts } = await import('./demo.ts');
  console.log(
    `\nThe demo runs at ${url}\n\n${demoAccounts()
      .map((line) => `  ${line}`)
      .join('\n')}\n`,
  );
  console.log(
    'Try: search for "level:warning", switch on Live, look at the trail "Errors to on-call", which is failing.\n',
  );
}

/** A command that needs neither settings nor database. */
async function verify(args: readonly string[]): Promise<void> {
  const { verifyDigests } = await import('./verify-digests.ts');
  process.exitCode = await verifyDigests(args, (line) => console.log(line));
}

const [what = 'serve', ...rest] = process.argv.slice(2);
await (what === 'verify-digests' ? verify(rest) : main(what));
