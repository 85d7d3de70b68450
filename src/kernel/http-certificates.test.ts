import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCertificate } from '../../test/fakes/certificate.ts';
import { createEgress } from './egress.ts';
import { openHttp } from './http.ts';

const folder = mkdtempSync(join(tmpdir(), 'cairn-certificates-'));
const http = openHttp(createEgress(['127.0.0.0/8', '::1/128']));
let ca: string;
let port: number;
let server: ReturnType<typeof createServer>;

beforeAll(async () => {
  const { cert, key } = await makeCertificate(folder);
  ca = cert;
  server = createServer({ cert, key }, (_, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  await http.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const send = (tls?: { verify: boolean; ca?: string }, host = 'localhost') =>
  http.send(
    { method: 'GET', url: `https://${host}:${port}/`, headers: {}, body: '', ...(tls ? { tls } : {}) },
    { timeoutMs: 10_000, maxAnswerBytes: 100 },
  );

test('a certificate of an authority of one’s own is taken where that authority is given, and nowhere else', async () => {
  expect(await send()).toMatchObject({ failure: 'tls' });
  expect(await send({ verify: true, ca })).toMatchObject({ status: 200, body: 'hello' });
  // The connection that was just made is not lent to a request that does not trust it.
  expect(await send()).toMatchObject({ failure: 'tls' });
});

test('it must name the host, unless nothing is verified', async () => {
  expect(await send({ verify: true, ca }, '127.0.0.1')).toMatchObject({ failure: 'tls' });
  expect(await send({ verify: false }, '127.0.0.1')).toMatchObject({ status: 200 });
});

test('very many authorities do not pile up connections', async () => {
  for (let index = 0; index < 70; index++) {
    await send({ verify: true, ca: `${ca}${'\n'.repeat(index)}` });
  }
  const open = () =>
    new Promise<number>((resolve, reject) => {
      server.getConnections((err, count) => (err ? reject(err) : resolve(count)));
    });
  // The server learns of a closed connection a moment later.
  await expect.poll(open, { timeout: 20_000 }).toBeLessThanOrEqual(66);
});
