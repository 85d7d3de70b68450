import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';
import { startWebhookReceiver, type WebhookReceiver } from './fakes/webhook-receiver.ts';

let cairn: TestCairn;
let receiver: WebhookReceiver;
let path: string;

beforeAll(async () => {
  cairn = await startCairn({ CAIRN_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8' });
  receiver = await startWebhookReceiver();
  path = `/organizations/${cairn.organizationId}/trails`;
});
afterAll(async () => {
  await cairn.stop();
  await receiver.close();
});

const draft = (url: string) => ({ name: 'To the hook', destination: 'webhook', config: { url } });

test('a trail that is not made yet is tested, and nothing of it is stored', async () => {
  const { status, body } = await cairn.call('POST', `${path}/test`, { body: draft(receiver.url) });
  expect(status).toBe(200);
  expect(body.request).toContain('trail.test');
  expect(body.made.secret).toMatch(/^whsec_/);
  expect(JSON.stringify(body.request)).not.toContain(body.made.secret);
  expect((await cairn.call('GET', path)).body.items).toEqual([]);
});

test('a secret that is given is used, and not made anew', async () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  receiver.secret = secret;
  const { body } = await cairn.call('POST', `${path}/test`, {
    body: { ...draft(receiver.url), secrets: { secret } },
  });
  expect(body).toMatchObject({ ok: true, made: {} });
});

test('settings that are wrong are named, and a receiver that is not there is reported', async () => {
  const wrong = await cairn.call('POST', `${path}/test`, { body: draft('nonsense') });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors[0].path).toBe('config.url');
  const away = await cairn.call('POST', `${path}/test`, { body: draft('http://127.0.0.1:9/') });
  expect(away.body).toMatchObject({ ok: false, status: null, response: null });
});
