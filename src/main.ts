import { type App, startApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { type Logger, openLog } from './kernel/log.ts';

/** Everything has to end within this time after the first signal. */
const stopWithinMs = 18_000;

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
  if (!process.stdout.isTTY) return;
  console.log(`\n  Cairn is ready: ${app.services.publicUrl()}`);
  if (app.setupUrl !== null) console.log(`  Set up the first owner: ${app.setupUrl}`);
  console.log('');
}

/** The first signal stops cleanly, the second at once. */
function stopOnSignal(app: Promise<App>, log: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
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

async function serve(): Promise<void> {
  const config = readConfigOrExit();
  const log = openLog(config.LOG_LEVEL, process.stdout.isTTY === true);
  const starting = startApp(config, log, (step) => log.info(step));
  stopOnSignal(starting, log);
  try {
    announce(await starting, log);
  } catch (err) {
    log.fatal({ err }, err instanceof Error ? err.message : 'the start failed');
    if (process.stderr.isTTY)
      console.error(`\nCairn could not start: ${err instanceof Error ? err.message : String(err)}\n`);
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 500).unref();
  }
}

await serve();
