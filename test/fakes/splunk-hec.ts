import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** One event as Splunk indexed it. */
export interface SplunkEvent {
  readonly time: number;
  readonly event: unknown;
  readonly index: string;
  readonly source?: string;
  readonly sourcetype?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface SplunkHec extends Receiver {
  /** What was indexed, in the order of arrival, repeats included. */
  readonly events: SplunkEvent[];
  /** Tokens and whether each has indexer acknowledgement; change it to withdraw one. */
  readonly tokens: Map<string, boolean>;
  /** Indexes that the tokens may write to. */
  readonly indexes: Set<string>;
  /** How many times an acknowledgement is asked for before it is true. */
  acksAfter: number;
  /** Events that cannot be read, whatever is wrong with them. */
  poison: (event: SplunkEvent) => boolean;
  /** Loses what was taken and is not acknowledged yet, as a crash does. */
  crash(): void;
}

/** https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector, "possible error codes". */
const answers: Readonly<Record<number, readonly [number, string]>> = {
  1: [403, 'Token disabled'],
  2: [401, 'Token is required'],
  3: [401, 'Invalid authorization'],
  4: [403, 'Invalid token'],
  5: [400, 'No data'],
  6: [400, 'Invalid data format'],
  7: [400, 'Incorrect index'],
  10: [400, 'Data channel is missing'],
  11: [400, 'Invalid data channel'],
  12: [400, 'Event field is required'],
  13: [400, 'Event field cannot be blank'],
  14: [400, 'ACK is disabled'],
  15: [400, 'Error in handling indexed fields'],
};

const maxBytes = 1_000_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function refusal(code: number, at?: number): Reply {
  const [status, text] = answers[code] as readonly [number, string];
  const more = at === undefined ? {} : { 'invalid-event-number': at };
  return { status, body: JSON.stringify({ text, code, ...more }) };
}

/** The objects of a body, which follow one another with or without anything between; what is no JSON ends it. */
function* objectsOf(body: string): Generator<string> {
  let depth = 0;
  let from = -1;
  let inText = false;
  for (let at = 0; at < body.length; at++) {
    const one = body[at];
    if (inText) {
      if (one === '\\') at++;
      else if (one === '"') inText = false;
    } else if (one === '"') inText = true;
    else if (one === '{') {
      if (depth++ === 0) from = at;
    } else if (one === '}' && --depth === 0) yield body.slice(from, at + 1);
    else if (depth === 0 && !/\s/.test(one ?? '')) return yield body.slice(at);
  }
  if (depth > 0) yield body.slice(from);
}

const isFlat = (fields: unknown): boolean =>
  typeof fields === 'object' &&
  fields !== null &&
  Object.values(fields).every((value) => typeof value !== 'object');

/** The HTTP Event Collector of Splunk, with its codes, and with indexer acknowledgement where a token has it. */
export async function startSplunkHec(): Promise<SplunkHec> {
  const events: SplunkEvent[] = [];
  const tokens = new Map([['hec-token', false]]);
  const indexes = new Set(['main', 'audit']);
  const pending = new Map<number, { events: SplunkEvent[]; asked: number }>();
  const state = { acksAfter: 2, nextAck: 0, poison: (_: SplunkEvent) => false };

  const read = (text: string, at: number): SplunkEvent | Reply => {
    let parsed: Record<string, unknown>;
    try {
      parsed = JSON.parse(text);
    } catch {
      // The documented answer for what is no JSON.
      return refusal(6, at);
    }
    if (Array.isArray(parsed)) return refusal(6, at);
    if (parsed.event === undefined) return refusal(12, at);
    if (parsed.event === '' || parsed.event === null) return refusal(13, at);
    if (parsed.fields !== undefined && !isFlat(parsed.fields)) return refusal(15, at);
    if (parsed.time !== undefined && !(Number(parsed.time) < 1e11)) return refusal(6, at);
    const index = String(parsed.index ?? 'main');
    if (!indexes.has(index)) return refusal(7, at);
    const event = { ...(parsed as unknown as SplunkEvent), index };
    return state.poison(event) ? refusal(6, at) : event;
  };

  const takeEvents = (request: Received, hasAck: boolean): Reply => {
    const channel = request.headers['x-splunk-request-channel'];
    if (hasAck && channel === undefined) return refusal(10);
    if (channel !== undefined && !uuid.test(String(channel))) return refusal(11);
    if (request.bytes > maxBytes)
      return { status: 413, body: '{"text":"Content-Length too large","code":27}' };
    const taken: SplunkEvent[] = [];
    let at = 0;
    for (const text of objectsOf(request.body)) {
      const event = read(text, at++);
      if ('status' in event) {
        // What came before the culprit is indexed all the same.
        events.push(...taken);
        return event as Reply;
      }
      taken.push(event);
    }
    if (at === 0) return refusal(5);
    if (!hasAck) {
      events.push(...taken);
      return { status: 200, body: '{"text":"Success","code":0}' };
    }
    const ackId = state.nextAck++;
    pending.set(ackId, { events: taken, asked: 0 });
    return { status: 200, body: JSON.stringify({ text: 'Success', code: 0, ackId }) };
  };

  const tellAcks = (request: Received, hasAck: boolean): Reply => {
    if (!hasAck) return refusal(14);
    if (!uuid.test(new URL(request.path, 'http://localhost').searchParams.get('channel') ?? ''))
      return refusal(10);
    const { acks } = JSON.parse(request.body) as { acks: number[] };
    const told = acks.map((id) => {
      const batch = pending.get(id);
      if (batch === undefined || ++batch.asked < state.acksAfter) return [String(id), false];
      events.push(...batch.events);
      pending.delete(id);
      return [String(id), true];
    });
    return { status: 200, body: JSON.stringify({ acks: Object.fromEntries(told) }) };
  };

  const take = (request: Received): Reply => {
    const { pathname } = new URL(request.path, 'http://localhost');
    const known = ['/services/collector', '/services/collector/event', '/services/collector/ack'];
    if (!known.includes(pathname))
      return { status: 404, body: '{"text":"The requested URL was not found","code":404}' };
    if (request.method !== 'POST') return { status: 405, body: '' };
    const given = request.headers.authorization;
    if (given === undefined) return refusal(2);
    const token = /^Splunk (.+)$/.exec(given)?.[1];
    if (token === undefined) return refusal(3);
    const hasAck = tokens.get(token);
    if (hasAck === undefined) return refusal(4);
    return pathname.endsWith('/ack') ? tellAcks(request, hasAck) : takeEvents(request, hasAck);
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    events: { value: events },
    tokens: { value: tokens },
    indexes: { value: indexes },
    poison: {
      get: () => state.poison,
      set: (poison: (event: SplunkEvent) => boolean) => {
        state.poison = poison;
      },
    },
    crash: { value: () => pending.clear() },
    acksAfter: {
      get: () => state.acksAfter,
      set: (times: number) => {
        state.acksAfter = times;
      },
    },
  }) as SplunkHec;
}
