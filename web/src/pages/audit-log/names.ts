import type { Actor, AuditEvent, Json, JsonObject, Resource } from '../../api/events.ts';
import type { IconName } from '../../ui/icons.tsx';

export const nameOf = (thing: Actor | Resource | undefined): string => thing?.name ?? thing?.id ?? '';

const actorIcons: Readonly<Record<string, IconName>> = {
  user: 'user',
  api_token: 'key',
  oauth_client: 'plug',
  system: 'settings',
};

export const actorIcon = (actor: Actor): IconName => actorIcons[actor.type] ?? 'user';

/** A value of complement or details as one line. */
export const jsonText = (value: Json): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(jsonText).join(', ')
      : JSON.stringify(value);

/** `client_id` as people write it: `client id`. */
export const keyText = (key: string): string => key.replaceAll('_', ' ');

/** The Complement column: `key: value, key: value`; a setting stands alone. */
export function complementText({ complement }: AuditEvent): string {
  return Object.entries(complement ?? {})
    .map(([key, value]) => (key === 'setting' ? jsonText(value) : `${keyText(key)}: ${jsonText(value)}`))
    .join(', ');
}

/** Every leaf of a JSON value by its path: `role`, `limits.events`. Lists count as one value. */
export function leavesOf(value: JsonObject, prefix = ''): [path: string, text: string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const isObject = inner !== null && typeof inner === 'object' && !Array.isArray(inner);
    return isObject
      ? leavesOf(inner as JsonObject, `${prefix}${key}.`)
      : [[`${prefix}${key}`, jsonText(inner)]];
  });
}

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && value !== undefined && typeof value === 'object' && !Array.isArray(value);

export interface Change {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What differs between `details.before` and `details.after`, and how many values do not; null without both. */
export function changesOf({ details }: AuditEvent): { changes: Change[]; same: number } | null {
  const { before, after } = details ?? {};
  if (!isObject(before) && !isObject(after)) return null;
  const old = new Map(isObject(before) ? leavesOf(before) : []);
  const now = new Map(isObject(after) ? leavesOf(after) : []);
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  const changes = paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
  return { changes, same: paths.length - changes.length };
}
