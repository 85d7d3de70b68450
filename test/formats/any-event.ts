import fc from 'fast-check';
import { acceptEvent, eventJson } from '../../src/event/accept.ts';
import type { Event } from '../../src/event/event.ts';
import { awkwardEvents, sentEvents } from '../generated-events.ts';

/** An event as a trail gets it from the log. */
export interface Logged {
  readonly event: Event;
  readonly text: string;
}

const organizationId = '01900000-0000-7000-8000-000000000000';
const nowMs = Date.parse('2026-11-23T10:00:00.000Z');

/** What the log makes of what a sender sends. Throws when it would be refused. */
export function logged(sent: object, seq = 7, id = 'evt-1'): Logged {
  const accepted = acceptEvent(sent, '', { nowMs, makeId: () => id });
  if (!('json' in accepted)) throw new Error(JSON.stringify(accepted));
  const text = eventJson(accepted, organizationId, '2026-11-23T10:00:00.000Z', seq).toString();
  return { event: JSON.parse(text) as Event, text };
}

const accepted = (sent: object): boolean => 'json' in acceptEvent(sent, '', { nowMs, makeId: () => 'x' });

/** Every valid event, awkward ones more often than senders would have it. */
export const anyLogged: fc.Arbitrary<Logged> = fc
  .tuple(
    fc.oneof(sentEvents, fc.constantFrom<object>(...awkwardEvents)).filter(accepted),
    fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    fc.stringMatching(/^[A-Za-z0-9_.:-]{1,128}$/),
  )
  .map(([sent, seq, id]) => logged(sent, seq, id));
