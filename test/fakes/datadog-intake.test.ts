import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DatadogIntake, startDatadogIntake } from './datadog-intake.ts';

let intake: DatadogIntake;
beforeEach(async () => {
  intake = await startDatadogIntake({ keys: ['right'] });
});
afterEach(() => intake.close());

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}
const send = (
  body: string | Uint8Array<ArrayBuffer>,
  { path = '/api/v2/logs', method = 'POST', key, headers }: Sent = {},
) =>
  fetch(intake.url + path, {
    method,
    headers: { 'content-type': 'application/json', 'dd-api-key': key ?? 'right', ...headers },
    ...(method === 'GET' ? {} : { body }),
  }).then(({ status }) => status);

const log = (more: object = {}) => ({ message: '{"id":"a"}', ddsource: 'cairn', ...more });

describe('each rule of the Datadog fake bites', () => {
  test('a good array, a single log and a gzipped body are taken', async () => {
    expect(await send(JSON.stringify([log(), log()]))).toBe(202);
    expect(await send(JSON.stringify(log()))).toBe(202);
    expect(await send(gzipSync(JSON.stringify([log()])), { headers: { 'content-encoding': 'gzip' } })).toBe(
      202,
    );
    expect(intake.logs).toHaveLength(4);
  });

  test('key, path and method', async () => {
    expect(await send('[]', { key: '' })).toBe(401);
    expect(await send('[]', { key: 'other' })).toBe(403);
    expect(await send('[]', { path: '/v1/input' })).toBe(404);
    expect(await send('', { method: 'GET' })).toBe(405);
    intake.keys.delete('right');
    expect(await send('[]')).toBe(403);
  });

  test('bodies that cannot be read', async () => {
    expect(await send('[{')).toBe(400);
    expect(await send('[]', { headers: { 'content-type': 'text/plain' } })).toBe(400);
    expect(await send('not gzip', { headers: { 'content-encoding': 'gzip' } })).toBe(400);
    expect(await send('[]', { headers: { 'content-encoding': 'br' } })).toBe(400);
  });

  test('a log without message, or with tags that are not text, spoils its batch', async () => {
    expect(await send(JSON.stringify([log(), { ddsource: 'x' }]))).toBe(400);
    expect(await send(JSON.stringify([log({ ddtags: ['a:b'] })]))).toBe(400);
    expect(intake.logs).toHaveLength(0);
  });

  test('1,000 logs and 5 MB before compression', async () => {
    expect(await send(JSON.stringify(Array.from({ length: 1000 }, () => log())))).toBe(202);
    expect(await send(JSON.stringify(Array.from({ length: 1001 }, () => log())))).toBe(413);
    const big = JSON.stringify(Array.from({ length: 6 }, () => log({ message: 'x'.repeat(900_000) })));
    expect(await send(gzipSync(big), { headers: { 'content-encoding': 'gzip' } })).toBe(413);
  });

  test('a log over 1 MB is cut, and old or future logs are dropped, all with 202', async () => {
    expect(await send(JSON.stringify([log({ message: 'x'.repeat(1_000_001) })]))).toBe(202);
    expect(intake.truncated).toBe(1);
    const hour = 3_600_000;
    const at = [Date.now() - 19 * hour, Date.now() + 3 * hour, Date.now() - 17 * hour];
    expect(await send(JSON.stringify(at.map((timestamp) => log({ timestamp }))))).toBe(202);
    expect(intake.dropped).toHaveLength(2);
    expect(intake.logs).toHaveLength(2);
  });

  test('scripted faults come once each, in order', async () => {
    intake.fail({ status: 429, headers: { 'retry-after': '1' } }, { status: 408 }, { status: 503 }, 'close');
    expect([await send('[]'), await send('[]'), await send('[]')]).toEqual([429, 408, 503]);
    await expect(send('[]')).rejects.toThrow();
    intake.fail('take-and-close');
    await expect(send(JSON.stringify([log()]))).rejects.toThrow();
    expect(intake.logs).toHaveLength(1);
    expect(await send('[]')).toBe(202);
  });
});
