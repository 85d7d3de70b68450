import { isIP } from 'node:net';
import { CanonicalJson, JsonFault } from '../kernel/canonical-json.ts';
import type { Fault } from '../kernel/errors.ts';
import { type Level, levels, type Result, results } from './event.ts';
import { parseInstant } from './instant.ts';

/** Limits of an event, as `docs/events.md` states them. */
export const limits = {
  /** UTF-8 bytes of the event as JSON. */
  bytes: 256 * 1024,
  /** Levels of arrays and objects, the event itself included. */
  depth: 20,
  /** Characters of the id of an actor or a resource: an index entry of PostgreSQL holds 2,704 bytes. */
  partyId: 512,
  resources: 50,
  tags: 50,
  /** How far in the future `occurred_at` may lie. */
  futureMs: 24 * 60 * 60 * 1000,
} as const;

/**
 * An event that has been found good: the columns that the log extracts, and the canonical JSON in three parts,
 * between which the number, the organization and the time of receipt are put when they are known.
 */
export interface Accepted {
  readonly id: string;
  readonly occurredAt: number;
  readonly action: string;
  readonly level: Level;
  readonly result: Result;
  readonly module: string | null;
  readonly service: string | null;
  readonly errorCode: string | null;
  readonly actorType: string | null;
  readonly actorId: string | null;
  readonly customerId: string | null;
  readonly sourceIp: string | null;
  readonly integrationId: string | null;
  /** Whether Cairn made the id: then it cannot be a repeat. */
  readonly ownId: boolean;
  /** Canonical JSON as UTF-8, without what is put in at `middleAt`, at `tailAt`, and at the end. */
  readonly json: Buffer;
  readonly middleAt: number;
  readonly tailAt: number;
}

/** What the receiver knows besides the body. */
export interface Receipt {
  readonly nowMs: number;
  /** Makes the id of an event that came without one. */
  makeId(): string;
  /** Only Cairn's own collectors may name an integration. */
  readonly integrationId?: string;
}

/** What is put in before `middleAt`. The text of a time is RFC 3339. */
export const receiptText = (organizationId: string, receivedAt: string): string =>
  `,"organization_id":"${organizationId}","received_at":"${receivedAt}"`;

/** What is put in before `tailAt`; a brace ends the event. */
export const numberText = (seq: number): string => `,"schema":1,"seq":${seq}`;

/** The canonical JSON of an accepted event, once it has its number. */
export const eventJson = (event: Accepted, organizationId: string, receivedAt: string, seq: number): Buffer =>
  Buffer.concat([
    event.json.subarray(0, event.middleAt),
    Buffer.from(receiptText(organizationId, receivedAt)),
    event.json.subarray(event.middleAt, event.tailAt),
    Buffer.from(numberText(seq)),
    event.json.subarray(event.tailAt),
    Buffer.from('}'),
  ]);

const fieldNames = new Set([
  ...[
    'id',
    'action',
    'occurred_at',
    'level',
    'module',
    'service',
    'result',
    'error_code',
    'actor',
    'resources',
  ],
  ...['customer_id', 'context', 'complement', 'details', 'tags'],
]);
const actorNames = new Set(['type', 'id', 'name', 'details']);
const contextNames = new Set(['source_ip', 'user_agent', 'request_id', 'session_id', 'location']);

type Fields = Record<string, unknown>;

/** Collects the faults of one event, each with its path. */
class Reader {
  readonly faults: Fault[] = [];
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  fault(path: string, message: string): null {
    if (this.faults.length < 20) this.faults.push({ path: this.at(path), message });
    return null;
  }

  at(path: string): string {
    if (this.root === '') return path;
    return path === '' ? this.root : `${this.root}.${path}`;
  }

  unknown(value: Fields, known: ReadonlySet<string>, path: string): void {
    for (const name in value) {
      if (!known.has(name)) this.fault(path === '' ? name : `${path}.${name}`, 'is not a known field');
    }
  }

  /** A string of 1 to `max` characters, or null when it is absent or at fault. Its path is put together only then. */
  text(value: unknown, path: string, max: number, name = ''): string | null {
    if (value === undefined) return null;
    if (typeof value === 'string' && value.length > 0 && value.length <= max) return value;
    return this.fault(
      path + name,
      typeof value === 'string' ? `must have 1 to ${max} characters` : 'must be a string',
    );
  }

  object(value: unknown, path: string): Fields | null {
    if (value === undefined) return null;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.fault(path, 'must be an object');
    return value as Fields;
  }

  oneOf<T extends string>(value: unknown, path: string, allowed: readonly T[], otherwise: T): T {
    if (value === undefined) return otherwise;
    if (allowed.includes(value as T)) return value as T;
    this.fault(path, `must be one of ${allowed.join(', ')}`);
    return otherwise;
  }
}

const idShape = /^[A-Za-z0-9_.:-]{1,128}$/;

function readId(reader: Reader, value: unknown, receipt: Receipt): string {
  if (value === undefined) return receipt.makeId();
  if (typeof value === 'string' && idShape.test(value)) return value;
  reader.fault('id', 'must have 1 to 128 characters of A-Z a-z 0-9 _ . : -');
  return '';
}

function readTime(reader: Reader, value: unknown, nowMs: number): number {
  if (value === undefined) return nowMs;
  const at = typeof value === 'string' ? parseInstant(value) : null;
  if (at === null) {
    reader.fault('occurred_at', 'must be an RFC 3339 time with an offset, such as 2026-11-23T10:00:00Z');
    return nowMs;
  }
  if (at > nowMs + limits.futureMs) reader.fault('occurred_at', 'lies more than 24 hours in the future');
  if (at < 0) reader.fault('occurred_at', 'lies before 1970');
  return at;
}

/** Checks an actor or a resource. Its text is written by the caller, as it stands. */
function checkParty(reader: Reader, party: Fields, path: string, typeRequired: boolean): void {
  reader.unknown(party, actorNames, path);
  if (party.id === undefined) reader.fault(`${path}.id`, 'is required');
  else reader.text(party.id, path, limits.partyId, '.id');
  if (party.type === undefined && typeRequired) reader.fault(`${path}.type`, 'is required');
  else reader.text(party.type, path, 100, '.type');
  if (party.name !== undefined && party.name !== '') reader.text(party.name, path, 1000, '.name');
  if (party.details !== undefined) reader.object(party.details, `${path}.details`);
}

function readResources(reader: Reader, value: unknown): readonly unknown[] | null {
  if (value === undefined) return null;
  if (!Array.isArray(value)) return reader.fault('resources', 'must be an array');
  if (value.length > limits.resources)
    return reader.fault('resources', `may hold at most ${limits.resources}`);
  for (let index = 0; index < value.length; index++) {
    const path = `resources[${index}]`;
    const resource = reader.object(value[index] ?? null, path);
    if (resource !== null) checkParty(reader, resource, path, false);
  }
  return value;
}

function readContext(reader: Reader, value: unknown): Fields | null {
  const context = reader.object(value, 'context');
  if (context === null) return null;
  reader.unknown(context, contextNames, 'context');
  const ip = context.source_ip;
  if (ip !== undefined && (typeof ip !== 'string' || isIP(ip) === 0)) {
    reader.fault('context.source_ip', 'must be an IPv4 or IPv6 address');
  }
  reader.text(context.user_agent, 'context.user_agent', 4096);
  reader.text(context.request_id, 'context.request_id', 1000);
  reader.text(context.session_id, 'context.session_id', 1000);
  return context;
}

function checkTags(reader: Reader, value: unknown): Fields | null {
  const tags = reader.object(value, 'tags');
  if (tags === null) return null;
  const keys = Object.keys(tags);
  if (keys.length > limits.tags) reader.fault('tags', `may hold at most ${limits.tags}`);
  for (const key of keys) {
    if (typeof tags[key] !== 'string') reader.fault(`tags.${key}`, 'must be a string');
  }
  return tags;
}

/**
 * Checks one event of a sender and writes its canonical JSON in the same walk: both together take about as long
 * as JSON.parse. `root` is the path of the event in the request (`events[3]`, or empty).
 */
export function acceptEvent(input: unknown, root: string, receipt: Receipt): Accepted | readonly Fault[] {
  const reader = new Reader(root);
  const given = reader.object(input ?? null, '');
  if (given === null) return reader.faults;
  reader.unknown(given, fieldNames, '');
  if (given.action === undefined) reader.fault('action', 'is required');
  const event = readColumns(reader, given, receipt);
  const actor = reader.object(given.actor, 'actor');
  if (actor !== null) checkParty(reader, actor, 'actor', true);
  const resources = readResources(reader, given.resources);
  const context = readContext(reader, given.context);
  const complement = reader.object(given.complement, 'complement');
  const details = reader.object(given.details, 'details');
  const tags = checkTags(reader, given.tags);
  if (reader.faults.length > 0) return reader.faults;
  try {
    return write({ ...event, actor, resources, context, complement, details, tags }, given, receipt, reader);
  } catch (err) {
    if (err instanceof JsonFault) return [{ path: reader.at(err.path), message: err.message }];
    throw err;
  }
}

function readColumns(reader: Reader, given: Fields, receipt: Receipt) {
  return {
    id: readId(reader, given.id, receipt),
    action: reader.text(given.action, 'action', 200) ?? '',
    occurredAt: readTime(reader, given.occurred_at, receipt.nowMs),
    level: reader.oneOf(given.level, 'level', levels, 'information'),
    result: reader.oneOf(given.result, 'result', results, 'success'),
    module: reader.text(given.module, 'module', 100),
    service: reader.text(given.service, 'service', 100),
    errorCode: reader.text(given.error_code, 'error_code', 200),
    customerId: reader.text(given.customer_id, 'customer_id', 128),
  };
}

type Read = ReturnType<typeof readColumns> & {
  readonly actor: Fields | null;
  readonly resources: readonly unknown[] | null;
  readonly context: Fields | null;
  readonly complement: Fields | null;
  readonly details: Fields | null;
  readonly tags: Fields | null;
};

const json = new CanonicalJson();
const inner = limits.depth - 1;

/** Writes the members in the order of their names, which is the canonical one. */
function writeJson(
  read: Read,
  integrationId: string | null,
): { json: Buffer; middleAt: number; tailAt: number } {
  json.begin();
  json.raw('{');
  json.first('action', read.action);
  json.member('actor', read.actor, inner);
  json.member('complement', read.complement, inner);
  json.member('context', read.context, inner);
  json.member('customer_id', read.customerId, inner);
  json.member('details', read.details, inner);
  json.member('error_code', read.errorCode, inner);
  json.member('id', read.id, inner);
  json.member('integration_id', integrationId, inner);
  json.member('level', read.level, inner);
  json.member('module', read.module, inner);
  json.member('occurred_at', new Date(read.occurredAt).toISOString(), inner);
  const middleAt = json.length;
  json.member('resources', read.resources, inner);
  json.member('result', read.result, inner);
  const tailAt = json.length;
  json.member('service', read.service, inner);
  json.member('tags', read.tags, inner);
  return { json: json.end(), middleAt, tailAt };
}

function write(read: Read, given: Fields, receipt: Receipt, reader: Reader): Accepted | readonly Fault[] {
  const integrationId = receipt.integrationId ?? null;
  const written = writeJson(read, integrationId);
  if (written.json.length > limits.bytes) {
    reader.fault('', `is larger than ${limits.bytes / 1024} KiB`);
    return reader.faults;
  }
  return {
    id: read.id,
    occurredAt: read.occurredAt,
    action: read.action,
    level: read.level,
    result: read.result,
    module: read.module,
    service: read.service,
    errorCode: read.errorCode,
    actorType: (read.actor?.type as string | undefined) ?? null,
    actorId: (read.actor?.id as string | undefined) ?? null,
    customerId: read.customerId,
    sourceIp: (read.context?.source_ip as string | undefined) ?? null,
    integrationId,
    ownId: given.id === undefined,
    ...written,
  };
}
