import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addMember } from './access/organizations.ts';
import { createUser } from './access/users.ts';
import { type App, startApp } from './app.ts';
import type { Config } from './config.ts';
import { demoCustomers, demoInvitation, demoMembers } from './demo-people.ts';
import { Story, type StoryEvent } from './demo-story.ts';
import type { Logger } from './kernel/log.ts';

/** Accounts of the demo. It listens on this machine only, so that the passwords may stand here. */
const password = 'cairn demo password';
const owner = { name: 'Camille Roussel', email: 'owner@demo.example', role: 'OWNER' } as const;
const pastDays = 30;
const perBusyHour = 40;

/** Something happens every two seconds, so that the live tail has something to show. */
const liveEveryMs = 2_000;

/** A receiver for the demo's trails on this machine: one path takes everything, the other knows no key. */
async function startReceiver(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(request.url === '/events' ? 202 : 403, { 'content-type': 'application/json' });
      response.end(request.url === '/events' ? '{}' : '{"errors":["Forbidden"]}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Calls the demo's own API as its owner. */
type Call = (method: string, path: string, body?: unknown) => Promise<Called>;

interface Called {
  readonly id: string;
  readonly organizations: readonly { readonly id: string }[];
  readonly items?: readonly { readonly id: string; readonly config: { readonly url: string } }[];
}

async function signIn(app: App): Promise<Call> {
  let cookie = '';
  const call: Call = async (method, path, body) => {
    const answer = await app.inject({
      method,
      path: `/api/v1${path}`,
      headers: { 'content-type': 'application/json', origin: app.services.publicUrl(), cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    cookie ||= String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';
    return JSON.parse(answer.body) as Called;
  };
  const { organizations } = await call('POST', '/session', { email: owner.email, password });
  const home = `/organizations/${organizations[0]?.id}`;
  return (method, path, body) => call(method, home + path, body);
}

/** Customers by their names. */
type CustomerIds = ReadonlyMap<string, string>;

async function makeMembers(app: App, call: Call, customers: CustomerIds): Promise<void> {
  const { database, clock } = app.services;
  const { rows } = await database.query<{ id: string }>('select id from organizations');
  const organizationId = rows[0]?.id as string;
  for (const { name, email, role, may = [], customers: limit, suspended = false } of demoMembers) {
    const user = await createUser(database, { name, email, password, nowMs: clock.now() });
    const memberId = await addMember(database, {
      organizationId,
      userId: user.id,
      rights: {
        role,
        permissions: may.map((right) => (typeof right === 'string' ? { permission: right } : right)),
        customer_ids: limit?.map((each) => customers.get(each) as string) ?? null,
      },
      nowMs: clock.now(),
    });
    if (suspended) await call('PATCH', `/members/${memberId}`, { suspended });
  }
  await call('POST', '/invitations', demoInvitation);
  await database.query('update users set name = $1 where email = $2', [owner.name, owner.email]);
}

async function makeCustomers(call: Call): Promise<CustomerIds> {
  const made = new Map<string, string>();
  for (const customer of demoCustomers)
    made.set(customer.name, (await call('POST', '/customers', customer)).id);
  return made;
}

async function fill(app: App, call: Call, receiver: string, progress: (done: number) => void): Promise<void> {
  const { clock } = app.services;
  const customers = await makeCustomers(call);
  await makeMembers(app, call, customers);
  const trail = { rule: '', destination: 'webhook', secrets: {}, start: 'now' };
  await call('POST', '/trails', {
    ...trail,
    name: 'Security archive',
    config: { url: `${receiver}/events` },
  });
  await call('POST', '/trails', {
    ...trail,
    name: 'Errors to on-call',
    rule: 'level:error,warning',
    config: { url: `${receiver}/on-call` },
  });
  await call('POST', '/saved-views', { name: 'Failed sign-ins', q: 'action:user.sign_in_failed' });
  let batch: StoryEvent[] = [];
  let sent = 0;
  const send = async () => {
    await call('POST', '/events', { events: batch });
    sent += batch.length;
    batch = [];
    progress(sent);
  };
  for (const event of new Story(1, [...customers.values()]).past(
    new Date(clock.now()),
    pastDays,
    perBusyHour,
  )) {
    batch.push(event);
    if (batch.length === 1_000) await send();
  }
  if (batch.length > 0) await send();
}

/** The receiver has another port at each start. */
async function moveTrails(call: Call, receiver: string): Promise<void> {
  for (const { id, config } of (await call('GET', '/trails')).items ?? []) {
    await call('PATCH', `/trails/${id}`, {
      config: { ...config, url: receiver + new URL(config.url).pathname },
    });
  }
}

/**
 * Starts a Cairn with made-up data: a month of a small company, two trails into a receiver on this machine, three
 * customers, and members of each role. A second start goes on with the same data.
 */
export async function startDemo(config: Config, log: Logger, say: (line: string) => void): Promise<App> {
  const receiver = await startReceiver();
  const receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const settings: Config = {
    ...config,
    CAIRN_DATA_DIR: config.CAIRN_DATA_DIR === './data' ? './data/demo' : config.CAIRN_DATA_DIR,
    CAIRN_ALLOW_PRIVATE_NETWORKS: ['127.0.0.0/8'],
    CAIRN_ADMIN_EMAIL: owner.email,
    CAIRN_ADMIN_PASSWORD: password,
    CAIRN_ORGANIZATION: 'Northwind Logistics',
  };
  const app = await startApp(settings, log, say);
  const call = await signIn(app);
  const { rows } = await app.services.database.query<{ people: number }>(
    'select count(*) as people from users',
  );
  if (rows[0]?.people === 1)
    await fill(app, call, receiverUrl, (done) => say(`Telling a month of events: ${done}`));
  else await moveTrails(call, receiverUrl);
  const customers = (await call('GET', '/customers')).items ?? [];
  const story = new Story(
    app.services.clock.now(),
    customers.map(({ id }) => id),
  );
  const live = setInterval(() => {
    call('POST', '/events', story.event(new Date(app.services.clock.now()))).catch((err: unknown) =>
      log.warn({ err }, 'the demo could not send an event'),
    );
  }, liveEveryMs);
  return {
    ...app,
    async stop() {
      clearInterval(live);
      await app.stop();
      receiver.close();
    },
  };
}

/** What to tell a newcomer. */
export const demoAccounts = (): readonly string[] => [
  ...[owner, ...demoMembers.filter(({ shown }) => shown)].map(
    ({ email, role }) => `${role.padEnd(7)} ${email.padEnd(22)} password: ${password}`,
  ),
];
