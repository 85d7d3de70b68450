import type { Database, Queryable } from '../db/database.ts';
import type { Clock } from '../kernel/clock.ts';
import { CairnError, invalid } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';
import type { Vault } from '../vault/vault.ts';
import { startPosition } from './start.ts';
import {
  changedNames,
  checkAddress,
  checkFormat,
  checkRule,
  checkSettings,
  knownDestination,
  merged,
  type Settings,
} from './trail-fields.ts';
import { openSecrets, sealSecrets } from './trail-secrets.ts';
import type { TrailServices } from './trail-services.ts';
import { getTrail, type TrailView } from './trail-view.ts';

/** What changing trails needs. */
export interface TrailPorts {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly trails: TrailServices;
}

export interface NewTrail {
  readonly name: string;
  /** In the query language; empty matches everything. */
  readonly rule: string;
  readonly destination: string;
  readonly config: Settings;
  readonly secrets: Settings;
  readonly start: string | number;
  /** Absent: the destination's natural one. */
  readonly format?: string | undefined;
  /** Name or address of the person, for display. */
  readonly createdBy: string;
  /** The setting that keeps this trail; see `setting-trails.ts`. */
  readonly setting?: string;
}

/** What may be changed; in config and secrets null removes a field, and absent ones stay. */
export interface TrailChange {
  readonly name?: string | undefined;
  readonly rule?: string | undefined;
  readonly config?: Settings | undefined;
  readonly secrets?: Settings | undefined;
  readonly format?: string | undefined;
  /** The setting that keeps the trail; absent for one of people. */
  readonly setting?: string | undefined;
}

/** Trails of one organization; a delivery costs memory and a connection, so there is an end to them. */
const maxTrails = 100;

/** Carries out what was prepared, in a transaction. */
export type Prepared<T> = (tx: Queryable) => Promise<T>;

/**
 * Checks a new trail, with a look at its address, and gives what makes it; it begins at once. Secrets that Cairn made
 * are in that answer as `value`, this one time.
 * @throws CairnError `request.invalid`, `query.invalid`, `address.forbidden`
 */
export async function prepareTrail(
  ports: TrailPorts,
  organizationId: string,
  given: NewTrail,
): Promise<Prepared<TrailView>> {
  const { vault, trails } = ports;
  const now = new Date(ports.clock.now());
  const setting = given.setting ?? null;
  const destination = knownDestination(given.destination);
  checkRule(given.rule, now);
  const format = checkFormat(destination, given.format);
  const asked = merged({}, given.secrets);
  const made = Object.entries(destination.makeSecrets?.() ?? {}).filter(([name]) => !(name in asked));
  const { config, secrets } = checkSettings(destination, given.config, {
    ...Object.fromEntries(made),
    ...asked,
  });
  await checkAddress(destination, { config, secrets }, trails);
  const id = uuidv7(now.getTime());
  const sealed = await sealSecrets(vault, organizationId, id, secrets);
  return async (tx) => {
    const { rows } = await tx.query<{ count: number }>(
      'select count(*) as count from trails where organization_id = $1 and deleted_at is null and setting is null',
      [organizationId],
    );
    if ((rows[0]?.count ?? 0) >= maxTrails) {
      throw new CairnError('resource.conflict', `An organization has at most ${maxTrails} trails.`);
    }
    const position = await startPosition(tx, organizationId, given.start);
    await tx.query(
      `insert into trails (organization_id, id, name, rule, destination, format, config, secrets, secrets_set,
                           created_by, created_at, updated_at, setting)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)`,
      [
        ...[
          organizationId,
          id,
          given.name,
          given.rule,
          destination.id,
          format,
          JSON.stringify(config),
          sealed,
        ],
        ...[JSON.stringify(setTimes({}, secrets, Object.keys(secrets), now)), given.createdBy, now, setting],
      ],
    );
    await tx.query('insert into trail_progress (organization_id, trail_id, position) values ($1, $2, $3)', [
      organizationId,
      id,
      position,
    ]);
    await announce(tx);
    const view = await getTrail(tx, organizationId, id, setting);
    const shown = made.map(([name, value]) => [name, { ...view.secrets[name], value }]);
    return { ...view, secrets: { ...view.secrets, ...Object.fromEntries(shown) } };
  };
}

interface Changed {
  readonly trail: TrailView;
  /** Names of what differs now: `name`, `rule`, `config.site`, `secrets.api_key`. */
  readonly changed: readonly string[];
}

/**
 * Prepares a change of a trail. What is under way ends first; the next attempt, within seconds, is made with the new settings.
 * @throws CairnError `resource.not_found`, `request.invalid`, `query.invalid`, `address.forbidden`
 */
export async function prepareTrailChange(
  ports: TrailPorts,
  organizationId: string,
  id: string,
  change: TrailChange,
): Promise<Prepared<Changed>> {
  const { database, vault, trails } = ports;
  const now = new Date(ports.clock.now());
  if (change.rule !== undefined) checkRule(change.rule, now);
  // The look at the address may take a while, so it is taken before the row is locked and again never.
  const setting = change.setting ?? null;
  const before = await readRow(database, organizationId, id, setting);
  const next = await nextSettings(ports, before, change);
  await checkAddress(next.destination, next, trails);
  const sealed = await sealSecrets(vault, organizationId, id, next.secrets);
  const after = { name: change.name ?? before.name, rule: change.rule ?? before.rule, format: next.format };
  const changed = [
    ...changedNames({ name: before.name, rule: before.rule, format: before.format }, after),
    ...changedNames(before.config, next.config).map((name) => `config.${name}`),
    ...next.changedSecrets.map((name) => `secrets.${name}`),
  ];
  const statement = [
    `update trails set name = $3, rule = $4, format = $5, config = $6, secrets = $7, secrets_set = $8,
                       version = version + 1, updated_at = $9
     where organization_id = $1 and id = $2 and version = $10 and deleted_at is null`,
    [
      ...[organizationId, id, after.name, after.rule, after.format, JSON.stringify(next.config), sealed],
      ...[
        JSON.stringify(setTimes(before.secrets_set, next.secrets, next.changedSecrets, now)),
        now,
        before.version,
      ],
    ],
  ] as const;
  return async (tx) => {
    const { rowCount } = await tx.query(...statement);
    if (rowCount === 0)
      throw new CairnError('resource.conflict', 'The trail was changed by somebody else just now.');
    await announce(tx);
    return { trail: await getTrail(tx, organizationId, id, setting), changed };
  };
}

/** Stops a trail; its position stays. Pausing a paused trail changes nothing. */
export const pauseTrail = (tx: Queryable, organizationId: string, id: string): Promise<TrailView> =>
  switchTrail(tx, organizationId, id, {
    trails: `paused_at = coalesce(paused_at, now()), pause_reason = coalesce(pause_reason, 'person')`,
  });

/** Goes on from the position, at once, whatever happened before. */
export const resumeTrail = (tx: Queryable, organizationId: string, id: string): Promise<TrailView> =>
  switchTrail(tx, organizationId, id, {
    trails: 'paused_at = null, pause_reason = null',
    progress: 'failing_since = null, told_at = null',
  });

async function switchTrail(
  tx: Queryable,
  organizationId: string,
  id: string,
  set: { trails: string; progress?: string },
): Promise<TrailView> {
  const { rowCount } = await tx.query(
    `update trails set ${set.trails}, version = version + 1
     where organization_id = $1 and id = $2 and deleted_at is null and setting is null`,
    [organizationId, id],
  );
  if (rowCount === 0) throw new CairnError('resource.not_found');
  if (set.progress) {
    await tx.query(`update trail_progress set ${set.progress} where organization_id = $1 and trail_id = $2`, [
      organizationId,
      id,
    ]);
  }
  await announce(tx);
  return getTrail(tx, organizationId, id);
}

/** Ends a trail and destroys its secrets. `confirm` is its name. @throws CairnError `confirmation.mismatch` */
export async function deleteTrail(
  tx: Queryable,
  organizationId: string,
  { id, confirm }: { id: string; confirm: string },
): Promise<TrailView> {
  const trail = await getTrail(tx, organizationId, id);
  if (confirm !== trail.name) {
    throw new CairnError('confirmation.mismatch', undefined, {
      errors: [{ path: 'confirm', message: 'must be the name of the trail' }],
    });
  }
  await tx.query(
    `update trails set deleted_at = now(), secrets = null, secrets_set = '{}', version = version + 1
     where organization_id = $1 and id = $2`,
    [organizationId, id],
  );
  await announce(tx);
  return trail;
}

interface Row {
  readonly name: string;
  readonly rule: string;
  readonly destination: string;
  readonly format: string;
  readonly config: Record<string, unknown>;
  readonly sealed: Buffer | null;
  readonly secrets_set: Record<string, string>;
  readonly version: number;
  readonly organizationId: string;
  readonly trailId: string;
}

async function readRow(
  database: Queryable,
  organizationId: string,
  id: string,
  setting: string | null = null,
): Promise<Row> {
  const { rows } = await database.query<Omit<Row, 'organizationId' | 'trailId'>>(
    `select name, rule, destination, format, config, secrets as sealed, secrets_set, version
     from trails where organization_id = $1 and id = $2 and deleted_at is null and setting is not distinct from $3`,
    [organizationId, id, setting],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return { ...rows[0], organizationId, trailId: id };
}

/** A trail's destination with its settings and open secrets, for a test. */
export async function readTarget(
  ports: Pick<TrailPorts, 'database' | 'vault'>,
  organizationId: string,
  id: string,
  setting: string | null = null,
) {
  const row = await readRow(ports.database, organizationId, id, setting);
  const destination = knownDestination(row.destination);
  const settings = checkSettings(destination, row.config, await openSecrets(ports.vault, row));
  return {
    name: row.name,
    target: { trailId: id, destination, format: checkFormat(destination, row.format), ...settings },
  };
}

async function nextSettings({ vault }: TrailPorts, before: Row, change: TrailChange) {
  const destination = knownDestination(before.destination);
  const present = await openSecrets(vault, before);
  const given = change.secrets ?? {};
  for (const name of Object.keys(destination.makeSecrets?.() ?? {})) {
    if (given[name] === null) throw invalid(`secrets.${name}`, 'cannot be removed, only replaced');
  }
  const kept = merged(present, given);
  const rotated = destination.rotateSecrets?.(present, given as never) ?? {};
  const settings = checkSettings(
    destination,
    merged(before.config, change.config ?? {}),
    merged(kept, rotated),
  );
  return {
    destination,
    format: checkFormat(destination, change.format ?? before.format),
    ...settings,
    changedSecrets: changedNames(present, settings.secrets),
  };
}

/** When each secret was set: those that changed now, the others as before, removed ones not at all. */
function setTimes(
  before: Readonly<Record<string, string>>,
  secrets: Settings,
  changed: readonly string[],
  now: Date,
): Record<string, string> {
  const names = Object.keys(secrets).filter((name) => secrets[name] !== undefined);
  return Object.fromEntries(
    names.map((name) => [
      name,
      changed.includes(name) ? now.toISOString() : (before[name] ?? now.toISOString()),
    ]),
  );
}

/** Tells the supervisors of all processes to look. */
export const announce = (database: Queryable): Promise<unknown> =>
  database.query(`select pg_notify('cairn_trails', '')`);
