import { levels, results } from '../api/events.ts';

/** How the values of a field are compared: decides the operators that a rule row offers. */
export type FieldKind = 'text' | 'time' | 'number' | 'path';

export interface QueryField {
  readonly name: string;
  readonly kind: FieldKind;
  /** The only values there are. */
  readonly values?: readonly string[];
  /** Whether the server counts its values, so that they can be offered. */
  readonly counted?: boolean;
}

/** The fields of the query language, most used first: the order in which they are offered. */
export const queryFields: readonly QueryField[] = [
  { name: 'action', kind: 'text', counted: true },
  { name: 'level', kind: 'text', values: levels, counted: true },
  { name: 'result', kind: 'text', values: results, counted: true },
  { name: 'actor', kind: 'text', counted: true },
  { name: 'resource', kind: 'text' },
  { name: 'module', kind: 'text', counted: true },
  { name: 'service', kind: 'text', counted: true },
  { name: 'ip', kind: 'text', counted: true },
  { name: 'integration', kind: 'text', counted: true },
  { name: 'trail', kind: 'text' },
  { name: 'customer', kind: 'text', counted: true },
  { name: 'error_code', kind: 'text' },
  { name: 'user_agent', kind: 'text' },
  { name: 'request_id', kind: 'text' },
  { name: 'actor.id', kind: 'text' },
  { name: 'actor.type', kind: 'text' },
  { name: 'actor.name', kind: 'text' },
  { name: 'resource.id', kind: 'text' },
  { name: 'resource.type', kind: 'text' },
  { name: 'resource.name', kind: 'text' },
  { name: 'complement.', kind: 'path' },
  { name: 'details.', kind: 'path' },
  { name: 'tag.', kind: 'path' },
  { name: 'occurred', kind: 'time' },
  { name: 'received', kind: 'time' },
  { name: 'seq', kind: 'number' },
  { name: 'id', kind: 'text' },
];

/** The field of a name as written; `details.before.role` belongs to `details.`. */
export const queryField = (name: string): QueryField | undefined =>
  queryFields.find((field) => (field.kind === 'path' ? name.startsWith(field.name) : field.name === name));
