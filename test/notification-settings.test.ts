import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';
import { type MailServer, startMailServer } from './fakes/mail-server.ts';

let cairn: TestCairn;
let server: MailServer;
let home: string;

beforeAll(async () => {
  server = await startMailServer();
  cairn = await startCairn({ CAIRN_SMTP_URL: `smtp://127.0.0.1:${server.port}` });
  home = `/organizations/${cairn.organizationId}`;
});
afterAll(async () => {
  await cairn.stop();
  await server.close();
});

const path = () => `${home}/notification-settings`;
const put = (body: object) => cairn.call('PUT', path(), { body });
const send = (action: string, level: string) =>
  cairn.call('POST', `${home}/events`, { body: { action, level } });
const said = () => server.mails.map(({ to, text }) => `${to.join()} ${text}`).join('\n');

it('sends mail about the events of a level to those who are named for it', async () => {
  expect((await cairn.call('GET', path())).body).toMatchObject({
    mail_configured: true,
    gather_minutes: 1,
    email: { error: { addresses: [], status: null } },
  });
  const set = await put({ email: { error: ['on-call@example.com', 'ada@example.com'] }, gather_minutes: 0 });
  expect(set.body.email.error.addresses).toEqual(['on-call@example.com', 'ada@example.com']);
  expect(set.body.email.warning.addresses).toEqual([]);
  await send('door.open', 'warning');
  await send('door.broken', 'error');
  await expect.poll(said, { timeout: 20_000 }).toContain('door.broken');
  expect(said()).not.toContain('door.open');
  expect(server.mails[0]?.to).toEqual(['on-call@example.com', 'ada@example.com']);
});

it('leaves levels alone that are not given, and sends nothing more when a level is emptied', async () => {
  await put({ email: { warning: ['team@example.com'] } });
  expect((await cairn.call('GET', path())).body.email.error.addresses).toHaveLength(2);
  const emptied = await put({ email: { error: [] } });
  expect(emptied.body.email).toMatchObject({
    error: { addresses: [] },
    warning: { addresses: ['team@example.com'] },
  });
  await send('door.silent', 'error');
  await send('door.loud', 'warning');
  await expect.poll(said, { timeout: 20_000 }).toContain('door.loud');
  expect(said()).not.toContain('door.silent');
});

it('sends a test to the addresses of a level', async () => {
  const before = server.mails.length;
  const tested = await cairn.call('POST', `${path()}/test`, { body: { level: 'warning' } });
  expect(tested.body).toMatchObject({ ok: true });
  expect(server.mails.slice(before).map(({ to }) => to)).toEqual([['team@example.com']]);
  const none = await cairn.call('POST', `${path()}/test`, { body: { level: 'information' } });
  expect([none.status, none.body.errors[0].path]).toEqual([400, 'level']);
});

it('names what is wrong, and stores nothing of it', async () => {
  const many = Array.from({ length: 16 }, (_, index) => `p${index}@example.com`);
  for (const [email, at] of [
    [{ error: ['nobody'] }, 'email.error[0]'],
    [{ error: many }, 'email.error'],
    [{ loud: [] }, 'email.loud'],
  ] as const) {
    const refused = await put({ email });
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, at]);
  }
  const { email } = (await cairn.call('GET', path())).body;
  expect(email.error.addresses).toEqual([]);
});

it('keeps the addresses of a level that was stopped after days of failing, and starts it when it is saved', async () => {
  await put({ email: { warning: ['team@example.com'] } });
  const { database } = cairn.app.services;
  await database.query(
    `update trails set paused_at = now(), pause_reason = 'failing'
      where organization_id = $1 and setting = 'notifications.warning'`,
    [cairn.organizationId],
  );
  expect((await cairn.call('GET', path())).body.email.warning).toMatchObject({
    addresses: ['team@example.com'],
    status: 'paused',
    pause_reason: 'failing',
  });
  const { body } = await put({ email: { warning: ['team@example.com'] } });
  expect(body.email.warning).toMatchObject({ status: 'active', pause_reason: null });
});

it('says so where no mail server is set up', async () => {
  const without = await startCairn();
  const answer = await without.call('PUT', `/organizations/${without.organizationId}/notification-settings`, {
    body: { email: { error: ['a@example.com'] } },
  });
  expect([answer.status, answer.body.detail]).toEqual([409, expect.stringContaining('CAIRN_SMTP_URL')]);
  await without.stop();
});
