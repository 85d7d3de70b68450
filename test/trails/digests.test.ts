import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { amazon_s3 } from '../../src/destinations/amazon_s3.ts';
import { parse } from '../../src/event/query/parse.ts';
import { readDigestKey } from '../../src/trails/digests/trail-digest-key.ts';
import { type RunningTrail, TrailRunner } from '../../src/trails/engine/runner.ts';
import type { Sender } from '../../src/trails/engine/sender.ts';
import { verifyDigests } from '../../src/verify-digests.ts';
import { senderTo } from '../destinations/cloud-sender.ts';
import { type Bucket, startS3Bucket } from '../fakes/s3-bucket.ts';
import { eventually, makeWorld, type World } from './harness.ts';

const secrets = { access_key_id: 'AKIA-RIGHT', secret_access_key: 'right/secret+key' };
const config = { bucket: 'acme-audit', region: 'eu-central-1', max_wait_seconds: 1 };

let world: World;
let bucket: Bucket;
let sender: Sender;
let folder: string;

beforeEach(async () => {
  world = await makeWorld();
  bucket = await startS3Bucket({ bucket: 'acme-audit' });
  sender = senderTo('amazon_s3', bucket.url);
  folder = await mkdtemp(join(tmpdir(), 'digests-'));
});
afterEach(async () => {
  await world.close();
  await sender.close();
  await bucket.close();
  await rm(folder, { recursive: true });
});

const create = (rule = '') => world.create({ destination: 'amazon_s3', config, secrets, rule });
const settled = (trail: string) =>
  eventually(
    () => world.view(trail),
    ({ lag_events }) => lag_events === 0,
    40_000,
  );
const of = (trailId: string) => ({ organizationId: world.organizationId, trailId });
const digestKeys = () => [...bucket.objects.keys()].filter((key) => key.includes('/digests/')).sort();

/** Delivers what there is, and lets the hour of it be over. */
async function anHourOf(trail: string): Promise<void> {
  const supervisor = await world.supervise({ sender });
  await settled(trail);
  await supervisor.stop();
  world.supervisors.splice(0);
  await world.db.database.query(
    `update trail_objects set written_at = date_trunc('hour', now()) - interval '30 minutes'
     where organization_id = $1 and digest is null`,
    [world.organizationId],
  );
}

/** Runs the trail until so many digests are stored, and known to be. */
async function digested(trail: string, count: number): Promise<void> {
  const supervisor = await world.supervise({ sender });
  await eventually(
    async () => {
      const { rows } = await world.db.database.query<{ count: number }>(
        'select count(*) as count from trail_digests where trail_id = $1 and written_at is not null',
        [trail],
      );
      return rows[0]?.count;
    },
    (found) => found === count,
  );
  await supervisor.stop();
  world.supervisors.splice(0);
}

/** The bucket as files, and what the command says about them. */
async function verify(
  trail: string,
  change: (files: Map<string, Buffer>) => void = () => {},
  ...more: string[]
) {
  const files = new Map([...bucket.objects].map(([key, { body }]) => [key, body]));
  change(files);
  const root = join(folder, String(Math.random()));
  for (const [key, body] of files) {
    await mkdir(dirname(join(root, key)), { recursive: true });
    await writeFile(join(root, key), body);
  }
  const pem = join(folder, 'key.pem');
  await writeFile(pem, (await readDigestKey(world.trailPorts, of(trail))).public_key);
  const lines: string[] = [];
  const code = await verifyDigests([root, '--key', pem, ...more], (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

/** Three digests of a trail without a rule. */
async function threeHours(): Promise<string> {
  const trail = await create();
  for (let hour = 1; hour <= 3; hour++) {
    await world.emit(5);
    await anHourOf(trail);
    await digested(trail, hour);
  }
  return trail;
}

describe('digests of an object store', () => {
  test('each hour of activity gets one; together they prove the copy complete', async () => {
    const trail = await threeHours();
    expect(digestKeys()).toHaveLength(3);
    const [first, second] = digestKeys().map((key) => JSON.parse(bucket.objects.get(key)!.body.toString()));
    expect(first).toMatchObject({
      ...{ version: 1, number: 1, previous: null, refused: [], covers: { first: 1, last: 5 } },
      rules: [{ from: 1, rule: '' }],
    });
    expect(second).toMatchObject({ number: 2, previous: { number: 1, key: digestKeys()[0] } });
    const { code, text } = await verify(trail);
    expect(text).toMatch(/^Complete: 3 digests, \d+ objects, 15 events\./m);
    expect(code).toBe(0);
    expect(await readDigestKey(world.trailPorts, of(trail))).toMatchObject({
      algorithm: 'Ed25519',
      last_digest: { number: 3, key: digestKeys()[2], through_seq: 15 },
    });
  });

  test('what is missing or was changed is named', async () => {
    const trail = await threeHours();
    const [first, second, third] = digestKeys() as [string, string, string];
    const object = [...bucket.objects.keys()].find((key) => key.includes('-000000000006-')) as string;
    const digestText = bucket.objects.get(second)!.body.toString();
    const withBody = (key: string, body: Buffer | string) => (files: Map<string, Buffer>) =>
      void files.set(key, Buffer.from(body));
    const cases: [string, (files: Map<string, Buffer>) => void, RegExp][] = [
      ['an object', (files) => void files.delete(object), /jsonl\.gz is missing \(\d+ events?, 6 to \d+\)/],
      [
        'its bytes',
        withBody(object, bucket.objects.get(object)!.body.subarray(0, 50)),
        /cannot be decompressed/,
      ],
      [
        'its events',
        withBody(object, bucket.objects.get([...bucket.objects.keys()][0]!)!.body),
        /was changed/,
      ],
      ['a digest', (files) => void files.delete(second), /Digest 2 of trail .* is missing/],
      ['the first digest', (files) => void files.delete(first), /Digest 1 of trail .* is missing/],
      [
        'what a digest says',
        withBody(second, digestText.replace(/"events":\d+/, '"events":99')),
        /signature that does not/,
      ],
      ['no JSON', withBody(second, '{'), /is not JSON/],
      ['a digest of another place', withBody(third, digestText), /digest of another trail or number/],
      [
        'all digests',
        (files) => [first, second, third].forEach((key) => void files.delete(key)),
        /There is no digest/,
      ],
    ];
    for (const [what, change, expected] of cases) {
      const { code, text } = await verify(trail, change);
      expect(text, what).toMatch(expected);
      expect(text, what).toMatch(/^Not complete/m);
      expect(code, what).toBe(1);
    }
    const cut = await verify(trail, (files) => void files.delete(third), '--to', '3');
    expect(cut).toMatchObject({ code: 1, text: expect.stringContaining('Digest 3') });
  });

  test('what tools do to files on the way is no fault', async () => {
    const trail = await threeHours();
    const objects = [...bucket.objects.keys()].filter((key) => key.endsWith('.gz'));
    const unpacked = await verify(trail, (files) => {
      for (const key of objects) {
        files.set(key.replace('.gz', ''), gunzipSync(files.get(key)!));
        files.delete(key);
      }
    });
    expect(unpacked.text).toMatch(/^Complete: 3 digests, \d+ objects, 15 events\./m);
    const elsewhere = await verify(trail, (files) => {
      for (const [key, body] of [...files]) {
        files.delete(key);
        files.set(key.slice(key.lastIndexOf('/') + 1), body);
      }
    });
    expect(elsewhere.code).toBe(0);
    const [first] = digestKeys() as [string];
    const shortened = await verify(
      trail,
      (files) => {
        files.delete(first);
        for (const key of objects) if (/-00000000000[1-5]-/.test(key)) files.delete(key);
      },
      '--from',
      '2',
    );
    expect(shortened).toMatchObject({ code: 0, text: expect.stringContaining('Complete: 2 digests') });
  });

  test('a rule that leaves events out is told, also when it changes within an hour; newer objects are too', async () => {
    const trail = await create('action:test.*');
    await world.emit(6, (index) => (index % 2 === 0 ? 'test.done' : 'other.done'));
    const supervisor = await world.supervise({ sender });
    await settled(trail);
    await world.change(trail, { rule: '' });
    await world.emit(3, 'other.done');
    await settled(trail);
    await supervisor.stop();
    world.supervisors.splice(0);
    await anHourOf(trail);
    await world.emit(1);
    await digested(trail, 1);
    const last = await world.supervise({ sender });
    await settled(trail);
    await last.stop();
    world.supervisors.splice(0);
    const { code, text } = await verify(trail);
    expect(text).toContain('The rule "action:test.*" left out 3 events in digest 1');
    expect(text).toMatch(/1 object named by no digest/);
    expect(text).toMatch(/Complete: 1 digests, \d+ objects, 6 events/);
    const digest = JSON.parse(bucket.objects.get(digestKeys()[0] as string)!.body.toString());
    expect(digest.rules).toEqual([
      { from: 1, rule: 'action:test.*' },
      { from: 7, rule: '' },
    ]);
    expect(code).toBe(0);
  });

  test('a store that does not take a digest is asked again with the same bytes, and deliveries go on', async () => {
    const trail = await create();
    await world.emit(5);
    await anHourOf(trail);
    let tries = 0;
    bucket.failWhen(({ path }) =>
      path.includes('/digests/') && tries++ === 0 ? { status: 503 } : undefined,
    );
    const supervisor = await world.supervise({ sender });
    await eventually(
      () => world.view(trail),
      ({ last_error }) => last_error?.startsWith('digest 1 could not be written') === true,
    );
    await supervisor.stop();
    world.supervisors.splice(0);
    const { rows } = await world.db.database.query<{ body: string }>('select body from trail_digests');
    await digested(trail, 1);
    expect(bucket.objects.get(digestKeys()[0] as string)!.body.toString()).toBe(rows[0]!.body);
    expect((await verify(trail)).code).toBe(0);
  });

  test('another organization, or a destination without objects, has no key there', async () => {
    const trail = await create();
    const hook = await world.create({ destination: 'webhook', config: { url: 'http://127.0.0.1:1/' } });
    const other = { organizationId: '01890000-0000-7000-8000-000000000000', trailId: trail };
    for (const asked of [other, of(hook)]) {
      await expect(readDigestKey(world.trailPorts, asked)).rejects.toMatchObject({
        code: 'resource.not_found',
      });
    }
  });
});

describe('the command', () => {
  test('says what it needs, and ends with 2', async () => {
    const run = async (...args: string[]) => {
      const lines: string[] = [];
      return [await verifyDigests(args, (line) => lines.push(line)), lines.join('\n')];
    };
    const pem = join(folder, 'key.pem');
    await writeFile(pem, 'no key');
    expect(await run()).toEqual([2, expect.stringContaining('verify-digests <folder or file>')]);
    expect(await run(folder)).toEqual([2, expect.stringContaining('--key is missing')]);
    expect(await run(folder, '--key', pem)).toEqual([
      2,
      expect.stringContaining('is not an Ed25519 public key'),
    ]);
    expect(await run(folder, '--what')).toEqual([2, expect.stringContaining("'--what'")]);
    const trail = await create();
    await writeFile(pem, (await readDigestKey(world.trailPorts, of(trail))).public_key);
    expect(await run(join(folder, 'nowhere'), '--key', pem)).toEqual([
      2,
      expect.stringContaining('cannot be read'),
    ]);
    expect(await run(folder, '--key', pem, '--from', '0')).toEqual([2, expect.stringContaining('--from')]);
    const list = join(folder, 'files.txt');
    await writeFile(list, `${pem}\n`);
    expect(await run(list, '--key', pem)).toEqual([1, expect.stringContaining('There is no digest')]);
    expect(await readFile(pem, 'utf8')).toContain('BEGIN PUBLIC KEY');
  });
});

class Died extends Error {}

const anHourAgo =
  "update trail_objects set written_at = date_trunc('hour', now()) - interval '30 minutes' where digest is null";

describe('a crash after any call of the outside world', () => {
  test('leaves a bucket whose digests prove it complete', async () => {
    const trail = await create();
    await world.emit(4);
    let fence = 1_000;
    /** One life: dies at its n-th call, or is stopped when the digest is stored. */
    const live = async (dieAt: number): Promise<boolean> => {
      let calls = 0;
      const mortal =
        <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
        async (...args: A): Promise<T> => {
          if (calls >= dieAt) throw new Died();
          calls += 1;
          const isLast = calls >= dieAt;
          const result = await call(...args);
          if (isLast || calls >= dieAt) throw new Died();
          return result;
        };
      const { database } = world.ports;
      const ports = {
        ...world.ports,
        vault: world.vault,
        database: {
          ...database,
          query: mortal(database.query.bind(database)) as typeof database.query,
          transaction: mortal(database.transaction.bind(database)) as typeof database.transaction,
        },
        sender: { ...sender, send: mortal(sender.send.bind(sender)) },
      };
      fence += 1;
      const running: RunningTrail = {
        ...{ organizationId: world.organizationId, trailId: trail, fence, name: 'Trail' },
        ...{ rule: parse('', { now: new Date() }), ruleText: '' },
        target: {
          trailId: trail,
          destination: amazon_s3 as never,
          format: 'cairn',
          config: amazon_s3.config.parse(config),
          secrets,
        },
      };
      const runner = new TrailRunner(running, ports);
      const ended = runner.run().then(
        () => false,
        (err) => err instanceof Died || Promise.reject(err),
      );
      const done = eventually(
        async () => {
          const { rows } = await database.query<{ open: number }>(
            `select (select count(*) from trail_objects
                      where digest is null and written_at < date_trunc('hour', now()))
                  + (select count(*) from trail_digests where written_at is null) as open`,
          );
          return (await world.view(trail)).lag_events + Number(rows[0]?.open);
        },
        (open) => open === 0,
      ).then(() => false);
      const died = await Promise.race([ended, done]);
      await runner.stop(0);
      return died;
    };

    let dieAt = 1;
    for (; ; dieAt += 1) {
      await world.emit(2);
      // What was written so far belongs to an hour that is over.
      await world.db.database.query(anHourAgo);
      if (!(await live(dieAt))) break;
      await world.db.database.query(anHourAgo);
    }
    await world.db.database.query(anHourAgo);
    await live(Number.POSITIVE_INFINITY);
    // Enough calls for every step of a delivery and of a digest to have been the last one.
    expect(dieAt).toBeGreaterThan(12);
    const head = (await world.view(trail)).position;
    const { code, text } = await verify(trail);
    expect(text).toMatch(new RegExp(`^Complete: \\d+ digests, \\d+ objects, ${head} events`, 'm'));
    expect(text).not.toContain('named by no digest');
    expect(code).toBe(0);
  }, 120_000);
});
