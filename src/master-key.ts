import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

/**
 * The key that wraps all data keys: the setting's, or the one in the data directory, made at the first start
 * with mode 0600. Created exclusively, so that two first starts cannot make two keys.
 */
export function readMasterKey(config: Config): Buffer {
  if (config.CAIRN_MASTER_KEY !== undefined) return config.CAIRN_MASTER_KEY;
  const folder = join(config.CAIRN_DATA_DIR, 'keys');
  const file = join(folder, 'master-key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, randomBytes(32).toString('base64'));
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code !== 'EEXIST') throw err;
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`${file} does not hold a key of 32 bytes`);
  return key;
}
