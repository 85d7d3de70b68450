import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyBelow, findBinaries, type Package } from './embedded-binaries.ts';
import { canReach } from './embedded-user.ts';

/** In nobody's group, and owner of nothing here. */
const stranger = { uid: 54_321, gid: 54_321 };

let base: string;
let source: Package;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'cairn-copy-test-'));
  chmodSync(base, 0o755);
  const native = join(base, 'private', 'native');
  mkdirSync(join(native, 'bin'), { recursive: true });
  mkdirSync(join(native, 'lib'));
  writeFileSync(join(native, 'bin', 'postgres'), '#!/bin/sh\n', { mode: 0o700 });
  writeFileSync(join(native, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o600 });
  symlinkSync('libpq.so.5.18', join(native, 'lib', 'libpq.so'));
  chmodSync(join(base, 'private'), 0o700);
  source = { native, label: '18.0-test' };
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

test('a file below a private directory is out of reach for others, and within reach for its owner', () => {
  const program = join(source.native, 'bin', 'postgres');
  expect(canReach(program, stranger)).toBe(false);
  const { uid, gid } = statSync(program);
  expect(canReach(program, { uid, gid })).toBe(true);
});

test('reach asks for the rights of owner, group and others in this order', () => {
  const file = join(base, 'file');
  writeFileSync(file, '');
  const { uid, gid } = statSync(file);
  chmodSync(file, 0o040);
  expect([
    canReach(file, { uid, gid }),
    canReach(file, { uid: 54_321, gid }),
    canReach(file, stranger),
  ]).toEqual([false, true, false]);
});

test('a copy can be run and read by anybody, whatever the rights of the original', () => {
  const copy = copyBelow(join(base, 'place'), source, stranger);
  expect(canReach(join(copy, 'bin', 'postgres'), stranger)).toBe(true);
  expect(canReach(join(copy, 'lib', 'libpq.so'), stranger)).toBe(true);
  expect(statSync(join(copy, 'bin', 'postgres')).mode & 0o777).toBe(0o755);
});

test('a whole copy is used again, one that was cut short is made again', () => {
  const copy = copyBelow(join(base, 'place'), source, stranger);
  const inode = () => statSync(join(copy, 'bin', 'postgres')).ino;
  const first = inode();
  copyBelow(join(base, 'place'), source, stranger);
  expect(inode()).toBe(first);
  writeFileSync(join(copy, 'lib', 'libpq.so.5.18'), '');
  copyBelow(join(base, 'place'), source, stranger);
  expect(statSync(join(copy, 'lib', 'libpq.so.5.18')).size).toBe('library'.length);
});

test('a directory that others can write to is not trusted as a copy', () => {
  const planted = join(base, 'place', 'cairn-postgresql-18.0-test');
  cpSync(source.native, planted, { recursive: true });
  writeFileSync(join(planted, 'extra'), '');
  chmodSync(planted, 0o777);
  const copy = copyBelow(join(base, 'place'), source, stranger);
  expect(copy).toBe(planted);
  expect(statSync(copy).mode & 0o777).toBe(0o755);
  expect(existsSync(join(copy, 'extra'))).toBe(false);
});

test('a place that the server’s user cannot enter takes no copy', () => {
  expect(() => copyBelow(join(base, 'private'), source, stranger)).toThrow('out of reach');
});

test('the programs of this machine are found', () => {
  const found = findBinaries(undefined);
  for (const program of Object.values(found)) expect(existsSync(program)).toBe(true);
});
