import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCairn, type TestCairn } from './cairn.ts';
import { type MailServer, startMailServer } from './fakes/mail-server.ts';

let cairn: TestCairn;
let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
  cairn = await startCairn({
    CAIRN_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    CAIRN_MAIL_FROM: 'Cairn <cairn@example.com>',
  });
});
afterAll(async () => {
  await cairn.stop();
  await server.close();
});

const invite = (email: string) =>
  cairn.call('POST', `/organizations/${cairn.organizationId}/invitations`, {
    body: { email, role: 'READER' },
  });

it('mails the link of an invitation, in the language of the one who invites', async () => {
  await cairn
    .call('PATCH', '/account', { body: { language: 'fr', name: 'Ada <b>\r\nBcc: x@example.com' } })
    .then(({ status }) => expect(status).toBe(400));
  await cairn.call('PATCH', '/account', { body: { language: 'fr', name: 'Ada <b>' } });
  const made = await invite('new@example.com');
  expect(made.body.mail).toBe('sent');
  const [mail] = server.mails;
  expect(mail).toMatchObject({ to: ['new@example.com'], from: 'cairn@example.com' });
  expect(mail?.headers.subject).toContain('vous_invite');
  expect(mail?.text).toContain(made.body.url);
  expect(mail?.html).toContain('Ada &#60;b&#62;');
});

it('says when the mail server refuses, and gives the link all the same', async () => {
  server.refused.set('gone@example.com', { code: 550, text: 'no such user' });
  const made = await invite('gone@example.com');
  expect([made.status, made.body.mail]).toEqual([201, 'failed']);
  expect(made.body.url).toContain('token=');
});
