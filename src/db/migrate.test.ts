import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { migrate } from './migrate.ts';

const files = readdirSync(new URL('./migrations/', import.meta.url)).sort();

let db: TestDatabase;
beforeEach(async () => {
  db = await freshDatabase();
});
afterEach(() => db.drop());

const empty = () => db.database.query('drop schema public cascade; create schema public');

test('an empty database gets every file in order, once', async () => {
  await empty();
  expect(await migrate(db.database)).toEqual(files);
  expect(await migrate(db.database)).toEqual([]);
});

test('several processes that start at once share the work', async () => {
  await empty();
  const done = await Promise.all([migrate(db.database), migrate(db.database), migrate(db.database)]);
  expect(done.flat().sort()).toEqual(files);
});

test('the next file runs on a database that has the ones before', async () => {
  const last = files.at(-1);
  await empty();
  await migrate(db.database);
  await db.database.query('create schema aside; alter table migrations set schema aside');
  await db.database.query(
    'drop schema public cascade; create schema public; alter table aside.migrations set schema public',
  );
  await db.database.query('delete from migrations where name <> $1', [last]);
  const rerun = migrate(db.database);
  await expect(rerun).resolves.toEqual(files.slice(0, -1));
});

test('a file that was changed after it ran is refused', async () => {
  await db.database.query("update migrations set checksum = 'other' where name = $1", [files[0]]);
  await expect(migrate(db.database)).rejects.toThrow(
    `Migration ${files[0]} was changed after it had been applied.`,
  );
});

test('a database of a newer Cairn is refused', async () => {
  await db.database.query("insert into migrations (name, checksum) values ('9999_future.sql', '')");
  await expect(migrate(db.database)).rejects.toThrow('newer Cairn: migration 9999_future.sql');
});
