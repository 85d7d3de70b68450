import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;
let home: string;

beforeAll(async () => {
  cairn = await startCairn();
  home = `/organizations/${cairn.organizationId}`;
});
afterAll(() => cairn.stop());

describe('retention', () => {
  it('is three years at first, can be changed between six weeks and ten years, and is recorded', async () => {
    expect((await cairn.call('GET', `${home}/retention`)).body.days).toBe(1096);
    for (const days of [41, 3654, 90.5, '90']) {
      const refused = await cairn.call('PUT', `${home}/retention`, { body: { days } });
      expect([days, refused.status, refused.body.errors[0].path]).toEqual([days, 400, 'days']);
    }
    expect((await cairn.call('GET', `${home}/retention/preview?days=42`)).body).toEqual({ deletes: 0 });
    expect((await cairn.call('PUT', `${home}/retention`, { body: { days: 42 } })).body.days).toBe(42);
    const [found] = (await cairn.call('GET', `${home}/events?q=action:retention.updated%20result:success`))
      .body.items;
    expect(found).toMatchObject({ complement: { days: 42 }, details: { before: { days: 1096 } } });
  });
});

describe('usage', () => {
  it('counts the events of twelve months', async () => {
    await cairn.call('POST', `${home}/events`, { body: { action: 'used.once' } });
    const months = async () => (await cairn.call('GET', `${home}/usage`)).body.months;
    await expect.poll(async () => (await months()).at(-1).events, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(await months()).toHaveLength(12);
    expect((await months()).at(-1).month).toBe(new Date().toISOString().slice(0, 7));
  });
});

describe('API tokens', () => {
  const make = (allowed_addresses: readonly string[]) =>
    cairn.call('POST', `${home}/api-tokens`, {
      body: { name: 'narrow', scopes: ['events:read'], allowed_addresses },
    });

  it('are refused from addresses that they do not name, and the refusal says so', async () => {
    const inside = (await make(['127.0.0.0/8', '2001:db8::/32'])).body;
    const outside = (await make(['192.0.2.1'])).body;
    expect((await cairn.call('GET', `${home}/events`, { token: inside.token })).status).toBe(200);
    const refused = await cairn.call('GET', `${home}/events`, { token: outside.token });
    expect([refused.status, refused.body.code]).toEqual([403, 'auth.address_refused']);
    const listed = (await cairn.call('GET', `${home}/api-tokens/${outside.id}`)).body;
    expect(listed).toMatchObject({ allowed_addresses: ['192.0.2.1'], last_used_at: null });
  });

  it('take no address that cannot be read', async () => {
    const refused = await make(['10.0.0.0/8', '10.0.0.0/99']);
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'allowed_addresses[1]']);
  });
});
