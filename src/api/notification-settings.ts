import { z } from 'zod';
import { type Level, levels } from '../event/event.ts';
import { CairnError, invalid } from '../kernel/errors.ts';
import { levelRule } from '../trails/level-rule.ts';
import { findSettingTrail, prepareSettingTrail, type SettingTrail } from '../trails/setting-trails.ts';
import { testTrail } from '../trails/test-event.ts';
import { readTarget } from '../trails/trails.ts';
import { actorOf, messageLanguage } from './actor.ts';
import type { OperationContext } from './context.ts';
import { operation } from './operation.ts';
import { pauseReason, time } from './shapes.ts';

const path = '/organizations/{organization_id}/notification-settings';

/** Addresses of one level. */
const mostAddresses = 15;

/** A mail a minute at the most, unless told. */
const gatherAtFirst = 1;

/** Which setting keeps the trail of a level. */
const settingOf = (level: Level): string => `notifications.${level}`;

const addresses = z
  .array(z.email('is not an e-mail address').max(254))
  .max(mostAddresses, `may hold at most ${mostAddresses} addresses`);

const gather_minutes = z
  .int()
  .min(0)
  .max(1440)
  .meta({ description: 'The shortest time between two mails; what happens meanwhile comes in one.' });

const perLevel = <T extends z.ZodType>(of: T) =>
  z.strictObject({ information: of, notice: of, warning: of, error: of });

const levelView = z.object({
  addresses: z.array(z.string()),
  status: z.enum(['active', 'paused', 'failing']).nullable(),
  pause_reason: pauseReason,
  last_delivery_at: time.nullable(),
  last_error: z.string().nullable(),
});

const shape = z
  .object({
    email: perLevel(levelView),
    gather_minutes,
    mail_configured: z.boolean().meta({ description: 'Whether the operator has set a mail server.' }),
  })
  .meta({ id: 'NotificationSettings' });

interface Options {
  readonly addresses?: readonly string[];
  readonly gather_minutes?: number;
}

type Found = Readonly<Record<Level, SettingTrail | null>>;

async function findAll({ services, organizationId }: OperationContext): Promise<Found> {
  const found = await Promise.all(
    levels.map(async (level) => [
      level,
      await findSettingTrail(services.database, organizationId, settingOf(level)),
    ]),
  );
  return Object.fromEntries(found) as Found;
}

const optionsOf = (found: SettingTrail | null): Options => (found?.options ?? {}) as Options;

/** The addresses of a level that nobody has switched off; days of failing take none away. */
const addressesOf = (found: SettingTrail | null): readonly string[] =>
  found === null || found.trail.pause_reason === 'person' ? [] : (optionsOf(found).addresses ?? []);

function show(found: Found, { services }: OperationContext): z.input<typeof shape> {
  const views = levels.map((level) => {
    const one = found[level];
    return [
      level,
      {
        addresses: [...addressesOf(one)],
        status: one?.trail.status ?? null,
        pause_reason: one?.trail.pause_reason ?? null,
        last_delivery_at: one?.trail.last_delivery_at ?? null,
        last_error: one?.trail.last_error ?? null,
      },
    ];
  });
  const gathers = levels.map((level) => optionsOf(found[level]).gather_minutes);
  return {
    email: Object.fromEntries(views),
    gather_minutes: gathers.find((minutes) => minutes !== undefined) ?? gatherAtFirst,
    mail_configured: services.mailer !== undefined,
  };
}

/** What saves one level; null when there is nothing to save. */
async function prepareLevel(
  context: OperationContext,
  level: Level,
  next: {
    readonly before: SettingTrail | null;
    readonly addresses: readonly string[];
    readonly minutes: number;
  },
) {
  const { services, organizationId, principal, now } = context;
  const kept = next.addresses.length > 0 ? next.addresses : (optionsOf(next.before).addresses ?? []);
  if (kept.length === 0) return null;
  const actor = principal === null ? undefined : actorOf(principal);
  return prepareSettingTrail(services, organizationId, {
    setting: settingOf(level),
    name: `E-mail: ${level}`,
    rule: levelRule([level], '', now),
    destination: 'email',
    config: { to: kept.join(', '), gather_minutes: next.minutes, language: messageLanguage(context) },
    secrets: {},
    options: { addresses: kept, gather_minutes: next.minutes },
    enabled: next.addresses.length > 0,
    createdBy: actor?.name ?? actor?.id ?? '',
  });
}

export const notificationSettings = [
  operation({
    id: 'notification_settings.get',
    method: 'GET',
    path,
    summary: 'Who is sent mail about the events of each level.',
    access: 'notifications:manage',
    audit: { none: 'Reads a setting.' },
    output: shape,
    handle: async (context) => show(await findAll(context), context),
  }),

  operation({
    id: 'notification_settings.update',
    method: 'PUT',
    path,
    summary: 'Set who is sent mail about the events of each level; a level that is left out stays as it is.',
    access: 'notifications:manage',
    audit: 'notification_setting.updated',
    body: z.strictObject({
      email: perLevel(addresses).partial().default({}),
      gather_minutes: gather_minutes.optional(),
    }),
    output: shape,
    errors: ['resource.conflict'],
    async handle(context, { body }) {
      const given = levels.filter((level) => body.email[level] !== undefined);
      if (context.services.mailer === undefined && given.some((level) => body.email[level]?.length))
        throw new CairnError(
          'resource.conflict',
          'No mail server is set up: the operator sets CAIRN_SMTP_URL.',
        );
      const found = await findAll(context);
      const minutes = body.gather_minutes ?? show(found, context).gather_minutes;
      const changed = body.gather_minutes === undefined ? given : levels;
      const saves = await Promise.all(
        changed.map((level) =>
          prepareLevel(context, level, {
            before: found[level],
            addresses: [...new Set(body.email[level] ?? addressesOf(found[level]))],
            minutes,
          }),
        ),
      );
      await context.change(async (tx, record) => {
        for (const save of saves) await save?.(tx);
        record({
          resources: [{ type: 'setting', id: 'notifications', name: 'Notifications' }],
          complement: Object.fromEntries(given.map((level) => [level, body.email[level]?.length ?? 0])),
          details: { email: JSON.parse(JSON.stringify(body.email)), gather_minutes: minutes },
        });
      });
      return show(await findAll(context), context);
    },
  }),

  operation({
    id: 'notification_settings.test',
    method: 'POST',
    path: `${path}/test`,
    summary: 'Send one marked mail to the addresses of a level.',
    access: 'notifications:manage',
    audit: 'trail.tested',
    body: z.strictObject({ level: z.enum(levels) }),
    output: z.object({ ok: z.boolean(), ms: z.number(), reason: z.string().nullable() }),
    async handle(context, { body }) {
      const { services, organizationId } = context;
      const setting = settingOf(body.level);
      const found = await findSettingTrail(services.database, organizationId, setting);
      if (found === null) throw invalid('level', 'has no addresses yet');
      const tested = await readTarget(services, organizationId, found.trail.id, setting);
      const { sender, publicUrl } = services.trails;
      const result = await testTrail(
        { sender, clock: services.clock, publicUrl },
        { organizationId, ...tested },
      );
      await context.record({
        resources: [{ type: 'setting', id: 'notifications', name: 'Notifications' }],
        complement: { name: found.trail.name, destination: 'email' },
        ...(result.ok ? {} : { result: 'failed', details: { reason: result.reason ?? 'refused' } }),
      });
      return { ok: result.ok, ms: result.ms, reason: result.reason };
    },
  }),
];
