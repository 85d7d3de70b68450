import { z } from 'zod';
import { levels } from '../event/event.ts';
import { CairnError, invalid } from '../kernel/errors.ts';
import { levelRule } from '../trails/level-rule.ts';
import { findSettingTrail, prepareSettingTrail, type SettingTrail } from '../trails/setting-trails.ts';
import { testTrail } from '../trails/test-event.ts';
import { readTarget } from '../trails/trails.ts';
import { actorOf, messageLanguage } from './actor.ts';
import { RawAnswer } from './answer.ts';
import type { OperationContext } from './context.ts';
import { operation } from './operation.ts';
import { noBody, pauseReason, time } from './shapes.ts';
import { beginSlackConsent, finishSlackConsent } from './slack-consent.ts';

const path = '/organizations/{organization_id}/slack';

/** Which setting keeps the trail. */
const setting = 'slack';

const level = z.enum(levels);

/** As `gather_minutes` of notifications: the shortest time between two messages. */
const quiet_minutes = z.int().min(0).max(1440).meta({
  description: 'The shortest time between two messages; repeats meanwhile are counted in one line.',
});

const shape = z
  .object({
    enabled: z.boolean(),
    webhook_url: z.object({ set: z.boolean(), updated_at: time.nullable() }),
    channel: z.string().nullable().meta({ description: 'As Slack named it when the connection was made.' }),
    levels: z.array(level),
    q: z.string(),
    quiet_minutes,
    can_connect: z
      .boolean()
      .meta({ description: 'Whether `connect` can be used: the operator has set a Slack app.' }),
    status: z.enum(['active', 'paused', 'failing']).nullable(),
    pause_reason: pauseReason,
    last_delivery_at: time.nullable(),
    last_error: z.string().nullable(),
    delivered_24h: z.number().int(),
    authorize_url: z
      .string()
      .optional()
      .meta({ description: 'Where to send the person, in the answer to `connect`.' }),
  })
  .meta({ id: 'SlackSetting' });

const body = z.strictObject({
  enabled: z.boolean(),
  webhook_url: z.string().trim().min(1).max(2000).optional(),
  connect: z.boolean().optional(),
  levels: z.array(level).min(1, 'must name at least one level').max(levels.length).optional(),
  q: z.string().max(4096, 'may have at most 4,096 characters').optional(),
  quiet_minutes: quiet_minutes.optional(),
});

type Asked = z.output<typeof body>;

interface Options {
  readonly levels?: readonly (typeof levels)[number][];
  readonly q?: string;
  readonly channel?: string | null;
  readonly quiet_minutes?: number;
}

const chosenAtFirst = ['warning', 'error'] as const;

function show(found: SettingTrail | null, { services }: OperationContext): z.input<typeof shape> {
  const options = (found?.options ?? {}) as Options;
  const hook = found?.trail.secrets.webhook_url;
  const enabled = found !== null && found.trail.status !== 'paused';
  return {
    enabled,
    webhook_url: { set: hook?.set ?? false, updated_at: hook?.updated_at ?? null },
    channel: options.channel ?? null,
    levels: [...(options.levels ?? chosenAtFirst)],
    q: options.q ?? '',
    quiet_minutes: options.quiet_minutes ?? 0,
    can_connect: services.slackApp !== undefined,
    status: found?.trail.status ?? null,
    pause_reason: found?.trail.pause_reason ?? null,
    last_delivery_at: found?.trail.last_delivery_at ?? null,
    last_error: found?.trail.last_error ?? null,
    delivered_24h: found?.trail.delivered_24h ?? 0,
  };
}

/** Saves what was asked, and records whether Slack is on. */
async function saveSlack(
  context: OperationContext,
  asked: Asked & { readonly channel?: string | null },
  organizationId = context.organizationId,
): Promise<SettingTrail> {
  const { services, principal, now } = context;
  const before = await findSettingTrail(services.database, organizationId, setting);
  const present = (before?.options ?? {}) as Options;
  const chosen = asked.levels ?? present.levels ?? chosenAtFirst;
  const q = asked.q ?? present.q ?? '';
  const quiet = asked.quiet_minutes ?? present.quiet_minutes ?? 0;
  const isSet = before?.trail.secrets.webhook_url?.set === true;
  if (asked.webhook_url === undefined && !isSet) throw invalid('webhook_url', 'is required');
  const actor = principal === null ? undefined : actorOf(principal);
  const channel = asked.webhook_url === undefined ? (present.channel ?? null) : (asked.channel ?? null);
  const save = await prepareSettingTrail(services, organizationId, {
    setting,
    name: 'Slack',
    rule: levelRule(chosen, q, now),
    destination: 'slack',
    config: { gather_minutes: quiet, language: messageLanguage(context) },
    secrets: asked.webhook_url === undefined ? {} : { webhook_url: asked.webhook_url },
    options: { levels: chosen, q, channel, quiet_minutes: quiet },
    enabled: asked.enabled,
    createdBy: actor?.name ?? actor?.id ?? '',
  }).catch(renamed);
  return context.change(async (tx, record) => {
    const saved = await save(tx);
    record(
      {
        resources: [{ type: 'setting', id: 'slack', name: 'Slack' }],
        complement: { setting: asked.enabled ? 'Enable' : 'Disable' },
        details: { levels: [...chosen], q, quiet_minutes: quiet },
      },
      organizationId,
    );
    return saved;
  });
}

/** Faults of the trail behind the setting, under the setting's own names. */
function renamed(err: unknown): never {
  if (!(err instanceof CairnError) || err.errors === undefined) throw err;
  const errors = err.errors.map(({ path: at, message }) => ({
    path: at === 'rule' ? 'q' : at.replace(/^(secrets|config)\./, ''),
    message,
  }));
  throw new CairnError(err.code, err.detail, { errors, cause: err });
}

export const slackSettings = [
  operation({
    id: 'slack.get',
    method: 'GET',
    path,
    summary: 'The Slack setting: whether it is on, which events it posts, and how it fares.',
    access: 'slack:manage',
    audit: { none: 'Reads a setting, never the webhook address.' },
    output: shape,
    handle: async (context) =>
      show(await findSettingTrail(context.services.database, context.organizationId, setting), context),
  }),

  operation({
    id: 'slack.update',
    method: 'PUT',
    path,
    summary: 'Switch Slack on or off, with a webhook address or by consent at Slack (`connect`).',
    access: 'slack:manage',
    audit: 'slack_setting.updated',
    body,
    output: shape,
    errors: ['query.invalid', 'address.forbidden', 'resource.conflict'],
    async handle(context, input) {
      const asked = input.body;
      if (asked.connect !== true) return show(await saveSlack(context, asked), context);
      if (asked.webhook_url !== undefined) throw invalid('connect', 'and webhook_url exclude each other');
      // A query with a mistake is named now, not after the way to Slack and back.
      levelRule(asked.levels ?? chosenAtFirst, asked.q ?? '', context.now);
      const authorize_url = await beginSlackConsent(context, asked);
      const found = await findSettingTrail(context.services.database, context.organizationId, setting);
      return { ...show(found, context), authorize_url };
    },
  }),

  operation({
    id: 'slack.test',
    method: 'POST',
    path: `${path}/test`,
    summary: 'Post one marked message to the channel.',
    access: 'slack:manage',
    audit: 'trail.tested',
    body: noBody,
    output: z.object({ ok: z.boolean(), ms: z.number(), reason: z.string().nullable() }),
    errors: ['resource.conflict'],
    async handle({ services, organizationId, record }) {
      const found = await findSettingTrail(services.database, organizationId, setting);
      if (found === null) throw new CairnError('resource.conflict', 'Slack is not set up yet.');
      const tested = await readTarget(services, organizationId, found.trail.id, setting);
      const { sender, publicUrl } = services.trails;
      const ports = { sender, clock: services.clock, publicUrl };
      const result = await testTrail(ports, { organizationId, ...tested });
      await record({
        resources: [{ type: 'setting', id: 'slack', name: 'Slack' }],
        complement: { name: 'Slack', destination: 'slack' },
        ...(result.ok ? {} : { result: 'failed', details: { reason: result.reason ?? 'refused' } }),
      });
      return { ok: result.ok, ms: result.ms, reason: result.reason };
    },
  }),

  operation({
    id: 'slack.callback',
    method: 'GET',
    path: '/slack/callback',
    summary: 'Where Slack sends people back to after their consent; leads into the portal.',
    access: 'signed_in',
    audit: 'slack_setting.updated',
    query: z.object({
      state: z.string().max(200),
      code: z.string().max(2000).optional(),
      error: z.string().max(200).optional(),
    }),
    contentType: 'text/html',
    errors: ['consent.invalid_state'],
    async handle(context, { query }) {
      const { organizationId, ...finished } = await finishSlackConsent(context, query);
      if (finished.kind === 'granted') {
        const { webhook_url, channel, chosen } = finished;
        const levels = chosen.levels === undefined ? undefined : [...chosen.levels];
        await saveSlack(context, { ...chosen, levels, enabled: true, webhook_url, channel }, organizationId);
      }
      const outcome =
        finished.kind === 'granted' ? 'connected=slack' : `error=${encodeURIComponent(finished.error)}`;
      const back = `/organizations/${organizationId}/settings/slack?${outcome}`;
      return new RawAnswer('', { location: back }, 302);
    },
  }),
];
