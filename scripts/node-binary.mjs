import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { inCheckout } from './checkout.mjs';

/** The first Node that runs TypeScript without a flag: https://nodejs.org/api/typescript.html */
const oldestUsable = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** Whether this very process can run the server. */
export const isNode24 = major >= 24;

/** @returns {string} a Node that can run the server: the pinned one from the packages, else this one */
export function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = inCheckout('node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(pinned)) return pinned;
  if (major > oldestUsable[0] || (major === oldestUsable[0] && minor >= oldestUsable[1]))
    return process.execPath;
  throw new Error(
    `Cairn runs on Node 24. There is no package with it for ${platform}-${process.arch}, and this is Node ${process.versions.node}: install Node 24 and start again.`,
  );
}

/** @returns {NodeJS.ProcessEnv} in which `node` is that Node, also for programs that look for it themselves */
export function environment() {
  const path = [dirname(findNode()), inCheckout('node_modules', '.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: path.join(delimiter) };
}
