import { z } from 'zod';
import { parse } from '../event/query/parse.ts';
import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  type SavedView,
  updateSavedView,
} from '../log/saved-views.ts';
import { actorOf } from './actor.ts';
import { operation } from './operation.ts';
import { name, page, time, uuid } from './shapes.ts';

const savedView = z.object({ id: uuid, name: z.string(), q: z.string(), created_at: time });
const q = z.string().max(4096, 'may have at most 4,096 characters');
const path = '/organizations/{organization_id}/saved-views';

const entry = (view: SavedView) => ({
  resources: [{ type: 'saved_view', id: view.id, name: view.name }],
  complement: { name: view.name, q: view.q },
});

export const savedViews = [
  operation({
    id: 'saved_views.list',
    method: 'GET',
    path,
    summary: 'List the queries that were given a name.',
    access: 'events:view',
    audit: { none: 'Reads names and queries, no events.' },
    output: page(savedView),
    handle: async ({ services, organizationId }) => ({
      items: await listSavedViews(services.database, organizationId),
      next_cursor: null,
    }),
  }),

  operation({
    id: 'saved_views.create',
    method: 'POST',
    path,
    summary: 'Give a query a name.',
    access: 'events:view',
    audit: 'saved_view.created',
    idempotent: true,
    body: z.strictObject({ name, q }),
    output: savedView,
    status: 201,
    errors: ['query.invalid'],
    async handle({ organizationId, principal, now, change }, { body }) {
      parse(body.q, { now });
      const createdBy = principal === null ? '' : actorOf(principal).id;
      return change(async (tx, record) => {
        const made = await createSavedView(tx, {
          organizationId,
          ...body,
          createdBy,
          nowMs: now.getTime(),
        });
        record(entry(made));
        return made;
      });
    },
  }),

  operation({
    id: 'saved_views.update',
    method: 'PATCH',
    path: `${path}/{saved_view_id}`,
    summary: 'Change the name or the query of a view.',
    access: 'events:view',
    audit: 'saved_view.updated',
    body: z.strictObject({ name: name.optional(), q: q.optional() }),
    output: savedView,
    errors: ['query.invalid'],
    async handle({ organizationId, now, change }, { params, body }) {
      if (body.q !== undefined) parse(body.q, { now });
      return change(async (tx, record) => {
        const changed = await updateSavedView(tx, organizationId, params.saved_view_id, body);
        record(entry(changed));
        return changed;
      });
    },
  }),

  operation({
    id: 'saved_views.delete',
    method: 'DELETE',
    path: `${path}/{saved_view_id}`,
    summary: 'Forget a view.',
    access: 'events:view',
    audit: 'saved_view.deleted',
    status: 204,
    async handle({ organizationId, change }, { params }) {
      await change(async (tx, record) =>
        record(entry(await deleteSavedView(tx, organizationId, params.saved_view_id))),
      );
      return undefined;
    },
  }),
];
