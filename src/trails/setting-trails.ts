import type { Queryable } from '../db/database.ts';
import { lastSeq } from '../log/read.ts';
import type { Settings } from './trail-fields.ts';
import { getTrail, type TrailView } from './trail-view.ts';
import { announce, type Prepared, prepareTrail, prepareTrailChange, type TrailPorts } from './trails.ts';

/**
 * A trail that a setting keeps: the Slack setting, and notifications by level. It delivers as every trail does (in
 * order, at least once, with retries and dead letters) and is shown with its setting only.
 */
export interface SettingTrail {
  readonly trail: TrailView;
  /** What the person chose, as the setting's page shows it. */
  readonly options: Settings;
}

/** The trail of a setting; null before it was first saved. */
export async function findSettingTrail(
  database: Queryable,
  organizationId: string,
  setting: string,
): Promise<SettingTrail | null> {
  const { rows } = await database.query<{ id: string; setting_options: Settings | null }>(
    'select id, setting_options from trails where organization_id = $1 and setting = $2 and deleted_at is null',
    [organizationId, setting],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    trail: await getTrail(database, organizationId, row.id, setting),
    options: row.setting_options ?? {},
  };
}

export interface GivenSetting {
  readonly setting: string;
  readonly name: string;
  /** In the query language. */
  readonly rule: string;
  readonly destination: string;
  readonly config: Settings;
  /** Absent secrets stay. */
  readonly secrets: Settings;
  readonly options: Settings;
  readonly enabled: boolean;
  readonly createdBy: string;
}

/**
 * Prepares the save of a setting. Switched off, it keeps its secrets; switched on again, it begins with what happens from
 * then on: nobody wants to read at once what a channel missed in a month.
 * @throws CairnError `request.invalid`, `query.invalid`, `address.forbidden`, `resource.conflict`
 */
export async function prepareSettingTrail(
  ports: TrailPorts,
  organizationId: string,
  given: GivenSetting,
): Promise<Prepared<SettingTrail>> {
  const { setting, name, rule, destination, config, secrets, createdBy } = given;
  const before = await findSettingTrail(ports.database, organizationId, setting);
  const fields = { name, rule, config, secrets, setting };
  if (before === null) {
    const more = { destination, start: 'now', format: 'cairn', createdBy };
    const create = await prepareTrail(ports, organizationId, { ...fields, ...more });
    return async (tx) => switched(tx, organizationId, (await create(tx)).id, given);
  }
  const absent = Object.keys(before.trail.config).filter((key) => !(key in config));
  const update = await prepareTrailChange(ports, organizationId, before.trail.id, {
    ...fields,
    config: { ...Object.fromEntries(absent.map((key) => [key, null])), ...config },
  });
  return async (tx) => switched(tx, organizationId, (await update(tx)).trail.id, given);
}

/** Switches the trail on or off, and keeps what was chosen. */
async function switched(
  tx: Queryable,
  organizationId: string,
  id: string,
  { setting, options, enabled }: GivenSetting,
): Promise<SettingTrail> {
  const { rows } = await tx.query<{ was_paused: boolean }>(
    `update trails t set setting_options = $3, paused_at = case when $4 then null else coalesce(t.paused_at, now()) end,
            pause_reason = case when $4 then null else 'person' end
       from trails old
      where t.organization_id = $1 and t.id = $2 and old.organization_id = $1 and old.id = $2
     returning old.paused_at is not null as was_paused`,
    [organizationId, id, JSON.stringify(options), enabled],
  );
  if (enabled && rows[0]?.was_paused === true) {
    await tx.query(
      `update trail_progress set position = greatest(position, $3), failing_since = null, told_at = null,
              last_error = null, last_error_at = null
        where organization_id = $1 and trail_id = $2`,
      [organizationId, id, await lastSeq(tx, organizationId)],
    );
  }
  await announce(tx);
  const trail = await getTrail(tx, organizationId, id, setting);
  return { trail, options };
}
