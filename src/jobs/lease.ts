import type { Queryable } from '../db/database.ts';

/** Proof of ownership: the fence grows with each acquisition and is checked in the write of every result. */
export interface Lease {
  readonly fence: number;
}

/**
 * Takes the lease `name` for `ttlMs` milliseconds when it is free, has expired, or is `holder`'s own already (whose
 * former fence then ends). Gives null while somebody else holds it. The database's clock counts.
 */
export async function acquireLease(
  db: Queryable,
  name: string,
  holder: string,
  ttlMs: number,
): Promise<Lease | null> {
  const { rows } = await db.query<{ fence: number }>(
    `insert into leases as lease (name, holder, fence, expires_at)
     values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
     on conflict (name) do update
       set holder = excluded.holder, fence = lease.fence + 1, expires_at = excluded.expires_at
       where lease.expires_at <= clock_timestamp() or lease.holder = excluded.holder
     returning fence`,
    [name, holder, ttlMs],
  );
  const [row] = rows;
  return row === undefined ? null : { fence: row.fence };
}

/** Lengthens a lease to `ttlMs` from now. False when it has expired or has gone to somebody else: stop the work. */
export async function renewLease(
  db: Queryable,
  name: string,
  holder: string,
  fence: number,
  ttlMs: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update leases set expires_at = clock_timestamp() + $4 * interval '1 millisecond'
     where name = $1 and holder = $2 and fence = $3 and expires_at > clock_timestamp()`,
    [name, holder, fence, ttlMs],
  );
  return rowCount === 1;
}

/** Gives a lease back before its time; does nothing when it is somebody else's. The row stays, as it keeps the fence. */
export async function releaseLease(
  db: Queryable,
  name: string,
  holder: string,
  fence: number,
): Promise<void> {
  await db.query(
    `update leases set expires_at = '-infinity' where name = $1 and holder = $2 and fence = $3`,
    [name, holder, fence],
  );
}
