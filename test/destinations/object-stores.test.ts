import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { objectKey } from '../../src/destinations/object-store.ts';
import type { Sender } from '../../src/trails/engine/sender.ts';
import { testTrail } from '../../src/trails/test-event.ts';
import { readTarget } from '../../src/trails/trails.ts';
import { containerSas, startAzureContainer } from '../fakes/azure-container.ts';
import { startGcsBucket } from '../fakes/gcs-bucket.ts';
import { type Bucket, startS3Bucket } from '../fakes/s3-bucket.ts';
import {
  googleKeyFile,
  startEntraTokens,
  startGoogleTokens,
  type TokenServer,
} from '../fakes/token-server.ts';
import { eventually, makeWorld, type World } from '../trails/harness.ts';
import { senderTo } from './cloud-sender.ts';

interface Opened {
  readonly destination: string;
  readonly bucket: Bucket;
  readonly tokens?: TokenServer;
  readonly config: Record<string, unknown>;
  readonly secrets: Record<string, unknown>;
}

const client = {
  tenant_id: '11111111-2222-3333-4444-555555555555',
  client_id: '66666666-7777-8888-9999-000000000000',
  client_secret: 'entra secret',
};
const account = { name: 'acmeaudit', key: Buffer.from('the key of a storage account').toString('base64') };
const azure = { account, container: 'audit' };
const s3Secrets = { access_key_id: 'AKIA-RIGHT', secret_access_key: 'right/secret+key' };

/** Each way into each store. */
const ways: Readonly<Record<string, () => Promise<Opened>>> = {
  'Amazon S3': async () => ({
    ...{ destination: 'amazon_s3', bucket: await startS3Bucket({ bucket: 'acme-audit' }) },
    ...{ config: { bucket: 'acme-audit', region: 'eu-central-1' }, secrets: s3Secrets },
  }),
  'Amazon S3, the bucket in the path, repeats refused': async () => ({
    ...{ destination: 'amazon_s3', bucket: await startS3Bucket({ bucket: 'acme.audit' }) },
    config: {
      bucket: 'acme.audit',
      region: 'eu-central-1',
      overwrite: false,
      encryption: 'aws:kms',
      kms_key_id: 'k',
    },
    secrets: s3Secrets,
  }),
  'Google Cloud Storage with a service account': async () => {
    const { file, ...owner } = googleKeyFile();
    const tokens = await startGoogleTokens(owner);
    const bucket = await startGcsBucket({ bucket: 'acme-audit', tokens });
    const config = { bucket: 'acme-audit' };
    return {
      destination: 'google_cloud_storage',
      bucket,
      tokens,
      config,
      secrets: { service_account: file },
    };
  },
  'Google Cloud Storage with an HMAC key': async () => ({
    destination: 'google_cloud_storage',
    bucket: await startGcsBucket({ bucket: 'acme-audit', keys: { GOOG1: { secret: 'hmac' } }, role: 'user' }),
    config: { bucket: 'acme-audit' },
    secrets: { hmac_access_id: 'GOOG1', hmac_secret: 'hmac' },
  }),
  'Azure Blob Storage with an account key': async () => ({
    ...{ destination: 'azure_blob_storage', bucket: await startAzureContainer(azure) },
    ...{ config: { account: 'acmeaudit', container: 'audit' }, secrets: { account_key: account.key } },
  }),
  'Azure Blob Storage with a shared access signature, repeats refused': async () => ({
    ...{ destination: 'azure_blob_storage', bucket: await startAzureContainer(azure) },
    config: { account: 'acmeaudit', container: 'audit', overwrite: false },
    secrets: { sas_token: `?${containerSas(azure)}` },
  }),
  'Azure Blob Storage with a client secret': async () => {
    const { client_secret, ...ids } = client;
    const tokens = await startEntraTokens(client);
    const bucket = await startAzureContainer({ ...azure, tokens });
    const config = { account: 'acmeaudit', container: 'audit', ...ids };
    return { destination: 'azure_blob_storage', bucket, tokens, config, secrets: { client_secret } };
  },
};

let world: World;
let opened: Opened;
const senders: Sender[] = [];

beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  await Promise.all(senders.splice(0).map((sender) => sender.close()));
  await opened.bucket.close();
  await opened.tokens?.close();
});

const sender = (): Sender => {
  const made = senderTo(opened.destination, opened.bucket.url, { authUrl: opened.tokens?.url });
  senders.push(made);
  return made;
};
const create = (more: object = {}) =>
  world.create({
    destination: opened.destination,
    config: { ...opened.config, max_wait_seconds: 1, ...more },
    secrets: opened.secrets,
  });
const settled = (trail: string) =>
  eventually(
    () => world.view(trail),
    ({ lag_events }) => lag_events === 0,
    40_000,
  );
const numbers = () => opened.bucket.events.map(({ seq }) => seq);
const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe.each(Object.entries(ways))('%s', (_, open) => {
  test('a batch is one object named after its numbers, and a repeat is that object again', async () => {
    opened = await open();
    opened.bucket.fail({ status: 503 }, 'take-and-close');
    const trail = await create();
    await world.emit(30, (index) => (index === 0 ? 'other' : 'test.done'));
    await world.supervise({ sender: sender() });
    await settled(trail);
    expect(numbers()).toEqual(oneTo(30).slice(1));
    const { rows } = await world.db.database.query<{ received_at: Date }>(
      'select received_at from events where seq = 2',
    );
    const name = { organizationId: world.organizationId, trailId: trail, at: rows[0]!.received_at };
    const key = objectKey(
      { kind: 'events', ...name, first: 2, last: 30 },
      { prefix: 'cairn', layout: 'hive' },
    );
    expect([...opened.bucket.objects.keys()]).toEqual([key]);
    expect(key).toMatch(
      /^cairn\/org=[0-9a-f-]{36}\/trail=[0-9a-f-]{36}\/dt=\d{4}-\d\d-\d\d\/hour=\d\d\/[0-9a-f-]{36}-000000000002-000000000030\.jsonl\.gz$/,
    );
    expect(opened.bucket.objects.get(key)!.headers['content-encoding']).toBeUndefined();
    expect(await world.view(trail)).toMatchObject({ failed_24h: 2, status: 'active' });
  });

  test('a wrong credential stops the trail without loss, and a right one sets it going', async () => {
    opened = await open();
    const trail = await create();
    const name = Object.keys(opened.secrets).at(-1) as string;
    const wrong =
      name === 'service_account' ? googleKeyFile('other@x.iam.gserviceaccount.com').file : undefined;
    const other = Buffer.from('some other credential').toString('base64');
    const bad =
      wrong ??
      (name === 'sas_token' ? containerSas({ ...azure, account: { ...account, key: other } }) : other);
    await world.change(trail, { secrets: { [name]: bad } });
    await world.emit(2);
    await world.supervise({ sender: sender() });
    await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    await world.change(trail, { secrets: opened.secrets });
    await settled(trail);
    expect(numbers()).toEqual([1, 2]);
    const { rows } = await world.db.database.query('select request, response, reason from attempts');
    const texts = JSON.stringify(rows);
    for (const secret of [
      bad,
      ...Object.values(opened.secrets).map(String),
      ...(opened.tokens?.given ?? []),
    ]) {
      expect(texts).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(texts).not.toMatch(/Signature=|SharedKey |Bearer /);
  });

  test('the test of a trail writes one marked object beside the others', async () => {
    opened = await open();
    const tested = await readTarget(world.trailPorts, world.organizationId, await create());
    const ports = { sender: sender(), clock: world.ports.clock };
    const result = await testTrail(ports, { organizationId: world.organizationId, ...tested });
    expect(result).toMatchObject({ ok: true });
    expect(result.request).toContain('trail.test');
    expect([...opened.bucket.objects.keys()]).toEqual([expect.stringMatching(/^cairn\/tests\//)]);
  });
});

test('a process that dies during a PUT leaves the ends of the object behind, and its successor writes the same', async () => {
  opened = await (ways['Amazon S3'] as () => Promise<Opened>)();
  const trail = await create();
  await world.emit(10);
  opened.bucket.failWhen(() => 'hang');
  const patient = senderTo(opened.destination, opened.bucket.url, { timeoutMs: 60_000 });
  senders.push(patient);
  const first = await world.supervise({ sender: patient });
  await eventually(
    () => opened.bucket.requests,
    (count) => count === 1,
  );
  await first.stop();
  world.supervisors.splice(0);
  // No attempt was recorded: whether the object is there is not known, only what it would be.
  const { rows } = await world.db.database.query(
    'select first_seq, last_seq, attempts, status from deliveries',
  );
  expect(rows).toEqual([{ first_seq: 1, last_seq: 10, attempts: 0, status: 'retrying' }]);
  opened.bucket.failWhen();
  await world.emit(20);
  await world.supervise({ sender: sender() });
  await settled(trail);
  expect(numbers()).toEqual(oneTo(30));
  const ends = [...opened.bucket.objects.keys()].map((key) =>
    key.slice(-'000000000001-000000000010.jsonl.gz'.length),
  );
  expect(ends).toEqual(['000000000001-000000000010.jsonl.gz', '000000000011-000000000030.jsonl.gz']);
});
