import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './checkout.mjs';

const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** Ctrl-C reaches this process twice, from the terminal and from npm; a person's second one comes later than this. */
const sameSignalMs = 400;
/** npm says first what is wrong, in characters. */
const keptOutput = 4_000;
/** So that the terminal's Ctrl-C comes through here, and once only; a program hands it on to its own children. */
const ownGroup = process.platform !== 'win32';

/** A step that ended with an error which has been shown already. */
export class StepFailed extends Error {
  /** @param {number} exitCode */
  constructor(exitCode) {
    super(`exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/**
 * Hands signals on to children, each as often as a person sends it.
 *
 * @param {(signal: NodeJS.Signals) => void} send
 * @returns {() => void} ends it
 */
function forwardSignals(send) {
  /** @type {Map<string, number>} */
  const last = new Map();
  const handlers = forwarded.map((signal) => {
    const handler = () => {
      const now = performance.now();
      const before = last.get(signal) ?? Number.NEGATIVE_INFINITY;
      if (now - before < sameSignalMs) return;
      last.set(signal, now);
      send(signal);
    };
    process.on(signal, handler);
    return /** @type {const} */ ([signal, handler]);
  });
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}

/**
 * Runs programs side by side until one ends, ends the others, and waits for all of them.
 *
 * @param {{ command: string, args: readonly string[], env?: NodeJS.ProcessEnv }[]} programs
 * @param {'inherit' | 'ignore' | import('node:child_process').StdioOptions} [stdio]
 * @returns {Promise<number>} the exit code of the first that ended; 128 + the signal's number after a signal
 */
export async function run(programs, stdio = 'inherit') {
  const children = programs.map(({ command, args, env = process.env }) =>
    spawn(command, args, { cwd: root, env, stdio, detached: ownGroup }),
  );
  let ending = false;
  const endForwarding = forwardSignals((signal) => {
    ending = true;
    for (const child of children) child.kill(signal);
  });
  const exits = children.map(
    (child) =>
      new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code, signal) =>
          resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
        );
      }),
  );
  try {
    const first = await Promise.race(exits);
    // A program that has been told already would take a second signal for impatience.
    if (!ending) for (const child of children) child.kill('SIGTERM');
    await Promise.allSettled(exits);
    return first;
  } finally {
    endForwarding();
  }
}

/**
 * Runs one program and keeps what it says to itself, unless it fails: then the beginning is shown.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runQuietly(command, args, env = process.env) {
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
  });
  const endForwarding = forwardSignals((signal) => child.kill(signal));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      if (output.length < keptOutput) output += text;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit, signal) =>
      resolve(exit ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
  endForwarding();
  if (code === 0) return;
  process.stderr.write(`\n${output.trimEnd()}\n`);
  throw new StepFailed(code);
}
