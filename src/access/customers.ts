import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';

/** A client of the organization, which owns integrations of its own. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly notes: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const columns = 'id, name, notes, created_at, updated_at';

/** By name. `only`: the customers that may be seen; null for all. */
export async function listCustomers(
  database: Queryable,
  organizationId: string,
  only: readonly string[] | null,
): Promise<Customer[]> {
  const { rows } = await database.query<Customer>(
    `select ${columns} from customers where organization_id = $1 and ($2::uuid[] is null or id = any($2))
      order by lower(name), id`,
    [organizationId, only],
  );
  return rows;
}

/** @throws CairnError `resource.not_found` */
export async function getCustomer(
  database: Queryable,
  organizationId: string,
  id: string,
): Promise<Customer> {
  const { rows } = await database.query<Customer>(
    `select ${columns} from customers where organization_id = $1 and id = $2`,
    [organizationId, id],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return rows[0];
}

const nameTaken = () => new CairnError('resource.conflict', 'There is a customer of this name.');

/** @throws CairnError `resource.conflict` when the name is taken */
export async function createCustomer(
  tx: Queryable,
  organizationId: string,
  given: { readonly name: string; readonly notes: string; readonly nowMs: number },
): Promise<Customer> {
  const { rows } = await tx.query<Customer>(
    `insert into customers (organization_id, id, name, notes) values ($1, $2, $3, $4)
     on conflict do nothing returning ${columns}`,
    [organizationId, uuidv7(given.nowMs), given.name, given.notes],
  );
  if (rows[0] === undefined) throw nameTaken();
  return rows[0];
}

/** @throws CairnError `resource.not_found`, `resource.conflict` when the name is taken */
export async function changeCustomer(
  tx: Queryable,
  organizationId: string,
  id: string,
  change: { readonly name?: string | undefined; readonly notes?: string | undefined },
): Promise<Customer> {
  const before = await getCustomer(tx, organizationId, id);
  const name = change.name ?? before.name;
  const { rows } = await tx.query<Customer>(
    `update customers set name = $3, notes = $4, updated_at = now()
      where organization_id = $1 and id = $2
        and not exists (select from customers o where o.organization_id = $1 and o.id <> $2 and lower(o.name) = lower($3))
     returning ${columns}`,
    [organizationId, id, name, change.notes ?? before.notes],
  );
  if (rows[0] === undefined) throw nameTaken();
  return rows[0];
}

/**
 * Removes a customer; memberships that were limited to it lose it. `confirm` is its name.
 * @throws CairnError `resource.not_found`, `confirmation.mismatch`
 */
export async function deleteCustomer(
  tx: Queryable,
  organizationId: string,
  { id, confirm }: { readonly id: string; readonly confirm: string },
): Promise<Customer> {
  const customer = await getCustomer(tx, organizationId, id);
  if (confirm !== customer.name)
    throw new CairnError('confirmation.mismatch', `Type "${customer.name}" to confirm.`, {
      errors: [{ path: 'confirm', message: 'must be the name of the customer' }],
    });
  await tx.query(
    `update members set customer_ids = array_remove(customer_ids, $2::uuid)
      where organization_id = $1 and customer_ids is not null`,
    [organizationId, id],
  );
  await tx.query('delete from customers where organization_id = $1 and id = $2', [organizationId, id]);
  return customer;
}
