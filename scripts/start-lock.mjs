import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inCheckout } from './checkout.mjs';

const file = inCheckout('.start.lock');
const pollMs = 250;

/** @param {string} pid */
function isAlive(pid) {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (err) {
    return err instanceof Error && 'code' in err && err.code === 'EPERM'; // another user's process
  }
}

/** @returns {string | undefined} the pid in the lock; undefined when we have it now, or nobody has */
function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return undefined;
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'EEXIST')) throw err;
  }
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // given back in between
  }
}

/** @param {string} pid of a process that has ended without giving the lock back */
function clear(pid) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // somebody else was faster
  }
  if (readFileSync(aside, 'utf8') === pid) rmSync(aside);
  else renameSync(aside, file);
}

/**
 * Installs and builds happen once, however many starts there are at a time: the others wait.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  let told = false;
  for (let holder = take(); holder !== undefined; holder = take()) {
    if (holder !== '' && !isAlive(holder)) {
      clear(holder);
      continue;
    }
    if (!told && holder !== '')
      process.stderr.write(`Waiting for another start (process ${holder}) that installs or builds…\n`);
    told ||= holder !== '';
    await wait(pollMs);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
