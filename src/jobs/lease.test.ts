import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { acquireLease, releaseLease, renewLease } from './lease.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const minute = 60_000;
const acquire = (name: string, holder: string, ttlMs = minute) =>
  acquireLease(db.database, name, holder, ttlMs);

/** Resolves when the lease has run out, by the database's own clock. */
const expired = (name: string) =>
  vi.waitFor(async () => {
    const { rows } = await db.database.query(
      'select expires_at < clock_timestamp() as past from leases where name = $1',
      [name],
    );
    expect(rows).toEqual([{ past: true }]);
  });

test('of many holders exactly one gets the lease', async () => {
  const tries = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((holder) => acquire('many', holder)));
  expect(tries.filter((lease) => lease !== null)).toEqual([{ fence: 1 }]);
});

test('a lease that is held is refused to others, and free for them once given back', async () => {
  const lease = await acquire('given back', 'a');
  expect(await acquire('given back', 'b')).toBeNull();
  await releaseLease(db.database, 'given back', 'a', lease?.fence ?? 0);
  expect(await acquire('given back', 'b')).toEqual({ fence: 2 });
});

test('an expired lease goes to the next holder with a greater fence', async () => {
  expect(await acquire('expiring', 'a', 30)).toEqual({ fence: 1 });
  await expired('expiring');
  expect(await acquire('expiring', 'b')).toEqual({ fence: 2 });
});

test('a renewed lease lasts', async () => {
  const lease = await acquire('renewed', 'a', 5_000);
  expect(await renewLease(db.database, 'renewed', 'a', lease?.fence ?? 0, minute)).toBe(true);
  const { rows } = await db.database.query(
    "select expires_at > clock_timestamp() + interval '30 seconds' as later from leases where name = 'renewed'",
  );
  expect(rows).toEqual([{ later: true }]);
});

test('a holder that was paused beyond its time cannot renew, whether or not it has a successor', async () => {
  const lease = await acquire('paused', 'a', 30);
  const renew = () => renewLease(db.database, 'paused', 'a', lease?.fence ?? 0, minute);
  await expired('paused');
  expect(await renew()).toBe(false);
  await acquire('paused', 'b');
  expect(await renew()).toBe(false);
});

test('a holder that was paused cannot give its successor’s lease away', async () => {
  const lease = await acquire('kept', 'a', 30);
  await expired('kept');
  await acquire('kept', 'b');
  await releaseLease(db.database, 'kept', 'a', lease?.fence ?? 0);
  expect(await acquire('kept', 'c')).toBeNull();
});

test('a write that checks the fence is refused to a former holder', async () => {
  await db.database.query('create table results (value text)');
  const write = (fence: number, value: string) =>
    db.database.query(
      "insert into results select $2 from leases where name = 'fenced' and fence = $1 for update",
      [fence, value],
    );
  const old = await acquire('fenced', 'a', 30);
  await expired('fenced');
  const successor = await acquire('fenced', 'b');
  expect((await write(old?.fence ?? 0, 'late')).rowCount).toBe(0);
  expect((await write(successor?.fence ?? 0, 'current')).rowCount).toBe(1);
});

test('a holder that asks again keeps the lease under a new fence', async () => {
  const first = await acquire('again', 'a');
  expect(await acquire('again', 'a')).toEqual({ fence: 2 });
  expect(await renewLease(db.database, 'again', 'a', first?.fence ?? 0, minute)).toBe(false);
});

test('the fence goes on growing over release and expiry', async () => {
  const fences: number[] = [];
  for (const holder of ['a', 'b', 'a', 'b']) {
    const lease = await acquire('growing', holder);
    fences.push(lease?.fence ?? 0);
    await releaseLease(db.database, 'growing', holder, lease?.fence ?? 0);
  }
  expect(fences).toEqual([1, 2, 3, 4]);
});
