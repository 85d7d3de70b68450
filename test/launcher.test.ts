import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

const scripts = new URL('../scripts/', import.meta.url);
const from = (file: string) => JSON.stringify(new URL(file, scripts).href);

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Runs module code in a Node of its own and collects the lines it prints. */
function runNode(code: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return { child, lines, closed: once(child, 'close') };
}

/** A program that tells its signals and ends, with code 7, at the second. */
const program = `let seen = 0;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
    process.on(signal, () => { console.log(signal); if (++seen === 2) process.exit(7); });
  setInterval(() => {}, 1000);
  console.log('up ' + process.pid);`;

const launch = `const { run } = await import(${from('child-process.mjs')});
  process.exitCode = await run([{ command: process.execPath, args: ['-e', ${JSON.stringify(program)}] }]);`;

test('a program gets each signal, and its exit code is handed on', async () => {
  const { child, lines, closed } = runNode(launch);
  await expect.poll(() => lines.length).toBe(1);
  child.kill('SIGHUP');
  await expect.poll(() => lines).toContain('SIGHUP');
  child.kill('SIGTERM');
  expect(await closed).toEqual([7, null]);
  expect(lines.slice(1)).toEqual(['SIGHUP', 'SIGTERM']);
});

test('a signal that arrives twice at once, from the terminal and from npm, counts once', async () => {
  const { child, lines, closed } = runNode(launch);
  await expect.poll(() => lines.length).toBe(1);
  child.kill('SIGINT');
  await expect.poll(() => lines).toContain('SIGINT');
  child.kill('SIGINT');
  child.kill('SIGTERM');
  await closed;
  expect(lines.slice(1)).toEqual(['SIGINT', 'SIGTERM']);
});

test('when one of several programs ends, the others are ended and its code counts', async () => {
  const code = `const { run } = await import(${from('child-process.mjs')});
    const node = (code) => ({ command: process.execPath, args: ['-e', code] });
    process.exitCode = await run([node('setInterval(() => {}, 1000)'), node('process.exit(3)')]);`;
  expect(await runNode(code).closed).toEqual([3, null]);
});

test('a program that fails quietly is heard', async () => {
  const code = `const { runQuietly } = await import(${from('child-process.mjs')});
    process.stderr.write = (text) => process.stdout.write(text);
    await runQuietly(process.execPath, ['-e', 'console.log("quiet")']);
    await runQuietly(process.execPath, ['-e', 'console.error("what went wrong"); process.exit(4)'])
      .catch((err) => console.log('code ' + err.exitCode));`;
  const { lines, closed } = runNode(code);
  await closed;
  expect(lines.filter((line) => line !== '')).toEqual(['what went wrong', 'code 4']);
});

test('a process ends as by SIGTERM when its parent is killed', async () => {
  const orphan = `const { stopWithParent } = await import(${from('parent-watch.mjs')});
    stopWithParent();
    process.on('SIGTERM', () => { console.log('told'); process.exit(); });
    setInterval(() => {}, 1000);
    console.log('up');`;
  const parent = `const { spawn } = await import('node:child_process');
    spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(orphan)}], { stdio: 'inherit' });`;
  const { child, lines, closed } = runNode(parent);
  await expect.poll(() => lines).toEqual(['up']);
  child.kill('SIGKILL');
  await closed;
  expect(lines).toEqual(['up', 'told']);
});

test('of two starts one works at a time, and a lock whose holder was killed is taken over', async () => {
  const code = `const { alone } = await import(${from('start-lock.mjs')});
    await alone(async () => {
      console.log('begin');
      await new Promise((resolve) => process.stdin.once('data', resolve));
      console.log('end');
    });
    process.stdin.pause();`;
  const killed = runNode(code);
  await expect.poll(() => killed.lines).toEqual(['begin']);
  killed.child.kill('SIGKILL');
  await killed.closed;
  const both = [runNode(code), runNode(code)];
  const begun = () => both.filter(({ lines }) => lines.includes('begin'));
  await expect.poll(() => begun().length).toBe(1);
  const [first] = begun();
  expect(existsSync(new URL('../.start.lock', import.meta.url))).toBe(true);
  first?.child.stdin?.write('go');
  await expect.poll(() => begun().length, { timeout: 5_000 }).toBe(2);
  expect(first?.lines).toEqual(['begin', 'end']);
  for (const { child } of both) child.stdin?.write('go');
  await Promise.all(both.map(({ closed }) => closed));
});

test('what is installed here matches the lock file', async () => {
  const code = `const { isInstalled } = await import(${from('install.mjs')}); console.log(isInstalled());`;
  const { lines, closed } = runNode(code);
  await closed;
  expect(lines).toEqual(['true']);
});

test('an unknown task is refused with the list of tasks', async () => {
  const child = spawn(process.execPath, [new URL('start.mjs', scripts).pathname, 'sing'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said).toContain(
    'There is no task sing. There are: start, demo, demo:check, dev, test, check, generate, bench.',
  );
});
