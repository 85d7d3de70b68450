import { z } from 'zod';
import { testDraft } from '../trails/draft.ts';
import { operation } from './operation.ts';
import { name } from './shapes.ts';
import { trailsPath } from './trails.ts';

const settings = z.record(z.string(), z.unknown()).default({});

export const trailDrafts = operation({
  id: 'trails.test_draft',
  method: 'POST',
  path: `${trailsPath}/test`,
  summary: 'Send one marked event with the settings of a trail that is not made yet; nothing is stored.',
  access: 'trails:manage',
  audit: 'trail.tested',
  body: z.strictObject({
    name,
    destination: z.string(),
    config: settings,
    secrets: settings,
    format: z.string().optional(),
  }),
  output: z.object({
    ok: z.boolean(),
    request: z.string(),
    response: z.string().nullable(),
    ms: z.number(),
    status: z.number().int().nullable(),
    reason: z.string().nullable(),
    look_for: z.string(),
    made: z.record(z.string(), z.string()).meta({
      description: 'Secrets that Cairn made because none were given; send them along when making the trail.',
    }),
  }),
  errors: ['address.forbidden'],
  async handle({ services, organizationId, record }, { body }) {
    const result = await testDraft(services, organizationId, body);
    await record({
      complement: { name: body.name, destination: body.destination },
      ...(result.ok ? {} : { details: { reason: result.reason ?? 'refused' } }),
    });
    return result;
  },
});
