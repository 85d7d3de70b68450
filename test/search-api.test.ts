import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;
let path: string;
const hour = 3_600_000;
const base = Date.UTC(2026, 9, 1);

beforeAll(async () => {
  cairn = await startCairn();
  path = `/organizations/${cairn.organizationId}/events`;
  const events = Array.from({ length: 240 }, (_, n) => ({
    id: `e${n}`,
    action: n % 3 === 0 ? 'document.shared' : 'user.signed_in',
    level: n % 10 === 0 ? 'error' : 'information',
    occurred_at: new Date(base + n * hour).toISOString(),
    actor: { type: 'user', id: `u${n % 5}`, name: n % 5 === 1 ? 'Émilie Durand' : `Person ${n % 5}` },
    resources: [{ type: 'document', id: `d${n % 20}`, name: `Plan ${n % 20}` }],
    context: { source_ip: '133.11.0.1' },
    details: { note: n === 77 ? 'needle in the haystack' : 'hay' },
  }));
  await cairn.call('POST', path, { body: { events } });
});
afterAll(() => cairn.stop());

const get = (query: Record<string, string>, under = '') =>
  cairn.call('GET', `${path}${under}?${new URLSearchParams(query)}`);
const ids = (items: { id: string }[]) => items.map(({ id }) => id);

it('finds what was acknowledged at once, and the same when it is indexed', async () => {
  const queries = [
    'needle',
    'actor:"émilie durand" action:document.shared',
    'resource:"plan 7"',
    'action:document.* -level:error id:e*',
    'ip:133.11.0.1 id:e5',
  ];
  const before = await Promise.all(
    queries.map(async (q) => ids((await get({ q, limit: '1000' })).body.items)),
  );
  expect(before[0]).toEqual(['e77']);
  expect(before.every((found) => found.length > 0)).toBe(true);
  await expect
    .poll(
      async () =>
        (
          await cairn.app.services.database.query(
            'select min(h.next_seq - 1 - i.seq) as lag from log_heads h join index_heads i using (organization_id)',
          )
        ).rows[0]?.lag,
      { timeout: 10_000 },
    )
    .toBe(0);
  const after = await Promise.all(
    queries.map(async (q) => ids((await get({ q, limit: '1000' })).body.items)),
  );
  expect(after).toEqual(before);
});

it('pages through everything by cursor, in both directions, without a gap or a repeat', async () => {
  for (const order of ['asc', 'desc']) {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await get({ q: 'id:e*', order, limit: '37', ...(cursor === '' ? {} : { cursor }) });
      seen.push(...ids(page.body.items));
      cursor = page.body.next_cursor;
    }
    const expected = Array.from({ length: 240 }, (_, n) => `e${n}`);
    expect(seen).toEqual(order === 'asc' ? expected : expected.reverse());
  }
});

it('keeps to from <= occurred_at < to', async () => {
  const from = new Date(base + 10 * hour).toISOString();
  const to = new Date(base + 12 * hour).toISOString();
  expect(ids((await get({ from, to })).body.items)).toEqual(['e11', 'e10']);
});

it('counts by time and by value', async () => {
  const from = new Date(base).toISOString();
  const to = new Date(base + 240 * hour).toISOString();
  const histogram = (await get({ from, to, step: '1d' }, '/histogram')).body;
  expect(histogram.points.map(({ events }: { events: number }) => events)).toEqual(
    Array.from({ length: 10 }, () => 24),
  );
  expect(histogram.total).toBe(240);
  const facets = (await get({ from, to, field: 'action', q: 'level:error' }, '/facets')).body;
  expect(facets.values).toEqual([
    { value: 'user.signed_in', events: 16 },
    { value: 'document.shared', events: 8 },
  ]);
});

it('estimates the country of a source address', async () => {
  expect((await cairn.call('GET', `${path}/e1/location`)).body).toEqual({
    source_ip: '133.11.0.1',
    country: 'JP',
    estimated: true,
  });
});

const wrong: [string, Record<string, string>, string, string, RegExp][] = [
  ['an unknown field', { q: 'acton:x' }, '', 'query.invalid', /did you mean .*action/],
  ['an open parenthesis', { q: '(level:error' }, '', 'query.invalid', /./],
  ['a huge query', { q: 'x'.repeat(5000) }, '', 'request.invalid', /4,096/],
  ['too many terms', { q: Array.from({ length: 101 }, () => 'x').join(' ') }, '', 'query.invalid', /100/],
  ['a cursor of nobody', { cursor: 'abc' }, '', 'cursor.invalid', /./],
  ['a limit of none', { limit: '0' }, '', 'request.invalid', /limit/],
  ['a time without an offset', { from: '2026-01-01' }, '', 'request.invalid', /from/],
  ['an unknown parameter', { query: 'x' }, '', 'request.invalid', /query/],
  ['a step that is none', { step: '5 minutes' }, '/histogram', 'request.invalid', /step/],
  ['a facet of no field', { field: 'password' }, '/facets', 'request.invalid', /field/],
];

it.each(wrong)('answers %s with its fault', async (_what, query, under, code, message) => {
  const answer = await get(query, under);
  expect([answer.status, answer.body.code]).toEqual([400, code]);
  expect(JSON.stringify(answer.body)).toMatch(message);
});

/** Reads a stream until enough messages are there. */
async function listen(
  query: string,
  headers: Record<string, string>,
  count: number,
  ready?: () => Promise<unknown>,
): Promise<string[]> {
  const stop = new AbortController();
  const answer = await fetch(`${cairn.url}/api/v1${path}/tail?${query}`, {
    headers: { cookie: cairn.cookie, ...headers },
    signal: stop.signal,
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  await ready?.();
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if ([...text.matchAll(/^data: .*\n/gm)].length >= count) break;
  }
  stop.abort();
  return [...text.matchAll(/^data: (.*)$/gm)].map((found) => JSON.parse(found[1] as string).id);
}

it('follows new events that match, and goes on after a reconnect without loss', async () => {
  const post = (id: string, level = 'notice') =>
    cairn.call('POST', path, { body: { id, action: 'tail.test', level } });
  const live = await listen('q=level:notice+action:tail.test', {}, 2, async () => {
    await post('t1');
    await post('skipped', 'warning');
    await post('t2');
  });
  expect(live).toEqual(['t1', 't2']);
  const { seq } = (await cairn.call('GET', `${path}/t1`)).body;
  await Promise.all(Array.from({ length: 30 }, (_, n) => post(`gap${n}`)));
  const resumed = await listen('q=level:notice+action:tail.test', { 'last-event-id': String(seq) }, 32, () =>
    post('t3'),
  );
  expect(resumed.length).toBe(32);
  expect(new Set(resumed)).toEqual(new Set(['t2', 't3', ...Array.from({ length: 30 }, (_, n) => `gap${n}`)]));
});
