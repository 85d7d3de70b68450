import { type Event, levels, type Resource, results } from '../event.ts';

/** Where SQL finds what a reading yields: `events`, `event_search`, or the JSON text of the event. */
export type Source =
  | { readonly in: 'events'; readonly column: string }
  | { readonly in: 'search'; readonly column: string; readonly array?: true }
  | { readonly in: 'event'; readonly path: readonly string[] }
  | { readonly in: 'resources'; readonly key: 'id' | 'type'; readonly type?: string };

/** One way in which a field reads its text from an event. */
export interface Reading {
  /** Compared without regard to case; the source then holds folded text. */
  readonly folded: boolean;
  readonly source: Source;
  /** Whether `test` holds for any of the texts. Calls it with unfolded text; absent values are not shown. */
  some(event: Event, test: (text: string) => boolean): boolean;
}

interface Named {
  readonly name: string;
}

/** Text; an event matches when any of the readings does. */
export interface TextField extends Named {
  readonly kind: 'text';
  readonly readings: readonly Reading[];
  /** The only values there are, when that is a closed set. */
  readonly values?: readonly string[];
}

export interface NumberField extends Named {
  readonly kind: 'number';
  readonly column: 'seq';
  read(event: Event): number;
}

export interface TimeField extends Named {
  readonly kind: 'time';
  readonly column: 'occurred_at' | 'received_at';
  /** RFC 3339, UTC, milliseconds: text of one width, which compares as the times do. */
  read(event: Event): string;
}

/** `tag.KEY`: text under a key of a flat object. */
export interface TagField extends Named {
  readonly kind: 'tag';
}

/** `details.PATH` and `complement.PATH`: any JSON under a path. */
export interface DocumentField extends Named {
  readonly kind: 'document';
  readonly name: 'details' | 'complement';
}

export type Field = TextField | NumberField | TimeField | TagField | DocumentField;

const column = (name: string, read: (event: Event) => string | undefined): Reading =>
  scalar({ in: 'events', column: name }, read);

function scalar(source: Source, read: (event: Event) => string | undefined, folded = false): Reading {
  return {
    folded,
    source,
    some(event, test) {
      const text = read(event);
      return text !== undefined && test(text);
    },
  };
}

function ofResources(
  source: Source,
  read: (resource: Resource) => string | undefined,
  folded = false,
): Reading {
  return {
    folded,
    source,
    some(event, test) {
      if (event.resources === undefined) return false;
      for (const resource of event.resources) {
        const text = read(resource);
        if (text !== undefined && test(text)) return true;
      }
      return false;
    },
  };
}

const typedResource = (type: string): Reading =>
  ofResources({ in: 'resources', key: 'id', type }, (resource) =>
    resource.type === type ? resource.id : undefined,
  );

const actorId = column('actor_id', (event) => event.actor?.id);
const actorName = scalar({ in: 'search', column: 'actor_name' }, (event) => event.actor?.name, true);
const resourceId = ofResources({ in: 'search', column: 'resource_ids', array: true }, (item) => item.id);
const resourceName = ofResources(
  { in: 'search', column: 'resource_names', array: true },
  (item) => item.name,
  true,
);

const text = (name: string, ...readings: Reading[]): TextField => ({ kind: 'text', name, readings });

/** Every field of the query language. */
export const fields: readonly Field[] = [
  text(
    'id',
    column('id', (event) => event.id),
  ),
  { kind: 'number', name: 'seq', column: 'seq', read: (event) => event.seq },
  text(
    'action',
    column('action', (event) => event.action),
  ),
  {
    ...text(
      'level',
      column('level', (event) => event.level),
    ),
    values: levels,
  },
  text(
    'module',
    column('module', (event) => event.module),
  ),
  text(
    'service',
    column('service', (event) => event.service),
  ),
  {
    ...text(
      'result',
      column('result', (event) => event.result),
    ),
    values: results,
  },
  text(
    'error_code',
    column('error_code', (event) => event.error_code),
  ),
  text(
    'customer',
    column('customer_id', (event) => event.customer_id),
  ),
  text(
    'ip',
    column('source_ip', (event) => event.context?.source_ip),
  ),
  text(
    'user_agent',
    scalar({ in: 'search', column: 'user_agent' }, (event) => event.context?.user_agent, true),
  ),
  text(
    'request_id',
    scalar({ in: 'event', path: ['context', 'request_id'] }, (event) => event.context?.request_id),
  ),
  { kind: 'tag', name: 'tag' },
  { kind: 'document', name: 'details' },
  { kind: 'document', name: 'complement' },
  text('actor', actorId, actorName),
  text('actor.id', actorId),
  text(
    'actor.type',
    column('actor_type', (event) => event.actor?.type),
  ),
  text('actor.name', actorName),
  text('resource', resourceId, resourceName),
  text('resource.id', resourceId),
  text(
    'resource.type',
    ofResources({ in: 'resources', key: 'type' }, (item) => item.type),
  ),
  text('resource.name', resourceName),
  text(
    'integration',
    column('integration_id', (event) => event.integration_id),
    typedResource('integration'),
  ),
  text('trail', typedResource('trail')),
  { kind: 'time', name: 'occurred', column: 'occurred_at', read: (event) => event.occurred_at },
  { kind: 'time', name: 'received', column: 'received_at', read: (event) => event.received_at },
];

const byName: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.name, field]));

export const fieldNamed = (name: string): Field | undefined => byName.get(name);

/** Whether the field is written with a key or path after its name. */
export const takesPath = (field: Field): boolean => field.kind === 'tag' || field.kind === 'document';

/** What people type who know the event's own names, and the field they mean. */
export const otherNames: Readonly<Record<string, string>> = {
  source_ip: 'ip',
  customer_id: 'customer',
  integration_id: 'integration',
  occurred_at: 'occurred',
  received_at: 'received',
  time: 'occurred',
  date: 'occurred',
  user: 'actor',
  app: 'service',
  event_id: 'id',
  tags: 'tag.',
};
