import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { acquireLease, releaseLease, renewLease } from './lease.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('of two holders one gets the lease', async () => {
  const tries = await Promise.all(
    ['a', 'b'].map((holder) => acquireLease(db.database, 'two', holder, 60_000)),
  );
  expect(tries.filter((lease) => lease !== null)).toEqual([{ fence: 1 }]);
});
