import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runQuietly } from './child-process.mjs';
import { withProgress } from './progress.mjs';

/** Programs that the tests run against, and the package of each. */
const needed = [
  'chromium',
  'fonts-noto-cjk',
  'kcat',
  'nats-server',
  'rabbitmq-server',
  'redis-server',
  'rsyslog',
  'rsyslog-openssl',
];

/** @param {string} name */
function isPresent(name) {
  const { stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' });
  return /^Status: .* installed$/m.test(stdout);
}

/** @param {readonly string[]} names */
async function aptInstall(names) {
  // Level 1 keeps packages from starting their servers: the tests start their own, on ports of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  await withProgress(`Installing ${names.join(', ')}`, async () => {
    await runQuietly('apt-get', ['update', '-qq'], env);
    await runQuietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], env);
  });
}

/**
 * Sees to Debian's packages that tests use: installs them when it may, else says which are missing. It never ends the
 * run: the tests that need one of them fail and name it.
 */
export async function provideDebianPackages() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg')) {
    process.stderr.write(`Some tests need ${needed.join(', ')} (Debian's names) and fail without.\n`);
    return;
  }
  const missing = needed.filter((name) => !isPresent(name));
  if (missing.length === 0) return;
  if (process.getuid?.() === 0) {
    try {
      await aptInstall(missing);
      return;
    } catch {
      // apt's own words have been shown; the advice below is all that is left.
    }
  }
  process.stderr.write(`Some tests need packages that are not here: apt-get install ${missing.join(' ')}\n`);
}
