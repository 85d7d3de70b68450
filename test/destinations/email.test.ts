import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMailer, smtpServer } from '../../src/mail/mailer.ts';
import { openSender, type Sender } from '../../src/trails/engine/sender.ts';
import { testTrail } from '../../src/trails/test-event.ts';
import { readTarget } from '../../src/trails/trails.ts';
import {
  decodeHeader,
  type MailServer,
  type MailServerOptions,
  startMailServer,
} from '../fakes/mail-server.ts';
import { freePort } from '../fakes/server-process.ts';
import { eventually, makeWorld, type World } from '../trails/harness.ts';

let world: World;
let server: MailServer;
let senders: Sender[];

beforeEach(async () => {
  world = await makeWorld();
  senders = [];
});
afterEach(async () => {
  await world.close();
  for (const sender of senders) await sender.close();
  await server.close();
});

const publicUrl = 'https://cairn.example.com';

function operatorSender(url: string): Sender {
  const mailer = openMailer(smtpServer(url), 'Cairn <cairn@example.com>');
  const { egress } = world.trailPorts.trails;
  const sender = openSender({ egress, mailer, nowMs: () => Date.now(), timeoutMs: 3_000 });
  senders.push(sender);
  return sender;
}

async function start(options: MailServerOptions = {}): Promise<void> {
  server = await startMailServer(options);
}

const supervise = (url = `smtp://127.0.0.1:${server.port}`) =>
  world.supervise({ sender: operatorSender(url), publicUrl });
const create = (config: object = {}, more: object = {}) =>
  world.create({
    destination: 'email',
    config: { to: 'ada@example.com', gather_minutes: 0, ...config },
    ...more,
  });
const own = () => ({
  host: 'localhost',
  port: server.port,
  security: 'tls',
  from: 'audit@example.org',
  user: 'cairn',
});
const arrived = (count: number) =>
  eventually(
    () => server.mails,
    ({ length }) => length >= count,
    15_000,
  );

describe('e-mail', () => {
  test('one event is one mail, in text and HTML, whatever its names are made of', async () => {
    await start();
    await create({ to: 'ada@example.com, bob@example.com', subject_prefix: '[Audit]' });
    const [id] = await world.emit(1, 'test.done', {
      actor: { type: 'user', id: 'u1', name: 'Łódź <b>東京</b>\r\nBcc: eve@example.com & "co"' },
      resources: [{ type: 'document', id: 'd1', name: '<script>alert(1)</script>' }],
    });
    await supervise();
    const [mail] = await arrived(1);
    expect(mail).toMatchObject({ from: 'cairn@example.com', to: ['ada@example.com', 'bob@example.com'] });
    expect(mail?.headers.bcc).toBeUndefined();
    expect(decodeHeader(mail?.headers.subject ?? '')).toBe(
      '[Audit] Test.done – Łódź <b>東京</b> Bcc: eve@example.com & "co"',
    );
    const link = `${publicUrl}/organizations/${world.organizationId}/audit-logs?event=${id}`;
    expect(mail?.text).toContain(link);
    expect(mail?.text).toContain('Łódź <b>東京</b>');
    expect(mail?.html).not.toMatch(/<script|<b>/);
    expect(mail?.html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(mail?.html).toContain(link);
  });

  test('many events come in few mails that name every one of them', async () => {
    await start();
    await create();
    await world.emit(300, (index) => `test.n${index}.`);
    await supervise();
    await arrived(2);
    const text = server.mails.map((mail) => mail.text).join('');
    for (let index = 0; index < 300; index++) expect(text).toContain(`Test.n${index}.`);
    expect(server.mails).toHaveLength(2);
  });

  test('a mail whose answer was lost is sent again under the same Message-ID', async () => {
    await start();
    const trail = await create();
    server.failNext('take-and-close');
    await world.emit(1);
    await supervise();
    await arrived(2);
    await eventually(
      () => world.view(trail),
      ({ position }) => position === 1,
    );
    const ids = server.mails.map(({ headers }) => headers['message-id']);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@example\.com>$/);
  });

  test('a busy server is tried again; one address that comes later is not the others’ second mail', async () => {
    await start();
    const trail = await create({ to: 'ada@example.com, bob@example.com' });
    server.failNext({ code: 451, text: 'try later' });
    server.refused.set('bob@example.com', { code: 450, text: 'greylisted' });
    await world.emit(1);
    await supervise();
    await arrived(1);
    expect(server.mails[0]?.to).toEqual(['ada@example.com']);
    expect(await world.view(trail)).toMatchObject({ position: 0 });
    server.refused.clear();
    await arrived(2);
    expect(server.mails[1]?.to).toEqual(['bob@example.com']);
    await eventually(
      () => world.view(trail),
      ({ position }) => position === 1,
    );
  });

  test('an address refused for good does not keep the others from their mail; no address at all stops the trail', async () => {
    await start();
    server.refused.set('gone@example.com', { code: 550, text: 'no such user' });
    await create({ to: 'gone@example.com, ada@example.com' });
    const nobody = await create({ to: 'gone@example.com' });
    await world.emit(1);
    await supervise();
    expect((await arrived(1))[0]?.to).toEqual(['ada@example.com']);
    const view = await eventually(
      () => world.view(nobody),
      ({ status }) => status === 'failing',
    );
    expect(view).toMatchObject({ position: 0, last_error: expect.stringContaining('no such user') });
  });

  test('a mail that the server finds too large is halved', async () => {
    await start({ size: 20_000 });
    const trail = await create();
    await world.emit(100);
    await supervise();
    await eventually(
      () => world.view(trail),
      ({ position }) => position === 100,
      20_000,
    );
    expect(server.mails.length).toBeGreaterThan(1);
    expect(await world.view(trail)).toMatchObject({ dead_letters: 0 });
  });

  test('a server that is down is tried until it is there', async () => {
    const port = await freePort();
    const trail = await create();
    await world.emit(1);
    await world.supervise({ sender: operatorSender(`smtp://127.0.0.1:${port}`) });
    await eventually(
      () => world.view(trail),
      ({ failing_since }) => failing_since !== null,
    );
    await start({ port });
    await arrived(1);
  });

  test('without a mail server of the operator the trail says so', async () => {
    await start();
    const trail = await create();
    await world.emit(1);
    await world.supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(view).toMatchObject({ position: 0, last_error: expect.stringContaining('CAIRN_SMTP_URL') });
  });
});

describe('a mail server of one’s own', () => {
  test('over TLS with a login; a wrong password stops the trail, nothing is lost and nothing shown', async () => {
    await start({ security: 'tls' });
    server.users.set('cairn', 'right-password');
    const trail = await create(own(), { secrets: { password: 'wrong-password' } });
    await world.emit(2);
    await world.supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(view).toMatchObject({ position: 0, last_error: expect.stringContaining('certificate') });
    await world.change(trail, { config: { ca_pem: server.caPem } });
    await eventually(
      () => world.view(trail),
      ({ last_error }) => last_error?.includes('535') === true,
    );
    await world.change(trail, {
      secrets: { password: 'right-password' },
    });
    const [mail] = await arrived(1);
    expect(mail).toMatchObject({ from: 'audit@example.org', isEncrypted: true });
    const { rows } = await world.db.database.query<{ row: string }>('select a::text as row from attempts a');
    expect(rows.map(({ row }) => row).join('\n')).not.toMatch(/(wrong|right)-password/);
  });

  test('STARTTLS is insisted on: a server without it learns no password', async () => {
    await start({ security: 'none' });
    server.users.set('cairn', 'p4ssw0rd!');
    const trail = await create({ ...own(), security: 'starttls' }, { secrets: { password: 'p4ssw0rd!' } });
    await world.emit(1);
    await world.supervise();
    await eventually(
      () => world.view(trail),
      ({ failing_since }) => failing_since !== null,
    );
    expect(server.mails).toEqual([]);
  });

  test('the test shows the mail and what the server said', async () => {
    await start({ security: 'starttls' });
    const id = await create({ ...own(), security: 'starttls', ca_pem: server.caPem, user: undefined });
    const target = await readTarget(world.trailPorts, world.organizationId, id);
    const ports = { sender: world.sender, clock: world.ports.clock };
    const result = await testTrail(ports, { organizationId: world.organizationId, ...target });
    expect(result).toMatchObject({
      ok: true,
      status: 250,
      response: expect.stringContaining('ada@example.com'),
    });
    expect(result.request).toContain('To: ada@example.com');
    expect(server.mails[0]).toMatchObject({ isEncrypted: true });
  });

  test('an address that may not be called is refused at once, and without encryption too', async () => {
    await start();
    await expect(create({ ...own(), host: '10.0.0.1' })).rejects.toMatchObject({ code: 'address.forbidden' });
    await expect(create({ ...own(), host: '8.8.8.8', security: 'none' })).rejects.toMatchObject({
      code: 'address.forbidden',
    });
    await expect(create({ ...own(), from: undefined })).rejects.toMatchObject({
      errors: [{ path: 'config.from' }],
    });
    await expect(
      create({ to: Array.from({ length: 16 }, (_, n) => `a${n}@example.com`).join(',') }),
    ).rejects.toThrow('Between 1 and 15');
    await expect(create({ to: 'ada@example.com\r\nDATA' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});
