import { actionLabels } from '../event/action.ts';
import type { Event, Json, Level, Result } from '../event/event.ts';
import type { Column } from './csv.ts';

const levelNames: Readonly<Record<Level, string>> = {
  information: 'Information',
  notice: 'Notice',
  warning: 'Warning',
  error: 'Error',
};

const resultNames: Readonly<Record<Result, string>> = {
  success: 'SUCCESS',
  failed: 'FAILED',
  validation_error: 'VALIDATION ERROR',
};

/** The columns of an audit log downloaded from Cybozu, in its order. Times are RFC 3339, UTC. */
export const cybozuColumns: readonly Column[] = [
  { name: 'Date and time', text: (event) => event.occurred_at },
  { name: 'Level', text: (event) => levelNames[event.level] },
  { name: 'Service', text: (event) => event.service ?? '' },
  { name: 'User', text: userOf },
  { name: 'Module', text: (event) => event.module ?? '' },
  { name: 'Action', text: (event) => actionLabels(event.action)[0] ?? event.action },
  { name: 'Result', text: (event) => resultNames[event.result] },
  { name: 'Error code', text: (event) => event.error_code ?? '' },
  { name: 'Complement', text: (event) => complementText(event.complement ?? {}) },
];

/** What the service did by itself was done by `nobody`. */
function userOf({ actor }: Event): string {
  return actor === undefined || actor.type === 'system' ? 'nobody' : (actor.name ?? actor.id);
}

/** The order of `docs/events.md`; canonical JSON has sorted the keys. */
const keyOrder = [
  ...['service_name', 'client_name', 'setting', 'client_id', 'id', 'scope', 'scopes', 'validity_period'],
  ...['changed_fields', 'granted_users', 'revoked_users'],
];

const rank = (key: string): number => (keyOrder.includes(key) ? keyOrder.indexOf(key) : keyOrder.length);

/** A complement as people read it: `client_name: Build Bot, client_id: 7`. */
export function complementText(complement: { readonly [key: string]: Json }): string {
  return Object.entries(complement)
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([key, value]) => `${key}: ${valueText(value)}`)
    .join(', ');
}

function valueText(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(valueText).join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
