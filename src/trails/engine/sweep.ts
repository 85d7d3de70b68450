import type { Database } from '../../db/database.ts';
import { acquireLease } from '../../jobs/lease.ts';

/** How long deliveries, attempts and counts are kept. */
const keptDays = 30;

/** Rows of one statement: short enough that nobody waits for its locks. */
const rowsAtOnce = 5_000;

const leaseName = 'trails-sweep';
const leaseMs = 600_000;

interface Sweeping {
  readonly database: Database;
}

/** Statements that each delete some old rows; repeated until they find none. */
const statements = [
  `delete from attempts where ctid = any(array(
     select ctid from attempts where at < now() - $1 * interval '1 day' limit ${rowsAtOnce}))`,
  `delete from deliveries where ctid = any(array(
     select ctid from deliveries where started_at < now() - $1 * interval '1 day' and status <> 'retrying'
     limit ${rowsAtOnce}))`,
  `delete from trail_counts where ctid = any(array(
     select ctid from trail_counts where at < now() - $1 * interval '1 day' limit ${rowsAtOnce}))`,
  `delete from dead_letters where ctid = any(array(
     select d.ctid from dead_letters d join trails t on t.organization_id = d.organization_id and t.id = d.trail_id
     where t.deleted_at < now() - $1 * interval '1 day' limit ${rowsAtOnce}))`,
  // What no digest names yet stays, but for trails that are gone; the newest digest stays for the next to name it.
  `delete from trail_objects where ctid = any(array(
     select o.ctid from trail_objects o join trails t on t.organization_id = o.organization_id and t.id = o.trail_id
     where o.written_at < now() - $1 * interval '1 day'
       and (o.digest is not null or t.deleted_at < now() - $1 * interval '1 day') limit ${rowsAtOnce}))`,
  `delete from trail_digests where ctid = any(array(
     select d.ctid from trail_digests d
     where d.written_at < now() - $1 * interval '1 day'
       and exists (select from trail_digests n where n.organization_id = d.organization_id
                   and n.trail_id = d.trail_id and n.number > d.number) limit ${rowsAtOnce}))`,
  `delete from leases where starts_with(name, 'trail-supervisor:') and expires_at < now() - $1 * interval '1 day'`,
];

/** Deletes what has been kept long enough. One process at a time; the others come back an hour later. */
export async function sweep({ database }: Sweeping, holder: string): Promise<void> {
  if ((await acquireLease(database, leaseName, holder, leaseMs)) === null) return;
  for (const statement of statements) {
    let deleted: number;
    do deleted = (await database.query(statement, [keptDays])).rowCount;
    while (deleted >= rowsAtOnce);
  }
}
