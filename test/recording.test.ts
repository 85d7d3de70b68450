import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../src/api/index.ts';
import { actions } from '../src/event/action.ts';
import { cookieFrom, type Reply, startCairn, type TestCairn } from './cairn.ts';
import { type MailServer, startMailServer } from './fakes/mail-server.ts';
import { type Slack, startSlack } from './fakes/slack.ts';
import { startWebhookReceiver, type WebhookReceiver } from './fakes/webhook-receiver.ts';
import { connect, makeApplication } from './oauth/application.ts';
import { codeOf, forgetUsedCodes, stepWithTime } from './sign-in/people.ts';

let cairn: TestCairn;
let slack: Slack;
let mail: MailServer;
let receiver: WebhookReceiver;
let home: string;
const others: WebhookReceiver[] = [];

beforeAll(async () => {
  slack = await startSlack();
  mail = await startMailServer();
  receiver = await startWebhookReceiver();
  cairn = await startCairn({
    CAIRN_DESTINATION_SLACK_BASE_URL: slack.url,
    CAIRN_SLACK_CLIENT_ID: 'app',
    CAIRN_SLACK_CLIENT_SECRET: 'app-secret',
    CAIRN_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  });
  home = `/organizations/${cairn.organizationId}`;
});
afterAll(async () => {
  await cairn.stop();
  await Promise.all([slack, mail, receiver, ...others].map((one) => one.close()));
});

const call = (method: string, path: string, body?: unknown, cookie?: string | null): Promise<Reply> =>
  cairn.call(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(cookie === undefined ? {} : { cookie }),
  });

/** What must stand in no event, however it was given or made. */
const secrets = new Set<string>();
const keep = (secret: string): string => {
  secrets.add(secret);
  return secret;
};

const password = keep('the password of a recorded person');
const nextPassword = keep('another password, longer than the first');
const tokenOf = (url: string) => keep(new URL(url).searchParams.get('token') as string);
const made = async (path: string, body: object) => (await call('POST', `${home}${path}`, body)).body;

const invite = async (email: string, role = 'READER') =>
  tokenOf((await made('/invitations', { email, role })).url);

async function join(email: string, role = 'READER'): Promise<{ id: string; cookie: string }> {
  const body = { token: await invite(email, role), name: email, password };
  const cookie = cookieFrom(await call('POST', '/invitations/accept', body, null));
  const { items } = (await call('GET', `${home}/members`)).body;
  const { id } = items.find(({ user }: { user: { email: string } }) => user.email === email);
  return { id, cookie };
}

const signIn = async (email: string) => cookieFrom(await call('POST', '/session', { email, password }, null));

const hook = () => ({
  name: 'Recorded',
  destination: 'webhook',
  config: { url: `${receiver.url}/hook` },
  secrets: { secret: keep('whsec_c2VjcmV0IHRoYXQgbm9ib2R5IG1heSBzZWUgaW4gdGhlIGxvZw==') },
});
const trail = async () => (await made('/trails', hook())).id as string;

/** A trail with one dead letter. */
async function deadLetter(): Promise<string> {
  const refusing = await startWebhookReceiver();
  refusing.fail({ status: 400 });
  others.push(refusing);
  const config = { url: `${refusing.url}/hook` };
  const { id } = await made('/trails', { ...hook(), config, rule: 'action:dead.one' });
  await call('POST', `${home}/events`, { action: 'dead.one' });
  const letters = async () => (await call('GET', `${home}/trails/${id}/dead-letters`)).body.items.length;
  await expect.poll(letters, { timeout: 30_000 }).toBe(1);
  return id;
}

const client = async () => {
  const { body } = await call('POST', `${home}/oauth-clients`, {
    name: 'Reports',
    redirect_uris: ['https://app.example.com/callback'],
    scopes: ['events:read'],
  });
  keep(body.client_secret);
  return body.client_id as string;
};
const slackUrl = keep('https://hooks.slack.com/services/T0/B0/secretpart');
const slackOn = () => call('PUT', `${home}/slack`, { enabled: true, webhook_url: slackUrl });

let totpSecret = '';
async function beginTwoFactor(): Promise<string> {
  totpSecret = keep((await call('POST', '/account/two-factor', {})).body.secret);
  await stepWithTime();
  return codeOf(totpSecret);
}

/** Each operation that records something, done once and well, in an order in which each can be done. */
const cases: Readonly<Record<string, () => Promise<Reply>>> = {
  'session.create': () =>
    call('POST', '/session', { email: 'ada@example.com', password: 'correct horse battery staple' }, null),
  'session.delete': async () =>
    call('DELETE', '/session', undefined, (await join('leaving@example.com')).cookie),
  'session.reauthenticate': () =>
    call('POST', '/session/reauthenticate', { password: 'correct horse battery staple' }),
  'account.end_session': async () => {
    const { cookie } = await join('sessions@example.com');
    await signIn('sessions@example.com');
    const { items } = (await call('GET', '/account/sessions', undefined, cookie)).body;
    const other = items.find(({ current }: { current: boolean }) => !current);
    return call('DELETE', `/account/sessions/${other.id}`, undefined, cookie);
  },
  'account.end_other_sessions': async () => {
    const { cookie } = await join('others@example.com');
    await signIn('others@example.com');
    return call('DELETE', '/account/sessions', undefined, cookie);
  },
  'account.change_password': async () => {
    const { cookie } = await join('password@example.com');
    return call('POST', '/account/password', { current: password, new: nextPassword }, cookie);
  },
  'two_factor.confirm': async () =>
    call('POST', '/account/two-factor/confirm', { code: await beginTwoFactor() }),
  'two_factor.recovery_codes': () => call('POST', '/account/two-factor/recovery-codes', {}),
  'two_factor.disable': async () => {
    await forgetUsedCodes(cairn);
    return call('DELETE', '/account/two-factor');
  },
  'organizations.create': () => call('POST', '/organizations', { name: 'Second' }),
  'organizations.update': () => call('PATCH', home, { name: 'Acme Audit' }),
  'organizations.delete': async () => {
    const { body } = await call('POST', '/organizations', { name: 'Third' });
    return call('DELETE', `/organizations/${body.id}`, { confirm: 'Third' });
  },
  'members.update': async () =>
    call('PATCH', `${home}/members/${(await join('changed@example.com')).id}`, { role: 'BILLING' }),
  'members.remove': async () => call('DELETE', `${home}/members/${(await join('removed@example.com')).id}`),
  'ownership.transfer': async () => {
    const owner = await join('owner@example.com', 'OWNER');
    const next = await join('next@example.com');
    return call('POST', `${home}/ownership`, { member_id: next.id }, owner.cookie);
  },
  'invitations.create': async () => {
    const reply = await call('POST', `${home}/invitations`, { email: 'new@example.com', role: 'READER' });
    tokenOf(reply.body.url);
    return reply;
  },
  'invitations.delete': async () => {
    const { id } = await made('/invitations', { email: 'withdrawn@example.com', role: 'READER' });
    return call('DELETE', `${home}/invitations/${id}`);
  },
  'invitations.accept': async () => {
    const token = await invite('accepting@example.com');
    return call('POST', '/invitations/accept', { token, name: 'Accepting', password }, null);
  },
  'invitations.join': async () => {
    const { id, cookie } = await join('joining@example.com');
    await call('DELETE', `${home}/members/${id}`);
    return call('POST', '/invitations/join', { token: await invite('joining@example.com') }, cookie);
  },
  'customers.create': () => call('POST', `${home}/customers`, { name: 'North' }),
  'customers.update': async () =>
    call('PATCH', `${home}/customers/${(await made('/customers', { name: 'South' })).id}`, { notes: 'New' }),
  'customers.delete': async () => {
    const { id } = await made('/customers', { name: 'West' });
    return call('DELETE', `${home}/customers/${id}`, { confirm: 'West' });
  },
  'api_tokens.create': async () => {
    const reply = await call('POST', `${home}/api-tokens`, { name: 'one', scopes: ['events:read'] });
    keep(reply.body.token);
    return reply;
  },
  'api_tokens.delete': async () => {
    const { id, token } = await made('/api-tokens', { name: 'two', scopes: ['events:read'] });
    keep(token);
    return call('DELETE', `${home}/api-tokens/${id}`);
  },
  'oauth_clients.create': async () => {
    const body = { name: 'Reports', redirect_uris: ['https://app.example.com/cb'], scopes: ['events:read'] };
    const reply = await call('POST', `${home}/oauth-clients`, body);
    keep(reply.body.client_secret);
    return reply;
  },
  'oauth_clients.update': async () =>
    call('PATCH', `${home}/oauth-clients/${await client()}`, { name: 'Renamed' }),
  'oauth_clients.delete': async () =>
    call('DELETE', `${home}/oauth-clients/${await client()}`, { confirm: 'Reports' }),
  'oauth_clients.disable': async () => call('POST', `${home}/oauth-clients/${await client()}/disable`, {}),
  'oauth_clients.enable': async () => {
    const id = await client();
    await call('POST', `${home}/oauth-clients/${id}/disable`, {});
    return call('POST', `${home}/oauth-clients/${id}/enable`, {});
  },
  'oauth_clients.rotate_secret': async () => {
    const reply = await call('POST', `${home}/oauth-clients/${await client()}/rotate-secret`, {});
    keep(reply.body.client_secret);
    return reply;
  },
  'oauth_clients.end_former_secret': async () => {
    const id = await client();
    keep((await call('POST', `${home}/oauth-clients/${id}/rotate-secret`, {})).body.client_secret);
    return call('DELETE', `${home}/oauth-clients/${id}/former-secret`);
  },
  'permitted_users.update': async () =>
    call('PUT', `${home}/permitted-users/${await client()}`, { everyone: true }),
  'account.revoke_authorization': async () => {
    const application = await makeApplication(cairn);
    keep(application.secret);
    const tokens = await connect(cairn, application);
    keep(tokens.accessToken);
    keep(tokens.refreshToken);
    return call('DELETE', `/account/authorizations/${application.id}`);
  },
  'slack.update': slackOn,
  'slack.test': () => call('POST', `${home}/slack/test`),
  'slack.callback': async () => {
    const { body } = await call('PUT', `${home}/slack`, { enabled: true, connect: true });
    const state = keep(new URL(body.authorize_url).searchParams.get('state') as string);
    slack.codes.add('recorded-code');
    return call('GET', `/slack/callback?state=${state}&code=${keep('recorded-code')}`);
  },
  'notification_settings.update': () =>
    call('PUT', `${home}/notification-settings`, { email: { error: ['on-call@example.com'] } }),
  'notification_settings.test': () => call('POST', `${home}/notification-settings/test`, { level: 'error' }),
  'retention.update': () => call('PUT', `${home}/retention`, { days: 400 }),
  'exports.create': () => call('POST', `${home}/exports`, { q: '', format: 'csv' }),
  'exports.download': async () =>
    call('GET', `${home}/exports/${(await made('/exports', { q: '', format: 'csv' })).id}/file`),
  'saved_views.create': () => call('POST', `${home}/saved-views`, { name: 'Errors', q: 'level:error' }),
  'saved_views.update': async () => {
    const { id } = await made('/saved-views', { name: 'Other', q: 'level:error' });
    return call('PATCH', `${home}/saved-views/${id}`, { name: 'Renamed' });
  },
  'saved_views.delete': async () =>
    call('DELETE', `${home}/saved-views/${(await made('/saved-views', { name: 'Gone', q: '' })).id}`),
  'trails.create': () => call('POST', `${home}/trails`, hook()),
  'trails.update': async () => call('PATCH', `${home}/trails/${await trail()}`, { name: 'Renamed' }),
  'trails.delete': async () => call('DELETE', `${home}/trails/${await trail()}`, { confirm: 'Recorded' }),
  'trails.test': async () => call('POST', `${home}/trails/${await trail()}/test`),
  'trails.pause': async () => call('POST', `${home}/trails/${await trail()}/pause`),
  'trails.resume': async () => call('POST', `${home}/trails/${await trail()}/resume`),
  'trails.test_draft': () => call('POST', `${home}/trails/test`, hook()),
  'dead_letters.resend': async () =>
    call('POST', `${home}/trails/${await deadLetter()}/dead-letters/resend`, { all: true }),
  'dead_letters.discard': async () =>
    call('POST', `${home}/trails/${await deadLetter()}/dead-letters/discard`, { all: true }),
};

/** What needs a browser, another provider, or an instance that nobody has set up: proved in these files. */
const elsewhere: Readonly<Record<string, string>> = {
  'setup.create': 'test/setup.test.ts',
  'session.create_by_passkey': 'test/portal/account.test.ts',
  'passkeys.create': 'test/portal/account.test.ts',
  'passkeys.update': 'test/portal/account.test.ts',
  'passkeys.delete': 'test/portal/account.test.ts',
  'session.create_by_provider': 'test/sign-in/provider.test.ts',
};

const recording = operations.filter(({ audit }) => typeof audit === 'string');

const newest = async () => {
  const { rows } = await cairn.app.services.database.query<{ event: string }>(
    `select event from events where service = 'cairn' order by received_at desc, seq desc limit 40`,
  );
  return rows.map(({ event }) => JSON.parse(event));
};

describe('each operation that says it records something', () => {
  it('has its case here, or a file that proves it', () => {
    const listed = [...Object.keys(cases), ...Object.keys(elsewhere)].sort();
    expect(listed).toEqual(recording.map(({ id }) => id).sort());
    for (const file of new Set(Object.values(elsewhere))) expect(readFileSync(file, 'utf8')).not.toBe('');
  });

  it.each(Object.keys(cases))('%s', async (id) => {
    const audit = recording.find((one) => one.id === id)?.audit as keyof typeof actions;
    const reply = await cases[id]?.();
    expect([id, reply?.status, reply?.text.slice(0, 300)]).toEqual([
      id,
      expect.toSatisfy(isGood),
      expect.anything(),
    ]);
    const { level, module } = actions[audit];
    const event = (await newest()).find(({ action }) => action === audit);
    expect(event, `${id} recorded no ${audit}`).toMatchObject({ level, module });
    expect(Date.now() - Date.parse(event.received_at)).toBeLessThan(60_000);
    expect(['user', 'api_token', 'system']).toContain(event.actor.type);
  });

  it('records refusals and bad input too', async () => {
    const { cookie } = await join('reader@example.com');
    await call('PUT', `${home}/retention`, { days: 90 }, cookie);
    await call('PUT', `${home}/retention`, { days: 1 });
    const events = await newest();
    expect(events.find(({ action }) => action === 'access.refused')).toMatchObject({
      result: 'failed',
      complement: { permission: 'retention:manage' },
    });
    expect(
      events.find(({ action, result }) => action === 'retention.updated' && result !== 'success'),
    ).toMatchObject({
      result: 'validation_error',
      details: { faults: ['days'] },
    });
  });

  it('puts nothing secret into the log', async () => {
    const { rows } = await cairn.app.services.database.query<{ event: string }>('select event from events');
    const log = rows.map(({ event }) => event).join('\n');
    expect(secrets.size).toBeGreaterThan(30);
    for (const secret of secrets) expect(log.includes(secret), secret).toBe(false);
  });
});

const isGood = (status: number | undefined): boolean => status !== undefined && status >= 200 && status < 400;
