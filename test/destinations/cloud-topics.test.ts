import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sender } from '../../src/trails/engine/sender.ts';
import {
  type EventHub,
  type LogsIngestion,
  startEventHub,
  startLogsIngestion,
} from '../fakes/azure-intakes.ts';
import { type SecOps, startSecOps, startTopic, type Topic } from '../fakes/google-topics.ts';
import {
  googleKeyFile,
  startEntraTokens,
  startGoogleTokens,
  type TokenServer,
} from '../fakes/token-server.ts';
import { eventually, makeWorld, type World } from '../trails/harness.ts';
import { senderTo } from './cloud-sender.ts';

const client = {
  tenant_id: '11111111-2222-3333-4444-555555555555',
  client_id: '66666666-7777-8888-9999-000000000000',
  client_secret: 'entra secret',
};
const { client_secret, ...ids } = client;
const customer = '11111111-2222-3333-4444-555555555555';
const forwarder = '66666666-7777-8888-9999-000000000000';
const rule = 'dcr-00000000000000000000000000000000';

interface Intake {
  readonly url: string;
  readonly requests: number;
  fail: Topic['fail'];
  failWhen: Topic['failWhen'];
  close(): Promise<void>;
}

interface Opened {
  readonly destination: string;
  readonly intake: Intake;
  readonly tokens?: TokenServer;
  readonly config: Record<string, unknown>;
  readonly secrets: Record<string, unknown>;
  /** Numbers that arrived. */
  seqs(): number[];
}

const seqOf = (text: string): number => (JSON.parse(text) as { seq: number }).seq;
const { file, ...owner } = googleKeyFile();

const ways = {
  'Google Pub/Sub': async (life?: number): Promise<Opened> => {
    const tokens = await startGoogleTokens(owner, life === undefined ? {} : { life });
    const intake = await startTopic('projects/acme-prod/topics/audit', tokens);
    const config = {
      project: 'acme-prod',
      topic: 'audit',
      ordering: 'organization',
      location: 'europe-west1',
    };
    const seqs = () => intake.messages.map(({ data }) => seqOf(data));
    return { destination: 'google_pubsub', intake, tokens, config, secrets: { service_account: file }, seqs };
  },
  'Google SecOps': async (): Promise<Opened> => {
    const tokens = await startGoogleTokens(owner);
    const parent = `projects/acme-prod/locations/eu/instances/${customer}`;
    const intake: SecOps = await startSecOps(parent, {
      tokens,
      logType: 'CAIRN',
      forwarder,
      bytes: 1_000_000,
    });
    const config = {
      project: 'acme-prod',
      region: 'eu',
      instance: customer,
      log_type: 'CAIRN',
      forwarder,
      max_request_kb: 4000,
    };
    const seqs = () => intake.logs.map(seqOf);
    return { destination: 'google_secops', intake, tokens, config, secrets: { service_account: file }, seqs };
  },
  'Azure Event Hubs with an access policy': async (): Promise<Opened> => {
    const host = 'acme-audit.servicebus.windows.net';
    const intake: EventHub = await startEventHub({
      host,
      hub: 'audit',
      rule: { name: 'send', key: 'policy key' },
    });
    const config = {
      namespace: 'Acme-Audit',
      event_hub: 'audit',
      policy_name: 'send',
      partition_key: 'organization',
    };
    const seqs = () => intake.messages.map(({ Body }) => seqOf(Body));
    return { destination: 'azure_event_hubs', intake, config, secrets: { policy_key: 'policy key' }, seqs };
  },
  'Azure Event Hubs with a client secret, Basic': async (): Promise<Opened> => {
    const tokens = await startEntraTokens(client);
    const host = 'acme-audit.servicebus.windows.net';
    const intake = await startEventHub({ host, hub: 'audit', tokens, bytes: 262_144 });
    const config = { namespace: 'acme-audit', event_hub: 'audit', tier: 'basic', ...ids };
    const seqs = () => intake.messages.map(({ Body }) => seqOf(Body));
    return { destination: 'azure_event_hubs', intake, tokens, config, secrets: { client_secret }, seqs };
  },
  'Microsoft Sentinel': async (): Promise<Opened> => {
    const tokens = await startEntraTokens(client);
    const intake: LogsIngestion = await startLogsIngestion({ rule, stream: 'Custom-Cairn_CL', tokens });
    const endpoint = 'https://acme-1a2b.westeurope-1.ingest.monitor.azure.com/';
    const config = { ...ids, endpoint, dcr_immutable_id: rule, stream: 'Custom-Cairn_CL' };
    const seqs = () => intake.rows.map(({ Seq }) => Number(Seq));
    return { destination: 'microsoft_sentinel', intake, tokens, config, secrets: { client_secret }, seqs };
  },
};

let world: World;
let opened: Opened;
let sender: Sender;

beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  await sender.close();
  await opened.intake.close();
  await opened.tokens?.close();
});

async function create(given: Opened): Promise<string> {
  opened = given;
  sender = senderTo(opened.destination, opened.intake.url, { authUrl: opened.tokens?.url });
  return world.create({ destination: opened.destination, config: opened.config, secrets: opened.secrets });
}
const settled = (trail: string) =>
  eventually(
    () => world.view(trail),
    ({ lag_events }) => lag_events === 0,
    40_000,
  );
const failing = (trail: string) =>
  eventually(
    () => world.view(trail),
    ({ status }) => status === 'failing',
    40_000,
  );
const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe.each(Object.entries(ways))('%s', (_, open) => {
  test('events arrive once and in order, whatever they are made of and however often a call fails', async () => {
    const trail = await create(await open());
    opened.intake.fail({ status: 503 }, 'close', { status: 429, headers: { 'retry-after': '0' } });
    const awkward = { actor: { type: 'user', id: 'u"1\\', name: 'Łódź 東京 🗿 \u0007\ufffe' } };
    await world.emit(
      30,
      (index) => (index === 3 ? `test.\u0007${'長'.repeat(400)}`.slice(0, 120) : 'test.done'),
      awkward,
    );
    await world.emit(20, 'test.done', { details: { text: '"'.repeat(60_000) } });
    await world.supervise({ sender });
    await settled(trail);
    expect(opened.seqs()).toEqual(oneTo(50));
    expect(await world.view(trail)).toMatchObject({ dead_letters: 0, failed_24h: 3 });
  });

  test('a wrong credential stops the trail without loss and is shown nowhere', async () => {
    const trail = await create(await open());
    const [name] = Object.keys(opened.secrets) as [string];
    const wrong = name === 'service_account' ? googleKeyFile().file : 'a wrong secret';
    await world.change(trail, { secrets: { [name]: wrong } });
    await world.emit(3);
    await world.supervise({ sender });
    const { last_error } = await failing(trail);
    expect(last_error).toMatch(/no access token: answered 40[01]|InvalidSignature/);
    expect(opened.seqs()).toEqual([]);
    await world.change(trail, { secrets: opened.secrets });
    await settled(trail);
    expect(opened.seqs()).toEqual([1, 2, 3]);
    const { rows } = await world.db.database.query('select request, response, reason from attempts');
    for (const secret of [
      'a wrong secret',
      'SharedAccessSignature sr',
      'Bearer',
      ...(opened.tokens?.given ?? []),
    ]) {
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });
});

describe('access tokens', () => {
  test('one token serves many batches', async () => {
    const trail = await create(await ways['Google Pub/Sub']());
    await world.supervise({ sender });
    for (let round = 1; round <= 4; round++) {
      await world.emit(1);
      await settled(trail);
    }
    expect(opened.intake.requests).toBe(4);
    expect(opened.tokens?.given).toHaveLength(1);
  });

  test('a token that was withdrawn before its time is replaced once, within the same attempt', async () => {
    const trail = await create(await ways['Google Pub/Sub']());
    await world.supervise({ sender });
    await world.emit(1);
    await settled(trail);
    opened.tokens?.revoke();
    await world.emit(1);
    await settled(trail);
    expect(opened.seqs()).toEqual([1, 2]);
    expect(opened.tokens?.given).toHaveLength(2);
    expect(await world.view(trail)).toMatchObject({ failed_24h: 0 });
  });

  test('a receiver that answers 401 to every token is not asked in circles', async () => {
    const trail = await create(await ways['Google Pub/Sub']());
    opened.intake.failWhen(() => ({ status: 401 }));
    await world.emit(1);
    await world.supervise({ sender });
    await failing(trail);
    expect(opened.tokens?.given.length).toBe(opened.intake.requests);
  });

  test('a token that is about to end is replaced before it does', async () => {
    const trail = await create(await ways['Google Pub/Sub'](3));
    await world.supervise({ sender });
    await world.emit(1);
    await settled(trail);
    // The token is good for 3 s, and is replaced a tenth of that before.
    await new Promise((resolve) => setTimeout(resolve, 2_900));
    await world.emit(1);
    await settled(trail);
    expect(opened.tokens?.given).toHaveLength(2);
    expect(await world.view(trail)).toMatchObject({ failed_24h: 0 });
  });

  test('an authorization server that is down is an outage, and no refusal', async () => {
    const trail = await create(await ways['Microsoft Sentinel']());
    opened.tokens?.fail('close', { status: 503 }, { status: 429 });
    await world.emit(2);
    await world.supervise({ sender });
    await settled(trail);
    expect(await world.view(trail)).toMatchObject({ failed_24h: 3, status: 'active' });
    const { rows } = await world.db.database.query<{ outcome: string }>(
      'select outcome from attempts order by at',
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'retry', 'delivered']);
    expect(opened.seqs()).toEqual([1, 2]);
  });
});

test('Sentinel gets columns of its own, and no name that Azure keeps for itself', async () => {
  const trail = await create(await ways['Microsoft Sentinel']());
  await world.emit(1, 'test.done', {
    actor: { type: 'user', id: 'u1' },
    context: { source_ip: '192.0.2.7' },
  });
  await world.supervise({ sender });
  await settled(trail);
  const [row] = (opened.intake as LogsIngestion).rows;
  expect(row).toMatchObject({ Action: 'test.done', Seq: 1, ActorId: 'u1', SourceIp: '192.0.2.7' });
  expect(row?.Event).toMatchObject({ action: 'test.done', seq: 1 });
});

test('Pub/Sub messages carry what subscriptions filter by', async () => {
  const trail = await create(await ways['Google Pub/Sub']());
  const [id] = await world.emit(1);
  await world.supervise({ sender });
  await settled(trail);
  expect((opened.intake as Topic).messages[0]).toMatchObject({
    attributes: {
      id,
      seq: '1',
      action: 'test.done',
      level: 'information',
      organization: world.organizationId,
    },
    orderingKey: world.organizationId,
  });
});
