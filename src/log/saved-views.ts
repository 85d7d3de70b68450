import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';

/** A query that the organization has given a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly q: string;
  readonly created_at: Date;
}

export async function listSavedViews(database: Queryable, organizationId: string): Promise<SavedView[]> {
  const { rows } = await database.query<SavedView>(
    'select id, name, q, created_at from saved_views where organization_id = $1 order by lower(name), id',
    [organizationId],
  );
  return rows;
}

export interface NewSavedView {
  readonly organizationId: string;
  readonly name: string;
  readonly q: string;
  readonly createdBy: string;
  readonly nowMs: number;
}

export async function createSavedView(database: Queryable, view: NewSavedView): Promise<SavedView> {
  const { rows } = await database.query<SavedView>(
    `insert into saved_views (organization_id, id, name, q, created_by) values ($1, $2, $3, $4, $5)
     returning id, name, q, created_at`,
    [view.organizationId, uuidv7(view.nowMs), view.name, view.q, view.createdBy],
  );
  return rows[0] as SavedView;
}

/** @throws CairnError `resource.not_found` */
export async function updateSavedView(
  database: Queryable,
  organizationId: string,
  id: string,
  changes: { readonly name?: string | undefined; readonly q?: string | undefined },
): Promise<SavedView> {
  const { rows } = await database.query<SavedView>(
    `update saved_views set name = coalesce($3, name), q = coalesce($4, q) where organization_id = $1 and id = $2
     returning id, name, q, created_at`,
    [organizationId, id, changes.name ?? null, changes.q ?? null],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return rows[0];
}

/** @throws CairnError `resource.not_found` */
export async function deleteSavedView(
  database: Queryable,
  organizationId: string,
  id: string,
): Promise<SavedView> {
  const { rows } = await database.query<SavedView>(
    'delete from saved_views where organization_id = $1 and id = $2 returning id, name, q, created_at',
    [organizationId, id],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return rows[0];
}
