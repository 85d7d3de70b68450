import { z } from 'zod';
import { CairnError } from '../kernel/errors.ts';
import { isUuid } from '../kernel/ids.ts';
import { previewRule } from '../trails/preview.ts';
import { testTrail } from '../trails/test-event.ts';
import { getTrail, listTrails } from '../trails/trail-view.ts';
import {
  deleteTrail,
  pauseTrail,
  prepareTrail,
  prepareTrailChange,
  readTarget,
  resumeTrail,
} from '../trails/trails.ts';
import { actorOf } from './actor.ts';
import { event } from './event-shapes.ts';
import { operation } from './operation.ts';
import { name, noBody, page, time, uuid } from './shapes.ts';

export const trailsPath = '/organizations/{organization_id}/trails';
export const trailPath = `${trailsPath}/{trail_id}` as const;

const settings = z.record(z.string(), z.unknown());
const rule = z.string().max(4096, 'may have at most 4,096 characters');

const secretView = z.object({
  set: z.boolean(),
  updated_at: time.nullable(),
  value: z.string().optional().meta({ description: 'Only in the answer to the request that made it.' }),
});

const trail = z
  .object({
    id: uuid,
    name: z.string(),
    rule: z.string(),
    destination: z.string(),
    format: z.string(),
    config: settings,
    secrets: z.record(z.string(), secretView),
    status: z.enum(['active', 'paused', 'failing']),
    pause_reason: z.enum(['person', 'failing']).nullable(),
    position: z.number().int(),
    lag_events: z.number().int(),
    lag_seconds: z.number(),
    delivered_24h: z.number().int().meta({ description: 'Events.' }),
    failed_24h: z.number().int().meta({ description: 'Attempts.' }),
    dead_letters: z.number().int(),
    last_delivery_at: time.nullable(),
    last_error: z.string().nullable(),
    last_error_at: time.nullable(),
    failing_since: time.nullable(),
    created_by: z.string(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Trail' });

/** The trail that a path names. @throws CairnError `resource.not_found` for what is no id at all */
export function trailOf(
  organizationId: string,
  trailId: string,
): { organizationId: string; trailId: string } {
  if (!isUuid(trailId)) throw new CairnError('resource.not_found');
  return { organizationId, trailId };
}

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly destination: string;
}

/** What is recorded of an action on a trail. */
export const trailEntry = (shown: Shown, more: Record<string, string | number> = {}) => ({
  resources: [{ type: 'trail', id: shown.id, name: shown.name }],
  complement: { name: shown.name, id: shown.id, destination: shown.destination, ...more },
});

const start = z
  .union([z.enum(['now', 'beginning']), z.iso.datetime({ offset: true }), z.int().min(1)])
  .default('now')
  .meta({ description: 'now, beginning, an RFC 3339 time of receipt, or the number of the first event.' });

const writes = [
  operation({
    id: 'trails.create',
    method: 'POST',
    path: trailsPath,
    summary:
      'Make a trail. It begins at once; a secret that Cairn made is in this answer and never shown again.',
    access: 'trails:manage',
    audit: 'trail.created',
    idempotent: true,
    body: z.strictObject({
      name,
      rule: rule.default(''),
      destination: z.string(),
      config: settings.default({}),
      secrets: settings.default({}),
      start,
      format: z.string().optional().meta({ description: "Default: the first of the destination's formats." }),
    }),
    output: trail,
    status: 201,
    errors: ['query.invalid', 'address.forbidden', 'resource.conflict'],
    async handle({ services, organizationId, principal, change }, { body }) {
      const actor = principal === null ? undefined : actorOf(principal);
      const createdBy = actor?.name ?? actor?.id ?? '';
      const create = await prepareTrail(services, organizationId, { ...body, createdBy });
      return change(async (tx, record) => {
        const made = await create(tx);
        record(trailEntry(made, { rule: made.rule }));
        return made;
      });
    },
  }),

  operation({
    id: 'trails.update',
    method: 'PATCH',
    path: trailPath,
    summary:
      'Change a trail. In config and secrets absent fields stay and null removes; tried within seconds.',
    access: 'trails:manage',
    audit: 'trail.updated',
    body: z.strictObject({
      name: name.optional(),
      rule: rule.optional(),
      config: settings.optional(),
      secrets: settings.optional(),
      format: z.string().optional(),
    }),
    output: trail,
    errors: ['query.invalid', 'address.forbidden', 'resource.conflict'],
    async handle({ services, organizationId, change }, { params, body }) {
      const { trailId } = trailOf(organizationId, params.trail_id);
      const update = await prepareTrailChange(services, organizationId, trailId, body);
      return change(async (tx, record) => {
        const { trail: after, changed } = await update(tx);
        record(trailEntry(after, { changed_fields: changed.join(', ') }));
        return after;
      });
    },
  }),

  operation({
    id: 'trails.delete',
    method: 'DELETE',
    path: trailPath,
    summary: 'Delete a trail: deliveries stop and its secrets are destroyed. `confirm` is its name.',
    access: 'trails:manage',
    audit: 'trail.deleted',
    body: z.strictObject({ confirm: z.string() }),
    status: 204,
    errors: ['confirmation.mismatch'],
    async handle({ organizationId, change }, { params, body }) {
      const { trailId } = trailOf(organizationId, params.trail_id);
      await change(async (tx, record) =>
        record(trailEntry(await deleteTrail(tx, organizationId, { id: trailId, ...body }))),
      );
      return undefined;
    },
  }),
];

const reads = [
  operation({
    id: 'trails.list',
    method: 'GET',
    path: trailsPath,
    summary: 'List the trails.',
    access: 'trails:view',
    audit: { none: 'Reads settings and state, never a secret.' },
    output: page(trail),
    handle: async ({ services, organizationId }) => ({
      items: await listTrails(services.database, organizationId),
      next_cursor: null,
    }),
  }),

  operation({
    id: 'trails.get',
    method: 'GET',
    path: trailPath,
    summary: 'Read a trail: its settings, its status, how far it is behind.',
    access: 'trails:view',
    audit: { none: 'Reads settings and state, never a secret.' },
    output: trail,
    handle: ({ services, organizationId }, { params }) =>
      getTrail(services.database, organizationId, trailOf(organizationId, params.trail_id).trailId),
  }),

  operation({
    id: 'trails.preview',
    method: 'POST',
    path: `${trailsPath}/preview`,
    summary: 'How many events of the last 7 days a rule lets through, with samples.',
    access: 'trails:manage',
    audit: { none: 'Reads the log, as a search does.' },
    body: z.strictObject({ rule }),
    output: z.object({
      count: z.number().int(),
      total: z.number().int(),
      exact: z.boolean().meta({ description: 'Else the count is estimated from the newest events.' }),
      samples: z.array(event),
    }),
    errors: ['query.invalid'],
    async handle({ services, organizationId, now }, { body }) {
      const found = await previewRule(services.database, organizationId, { rule: body.rule, now });
      return { ...found, samples: found.samples as unknown as z.input<typeof event>[] };
    },
  }),
];

const switches = [
  operation({
    id: 'trails.test',
    method: 'POST',
    path: `${trailPath}/test`,
    summary: 'Send one marked event, and show request and answer.',
    access: 'trails:manage',
    audit: 'trail.tested',
    body: noBody,
    output: z.object({
      ok: z.boolean(),
      request: z.string(),
      response: z.string().nullable(),
      ms: z.number(),
      status: z.number().int().nullable(),
      reason: z.string().nullable(),
      look_for: z.string(),
    }),
    async handle({ services, organizationId, record }, { params }) {
      const { trailId } = trailOf(organizationId, params.trail_id);
      const tested = await readTarget(services, organizationId, trailId);
      const { sender, publicUrl } = services.trails;
      const ports = { sender, clock: services.clock, publicUrl };
      const result = await testTrail(ports, { organizationId, ...tested });
      const shown = { id: trailId, name: tested.name, destination: tested.target.destination.id };
      await record({
        ...trailEntry(shown),
        ...(result.ok ? {} : { result: 'failed', details: { reason: result.reason ?? 'refused' } }),
      });
      return result;
    },
  }),

  operation({
    id: 'trails.pause',
    method: 'POST',
    path: `${trailPath}/pause`,
    summary: 'Stop deliveries; the position is kept.',
    access: 'trails:manage',
    audit: 'trail.paused',
    body: noBody,
    output: trail,
    async handle({ organizationId, change }, { params }) {
      const { trailId } = trailOf(organizationId, params.trail_id);
      return change(async (tx, record) => {
        const paused = await pauseTrail(tx, organizationId, trailId);
        record(trailEntry(paused));
        return paused;
      });
    },
  }),

  operation({
    id: 'trails.resume',
    method: 'POST',
    path: `${trailPath}/resume`,
    summary: 'Go on from the position, at once.',
    access: 'trails:manage',
    audit: 'trail.resumed',
    body: noBody,
    output: trail,
    async handle({ organizationId, change }, { params }) {
      const { trailId } = trailOf(organizationId, params.trail_id);
      return change(async (tx, record) => {
        const resumed = await resumeTrail(tx, organizationId, trailId);
        record(trailEntry(resumed));
        return resumed;
      });
    },
  }),
];

export const trails = [...reads, ...writes, ...switches];
