import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;
let path: string;
let token: string;

beforeAll(async () => {
  cairn = await startCairn();
  path = `/organizations/${cairn.organizationId}/events`;
  token = await cairn.token('events:write', 'events:read');
});
afterAll(() => cairn.stop());

const post = (body: unknown) => cairn.call('POST', path, { body, token });

it('answers 201 with the stored event, and 200 with the same one when it is sent again', async () => {
  const event = { id: 'order-1', action: 'order.placed', actor: { type: 'user', id: 'u1', name: 'Zoë' } };
  const first = await post(event);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ ...event, level: 'information', result: 'success', schema: 1 });
  const second = await post({ ...event, action: 'order.cancelled' });
  expect(second.status).toBe(200);
  expect(second.body).toEqual(first.body);
  expect((await cairn.call('GET', `${path}/order-1`, { token })).body).toEqual(first.body);
});

it('stores the good events of a batch and names the faults of the others', async () => {
  const answer = await post({
    events: [
      { action: 'a', id: 'b1' },
      { action: 'b', actor: { type: 'user' } },
      { action: 'c', id: 'b1' },
      { acton: 'd' },
    ],
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ accepted: 1, duplicates: 1, rejected: 2 });
  expect(answer.body.results[1]).toMatchObject({
    status: 'rejected',
    errors: [{ path: 'events[1].actor.id' }],
  });
  expect(answer.body.results[2]).toMatchObject({ status: 'duplicate', seq: answer.body.results[0].seq });
  expect(answer.body.results[3].errors.map((fault: { path: string }) => fault.path)).toEqual([
    'events[3].acton',
    'events[3].action',
  ]);
});

it('takes NDJSON and gzip, and says which line is broken', async () => {
  const raw = gzipSync('{"action":"x"}\n{"action":\n\n{"action":"y"}\n');
  const headers = { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
  const answer = await cairn.call('POST', path, { raw: new Uint8Array(raw), headers, token });
  expect(answer.body).toMatchObject({ accepted: 2, rejected: 1 });
  expect(answer.body.results[1].errors[0].message).toMatch(/not JSON/);
});

it('numbers the events of many writers without gaps', async () => {
  const before = (await post({ action: 'mark' })).body.seq as number;
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      post({ events: Array.from({ length: 25 }, () => ({ action: `w${n}` })) }),
    ),
  );
  const numbers = answers.flatMap((answer) =>
    answer.body.results.map((result: { seq: number }) => result.seq),
  ) as number[];
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, n) => before + 1 + n));
});

const bad: [string, unknown, string][] = [
  ['a missing action', {}, 'action'],
  ['a wrong level', { action: 'a', level: 'fatal' }, 'level'],
  ['a time in the far future', { action: 'a', occurred_at: '2199-01-01T00:00:00Z' }, 'occurred_at'],
  ['a time without an offset', { action: 'a', occurred_at: '2026-01-01T00:00:00' }, 'occurred_at'],
  ['the 30th of February', { action: 'a', occurred_at: '2026-02-30T00:00:00Z' }, 'occurred_at'],
  ['U+0000', { action: 'a\u0000b' }, 'action'],
  ['a lone surrogate deep inside', { action: 'a', details: { x: [{ y: '\ud800' }] } }, 'details.x[0].y'],
  ['a key with U+0000', { action: 'a', tags: { 'k\u0000': 'v' } }, 'tags.k\u0000'],
  [
    'too many resources',
    { action: 'a', resources: Array.from({ length: 51 }, () => ({ id: 'r' })) },
    'resources',
  ],
  ['tags that are no strings', { action: 'a', tags: { n: 1 } }, 'tags.n'],
  ['an address that is none', { action: 'a', context: { source_ip: '1.2.3' } }, 'context.source_ip'],
  ['a null actor', { action: 'a', actor: null }, 'actor'],
];

it.each(bad)('refuses %s with its path and stores nothing', async (_name, event, faultPath) => {
  const before = (await post({ action: 'mark' })).body.seq;
  const answer = await post(event);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body.code).toBe('request.invalid');
  expect(answer.body.errors[0].path).toBe(faultPath);
  expect((await post({ action: 'mark' })).body.seq).toBe(before + 1);
});

it('refuses events that are too deep or too large', async () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 20; level++) deep = { deep };
  expect((await post({ action: 'a', details: deep })).body.errors[0].message).toMatch(/too deep/);
  expect(
    (await post({ action: 'a', details: { text: 'é'.repeat(140_000) } })).body.errors[0].message,
  ).toMatch(/256 KiB/);
});

const malformed: [string, Parameters<TestCairn['call']>[2] & object, number, string][] = [
  ['broken JSON', { raw: '{"action":' }, 400, 'request.malformed'],
  ['an empty body', { raw: '', headers: { 'content-type': 'application/json' } }, 400, 'request.invalid'],
  ['a bare array', { body: [{ action: 'a' }] }, 400, 'request.invalid'],
  ['bytes that are no UTF-8', { raw: new Uint8Array([0x22, 0xff, 0x22]) }, 400, 'request.malformed'],
  ['broken gzip', { raw: 'xx', headers: { 'content-encoding': 'gzip' } }, 400, 'request.malformed'],
  ['another encoding', { raw: '{}', headers: { 'content-encoding': 'br' } }, 415, 'request.unsupported_type'],
  [
    'another content type',
    { raw: 'a=b', headers: { 'content-type': 'text/plain' } },
    415,
    'request.unsupported_type',
  ],
  [
    'too many events',
    { body: { events: Array.from({ length: 1001 }, () => ({ action: 'a' })) } },
    400,
    'request.invalid',
  ],
  ['fields beside events', { body: { events: [{ action: 'a' }], dry_run: true } }, 400, 'request.invalid'],
];

it.each(malformed)('answers %s with a problem', async (_name, options, status, code) => {
  const answer = await cairn.call('POST', path, { ...options, token });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'));
});

it('stops a gzip bomb where it grows beyond the limit', async () => {
  const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20));
  const answer = await cairn.call('POST', path, {
    raw: new Uint8Array(bomb),
    headers: { 'content-encoding': 'gzip' },
    token,
  });
  expect([answer.status, answer.body.code]).toEqual([413, 'request.too_large']);
});

it('refuses a wrong token, a missing scope and a foreign organization', async () => {
  expect((await cairn.call('POST', path, { body: { action: 'a' }, token: 'cairn_wrong' })).status).toBe(401);
  expect((await cairn.call('POST', path, { body: { action: 'a' }, cookie: null })).status).toBe(401);
  const reader = await cairn.token('events:read');
  const refused = await cairn.call('POST', path, { raw: '{broken', token: reader });
  expect([refused.status, refused.body.detail]).toEqual([403, 'The permission events:write is missing.']);
  const foreign = await cairn.call('POST', '/organizations/01900000-0000-7000-8000-000000000000/events', {
    body: { action: 'a' },
    token,
  });
  expect(foreign.status).toBe(404);
});

it('stores ids of the greatest length that is allowed', async () => {
  const id = '漢'.repeat(512);
  const answer = await post({ action: 'a'.repeat(200), actor: { type: 'user', id }, resources: [{ id }] });
  expect(answer.status).toBe(201);
  const found = await cairn.call('GET', `${path}?${new URLSearchParams({ q: `actor.id:"${id}"` })}`, {
    token,
  });
  expect(found.body.items.length).toBe(1);
  expect((await post({ action: 'a', actor: { type: 'user', id: `${id}x` } })).body.errors[0].path).toBe(
    'actor.id',
  );
});

it('keeps a key that is a quote, and refuses keys with a backslash before they can spoil one', async () => {
  for (const raw of ['{"action":"a","details":{"\\\\":1}}', '{"action":"a","details":{"x\\u005C":1}}']) {
    const refused = await cairn.call('POST', path, { raw, token });
    expect([refused.status, refused.body.code]).toEqual([400, 'request.malformed']);
  }
  const stored = await cairn.call('POST', path, { raw: '{"action":"a","details":{"\\"":"C:\\\\x"}}', token });
  expect(stored.body.details).toEqual({ '"': 'C:\\x' });
});
