import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listDeadLetters } from '../../src/trails/dead-letters.ts';
import { testTrail } from '../../src/trails/test-event.ts';
import { readTarget } from '../../src/trails/trails.ts';
import { type AwsKind, type AwsOptions, type AwsService, startAwsService } from '../fakes/aws-service.ts';
import { eventually, makeWorld, type World } from '../trails/harness.ts';
import { senderTo } from './cloud-sender.ts';

const secrets = { access_key_id: 'AKIA-RIGHT', secret_access_key: 'right/secret+key' };
const queue = 'https://sqs.eu-central-1.amazonaws.com/123456789012/audit.fifo';
const region = 'eu-central-1';

interface Case {
  readonly destination: string;
  readonly kind: AwsKind;
  readonly resource: string;
  readonly config: Record<string, unknown>;
  /** An entry error that passes, and one that never will. */
  readonly passing: string;
  readonly poison: string;
}

const cases: readonly Case[] = [
  {
    ...{ destination: 'amazon_eventbridge', kind: 'events', resource: 'audit' },
    config: { region, event_bus: 'audit', source: 'acme.audit' },
    ...{ passing: 'ThrottlingException', poison: 'MalformedDetail' },
  },
  {
    ...{ destination: 'amazon_kinesis', kind: 'kinesis', resource: 'audit' },
    config: { region, stream: 'audit', partition_key: 'organization' },
    ...{ passing: 'ProvisionedThroughputExceededException', poison: 'ValidationException' },
  },
  {
    ...{ destination: 'amazon_firehose', kind: 'firehose', resource: 'audit' },
    config: { region, delivery_stream: 'audit' },
    ...{ passing: 'ServiceUnavailableException', poison: 'InvalidArgumentException' },
  },
  {
    ...{ destination: 'amazon_sqs', kind: 'sqs', resource: queue },
    config: { queue_url: queue },
    ...{ passing: 'RequestThrottled', poison: 'InvalidMessageContents' },
  },
];

let world: World;
let service: AwsService;

beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  await service.close();
});

async function open(one: Case, options: Partial<AwsOptions> = {}): Promise<string> {
  service = await startAwsService(one.kind, { resource: one.resource, ...options });
  return world.create({ destination: one.destination, config: one.config, secrets });
}
const supervise = (one: Case) => world.supervise({ sender: senderTo(one.destination, service.url) });
const seqs = () => service.taken.map((text) => (JSON.parse(text) as { seq: number }).seq);
const settled = (trail: string) =>
  eventually(
    () => world.view(trail),
    ({ lag_events }) => lag_events === 0,
    40_000,
  );
const one = (destination: string): Case => cases.find((found) => found.destination === destination) as Case;

describe.each(cases)('$destination', (the) => {
  test('events arrive in order, whatever they are made of; entries that fail in passing are sent again', async () => {
    const trail = await open(the);
    const failedOnce = new Set<number>();
    service.failEntries((text) => {
      const { seq } = JSON.parse(text) as { seq: number };
      if (seq % 7 !== 0 || failedOnce.has(seq)) return undefined;
      failedOnce.add(seq);
      return { code: the.passing, senderFault: false };
    });
    const awkward = { actor: { type: 'user', id: 'u"1\\', name: 'Łódź 東京 🗿 \u0007\ufffe\uffff' } };
    const emitted = await world.emit(
      40,
      (index) => (index === 3 ? `test.\u0007${'長'.repeat(150)}` : 'test.done'),
      awkward,
    );
    await supervise(the);
    await settled(trail);
    expect([...seqs()].sort((a, b) => a - b)).toEqual(emitted.map((_, index) => index + 1));
    expect(new Set(service.taken.map((text) => (JSON.parse(text) as { id: string }).id))).toEqual(
      new Set(emitted),
    );
    expect(JSON.parse(service.taken[0] as string)).toMatchObject(awkward);
    const first = failedOnce.size;
    expect(first).toBe(5);
    expect(await world.view(trail)).toMatchObject({ dead_letters: 0, status: 'active' });
  });

  test('an entry that is refused for good is a dead letter; the others of its batch arrive', async () => {
    const trail = await open(the);
    service.failEntries((text) => (text.includes('test.poison') ? { code: the.poison } : undefined));
    await world.emit(12, (index) => (index === 5 ? 'test.poison' : 'test.done'));
    await supervise(the);
    await settled(trail);
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12]);
    const of = { organizationId: world.organizationId, trailId: trail };
    expect(await listDeadLetters(world.db.database, of, { limit: 5, after: 0 })).toMatchObject([
      { seq: 6, reason: `${the.poison}: failed` },
    ]);
  });

  test('a wrong key stops the trail without loss until it is set right, and is shown nowhere', async () => {
    const trail = await open(the);
    await world.change(trail, {
      secrets: { secret_access_key: 'a wrong key that must not be seen' },
    });
    await world.emit(3);
    await supervise(the);
    const failing = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(failing.last_error).toContain('InvalidSignatureException');
    const { rows } = await world.db.database.query<{ request: string }>('select request from attempts');
    expect(rows[0]?.request).toContain('authorization: [secret]');
    expect(JSON.stringify(rows)).not.toMatch(/Signature=|must not be seen/);
    await world.change(trail, { secrets });
    await settled(trail);
    expect(seqs()).toEqual([1, 2, 3]);
  });

  test('a call that is throttled, broken off or unavailable is made again', async () => {
    const trail = await open(the);
    service.fail(
      { status: 400, body: '{"__type":"com.amazonaws.x#ThrottlingException","message":"Rate exceeded"}' },
      { status: 503, body: '{}' },
      'close',
      { status: 200, body: '{}' },
    );
    await world.emit(3);
    await supervise(the);
    await settled(trail);
    expect(seqs()).toEqual([1, 2, 3]);
    expect(service.requests).toBe(5);
  });
});

test('EventBridge: a call over 256 KB is taken apart, and nothing of it is lost', async () => {
  const trail = await open(one('amazon_eventbridge'));
  await world.emit(6, 'test.done', { details: { text: 'x'.repeat(100_000) } });
  await supervise(one('amazon_eventbridge'));
  await settled(trail);
  expect(seqs()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await world.view(trail)).toMatchObject({ dead_letters: 0 });
  expect(service.entries[0]).toMatchObject({
    Source: 'acme.audit',
    DetailType: 'test.done',
    EventBusName: 'audit',
  });
});

test('a stream that is not there waits for a person and loses nothing', async () => {
  const the = one('amazon_kinesis');
  const trail = await open(the, { resource: 'another' });
  await world.emit(2);
  await supervise(the);
  const failing = await eventually(
    () => world.view(trail),
    ({ status }) => status === 'failing',
  );
  expect(failing).toMatchObject({ position: 0, dead_letters: 0 });
  expect(failing.last_error).toContain('ResourceNotFoundException');
});

describe('Amazon SQS', () => {
  test('a repeat to a FIFO queue carries the same de-duplication id, so the queue drops it', async () => {
    const trail = await open(one('amazon_sqs'));
    service.fail('take-and-close');
    await world.emit(3);
    await supervise(one('amazon_sqs'));
    await settled(trail);
    expect(service.requests).toBe(2);
    expect(seqs()).toEqual([1, 2, 3]);
    expect(service.entries[0]).toMatchObject({ MessageGroupId: world.organizationId });
  });

  test('a standard queue gets neither group nor de-duplication id', async () => {
    const standard = 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/audit';
    const the = { ...one('amazon_sqs'), resource: standard, config: { queue_url: standard } };
    const trail = await open(the, { region: 'cn-north-1' });
    await world.emit(2);
    await supervise(the);
    await settled(trail);
    expect(service.entries.map((entry) => Object.keys(entry))).toEqual(
      Array.from({ length: 2 }, () => ['Id', 'MessageBody', 'MessageAttributes']),
    );
  });
});

test('the test of a trail shows the call without its signature', async () => {
  const trail = await open(one('amazon_firehose'));
  const tested = await readTarget(world.trailPorts, world.organizationId, trail);
  const sender = senderTo('amazon_firehose', service.url);
  const result = await testTrail(
    { sender, clock: world.ports.clock },
    { organizationId: world.organizationId, ...tested },
  );
  await sender.close();
  expect(result).toMatchObject({ ok: true, status: 200 });
  expect(result.request).toContain('authorization: [secret]');
  expect(JSON.parse(service.taken[0] as string)).toMatchObject({ action: 'trail.test' });
});
