import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory } from './embedded-lock.ts';
import { processStart } from './embedded-processes.ts';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cairn-lock-'));
  file = join(directory, 'cairn.lock');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('a lock names its process, is refused to the next, and is free again after its release', () => {
  const lock = lockDirectory(directory);
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(String(process.pid));
  expect(() => lockDirectory(directory)).toThrow(`Another Cairn (process ${process.pid})`);
  lock.release();
  lockDirectory(directory).release();
  expect(readdirSync(directory)).toEqual([]);
});

test.each([
  ['a process that has ended', '2147483646\nboot:1\nx\n'],
  ['a pid that another process has got since', `${process.pid}\nboot:1\nx\n`],
  ['a lock that was cut short', ''],
])('the lock of %s is taken over', (_title, content) => {
  writeFileSync(file, content);
  const lock = lockDirectory(directory);
  expect(() => lock.verify()).not.toThrow();
  expect(readdirSync(directory)).toEqual(['cairn.lock']);
});

test('the lock of another living process is refused', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  writeFileSync(file, `${child.pid}\n${processStart(child.pid as number)}\nx\n`);
  expect(() => lockDirectory(directory)).toThrow(`Another Cairn (process ${child.pid})`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(() => lockDirectory(directory)).not.toThrow();
});

test('of many processes that find a dead one’s lock exactly one takes it', async () => {
  writeFileSync(file, '2147483646\nboot:1\nx\n');
  const module = new URL('./embedded-lock.ts', import.meta.url).href;
  const script = `const { lockDirectory } = await import(${JSON.stringify(module)});
    try { lockDirectory(${JSON.stringify(directory)}); console.log('mine'); } catch { console.log('refused'); }
    process.stdin.resume();`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const answers = await Promise.all(
    children.map(async (child) => String((await once(child.stdout, 'data'))[0]).trim()),
  );
  for (const child of children) child.stdin.end();
  expect(answers.sort()).toEqual(['mine', 'refused', 'refused', 'refused']);
});

test('a lock whose file was taken away is noticed, and not given back by mistake', () => {
  const lock = lockDirectory(directory);
  writeFileSync(file, 'another');
  expect(() => lock.verify()).toThrow('was taken by another process');
  lock.release();
  expect(readFileSync(file, 'utf8')).toBe('another');
});

test('a process that has ended but was not reaped counts as ended', async () => {
  // The shell's child becomes a zombie: exec keeps the parent alive without ever waiting for it.
  const shell = spawn('/bin/sh', ['-c', 'true & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = Number(String((await once(shell.stdout, 'data'))[0]));
  await expect.poll(() => processStart(pid)).toBeUndefined();
  expect(processStart(shell.pid as number)).toBeDefined();
  shell.kill('SIGKILL');
});
