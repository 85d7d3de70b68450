import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;
let home: string;

beforeAll(async () => {
  cairn = await startCairn();
  home = `/organizations/${cairn.organizationId}`;
  const events = Array.from({ length: 1_000 }, (_, n) => ({
    id: `e${n}`,
    action: n === 3 ? '=HYPERLINK("http://x")' : 'document.shared',
    actor: { type: 'user', id: 'u', name: '佐藤 花子' },
  }));
  for (let batch = 0; batch < 3; batch++) {
    await cairn.call('POST', `${home}/events`, {
      body: { events: events.map((event) => ({ ...event, id: `${event.id}.${batch}` })) },
    });
  }
});
afterAll(() => cairn.stop());

async function exported(body: object): Promise<{ text: string; bytes: Buffer; headers: Headers }> {
  const made = await cairn.call('POST', `${home}/exports`, { body });
  expect([made.status, made.body.status]).toEqual([201, 'ready']);
  const answer = await fetch(cairn.url + made.body.file, { headers: { cookie: cairn.cookie } });
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { text: bytes.toString('utf8'), bytes, headers: answer.headers };
}

it('streams every matching event in each format', async () => {
  const ndjson = await exported({ q: 'id:e*', format: 'ndjson' });
  expect(
    ndjson.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).seq).length,
  ).toBe(3_000);
  expect(ndjson.headers.get('content-disposition')).toMatch(
    /^attachment; filename="cairn_audit_start_\d{8}T\d{4}\.ndjson"$/,
  );
  expect(JSON.parse((await exported({ q: 'id:e1*', format: 'json' })).text).length).toBe(3 * 111);
  const csv = (await exported({ q: 'id:e*', format: 'csv', columns: ['seq', 'action'], separator: ';' }))
    .text;
  expect(csv.split('\r\n').filter(Boolean).length).toBe(3_001);
});

it('defuses formulas', async () => {
  expect((await exported({ q: 'id:e3.0', format: 'csv' })).text).toContain(`"'=HYPERLINK(""http://x"")"`);
});

it('writes the Cybozu layout of Cairn’s own actions, in Shift_JIS on request', async () => {
  const token = (
    await cairn.call('POST', `${home}/api-tokens`, { body: { name: 'x', scopes: ['events:read'] } })
  ).body;
  const { bytes, headers } = await exported({
    q: `action:api_token.generated resource:${token.id}`,
    format: 'cybozu-csv',
    charset: 'shift_jis',
  });
  expect(headers.get('content-type')).toBe('text/csv; charset=shift_jis');
  const [heading, row] = new TextDecoder('shift_jis').decode(bytes).split('\r\n');
  expect(heading).toBe('Date and time,Level,Service,User,Module,Action,Result,Error code,Complement');
  expect(row).toMatch(
    new RegExp(
      `,Notice,cairn,ada,System Administration,generate API token,SUCCESS,,"id: ${token.id}, scope: events:read, validity_period: unlimited"$`,
    ),
  );
  const japanese = await exported({
    q: 'id:e0.0',
    format: 'csv',
    charset: 'shift_jis',
    columns: ['actor_name'],
  });
  expect(new TextDecoder('shift_jis').decode(japanese.bytes)).toContain('佐藤 花子');
});

it('gives the same file whenever it is read, and records both acts', async () => {
  const made = (
    await cairn.call('POST', `${home}/exports`, { body: { q: 'action:late.*', format: 'ndjson' } })
  ).body;
  await cairn.call('POST', `${home}/events`, { body: { action: 'late.event' } });
  expect(await (await fetch(cairn.url + made.file, { headers: { cookie: cairn.cookie } })).text()).toBe('');
  const recorded = (await cairn.call('GET', `${home}/events?q=action:export.* resource:${made.id}`)).body
    .items;
  expect(recorded.map(({ action }: { action: string }) => action)).toEqual([
    'export.downloaded',
    'export.created',
  ]);
});

it('refuses what it cannot write before it writes anything', async () => {
  for (const body of [
    { q: '(', format: 'csv' },
    { q: '', format: 'xlsx' },
    { q: '', format: 'csv', columns: ['password'] },
    { q: '', format: 'csv', separator: '|' },
  ]) {
    expect((await cairn.call('POST', `${home}/exports`, { body })).status).toBe(400);
  }
});
