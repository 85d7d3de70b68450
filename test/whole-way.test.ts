import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('loses nothing on the whole way, with kill -9 of everything in the middle', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/demo-check.ts']);
  expect(stdout).toContain('Everything holds.');
}, 300_000);
