import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventInput } from '../src/api/event-shapes.ts';
import { acceptEvent, eventJson } from '../src/event/accept.ts';
import { canonicalText } from '../src/kernel/canonical-json.ts';

const nowMs = Date.UTC(2026, 10, 23, 12);
const accept = (input: unknown) => acceptEvent(input, '', { nowMs, makeId: () => 'made-id' });
const text = (input: unknown) => {
  const event = accept(input);
  if (!('json' in event)) throw new Error(JSON.stringify(event));
  return eventJson(event, '01900000-0000-7000-8000-000000000001', '2026-11-23T12:00:00.000Z', 42).toString();
};

const word = fc.string({ minLength: 1, maxLength: 8 });
const json = fc.dictionary(word, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const resource = fc.record(
  { id: word, type: word, name: fc.string({ maxLength: 5 }), details: json },
  { requiredKeys: ['id'] },
);

/** Events as senders should write them. */
const event = fc.record(
  {
    id: fc.stringMatching(/^[A-Za-z0-9_.:-]{1,20}$/),
    action: word,
    occurred_at: fc
      .date({ min: new Date('1970-01-01'), max: new Date(nowMs), noInvalidDate: true })
      .map((date) => date.toISOString()),
    level: fc.constantFrom('information', 'notice', 'warning', 'error'),
    module: word,
    service: word,
    result: fc.constantFrom('success', 'failed', 'validation_error'),
    error_code: word,
    actor: fc.record(
      { type: word, id: word, name: fc.string({ maxLength: 5 }), details: json },
      { requiredKeys: ['type', 'id'] },
    ),
    resources: fc.array(resource, { maxLength: 3 }),
    customer_id: word,
    context: fc.record(
      {
        source_ip: fc.oneof(fc.ipV4(), fc.ipV6()),
        user_agent: word,
        request_id: word,
        session_id: word,
        location: fc.jsonValue({ maxDepth: 2 }),
      },
      { requiredKeys: [] },
    ),
    complement: json,
    details: json,
    tags: fc.dictionary(word, fc.string({ maxLength: 5 }), { maxKeys: 3 }),
  },
  { requiredKeys: ['action'] },
);

/** The same with one thing broken. */
const broken = fc
  .tuple(
    event,
    fc.constantFrom(
      'id',
      'action',
      'occurred_at',
      'level',
      'module',
      'result',
      'actor',
      'resources',
      'context',
      'details',
      'tags',
      'surprise',
    ),
    fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.constant(''),
      fc.constant([]),
      fc.constant({}),
      fc.constant('x'.repeat(300)),
      fc.boolean(),
    ),
  )
  .map(([good, field, value]) => ({ ...good, [field]: value }));

/** What JSON carries and the database does not, and what zod does not look for. */
const unstorable = (input: unknown) =>
  // V8 misreads a quote after a key that is a backslash; see test/generated-events.ts.
  /\\\\[^"]*":/.test(JSON.stringify(input)) ||
  /\\u0000|\\ud[89ab]/i.test(JSON.stringify(input)) ||
  JSON.stringify(input).includes('\\u0000');

it('accepts and refuses what the documented schema does', () => {
  fc.assert(
    fc.property(fc.oneof(event, broken, optional(fc.jsonValue())), (input) => {
      fc.pre(!unstorable(input ?? null));
      expect('json' in accept(input)).toBe(eventInput.safeParse(input).success);
    }),
    { numRuns: 2_000 },
  );
});

it('writes canonical JSON that holds the event, its defaults, and what Cairn adds', () => {
  fc.assert(
    fc.property(event, (input) => {
      fc.pre(!unstorable(input));
      const written = text(input);
      const parsed = JSON.parse(written);
      expect(written).toBe(canonicalText(parsed));
      const added = {
        organization_id: '01900000-0000-7000-8000-000000000001',
        seq: 42,
        received_at: '2026-11-23T12:00:00.000Z',
        schema: 1,
      };
      const defaults = {
        id: 'made-id',
        level: 'information',
        result: 'success',
        occurred_at: new Date(nowMs).toISOString(),
      };
      expect(parsed).toEqual(JSON.parse(JSON.stringify({ ...defaults, ...input, ...added })));
    }),
    { numRuns: 1_000 },
  );
});

it('keeps a key named __proto__ as data', () => {
  const input = JSON.parse('{"action":"a","details":{"__proto__":{"admin":true}}}');
  expect(text(input)).toContain('"details":{"__proto__":{"admin":true}}');
});

it('refuses a number that no double holds', () => {
  expect(accept(JSON.parse('{"action":"a","details":{"n":1e999}}'))).toEqual([
    { path: 'details.n', message: 'is a number beyond what can be kept' },
  ]);
});

it('takes times of every offset, and a day ahead but not more', () => {
  expect(JSON.parse(text({ action: 'a', occurred_at: '2026-11-23T21:00:00.123456+09:00' })).occurred_at).toBe(
    '2026-11-23T12:00:00.123Z',
  );
  expect('json' in accept({ action: 'a', occurred_at: '2026-11-24T11:59:59Z' })).toBe(true);
  expect('json' in accept({ action: 'a', occurred_at: '2026-11-24T12:00:01Z' })).toBe(false);
});
