import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEgress } from './egress.ts';
import { openSockets, type Sockets } from './socket.ts';

let server: Server;
let port: number;
let received: string;
let connections: Socket[];
let sockets: Sockets;
let nowMs: number;

beforeEach(async () => {
  received = '';
  connections = [];
  nowMs = 0;
  server = createServer((socket) => {
    connections.push(socket);
    socket.on('data', (data) => {
      received += data.toString();
    });
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  sockets = openSockets(createEgress(['127.0.0.1']), () => nowMs);
});
afterEach(() => {
  sockets.close();
  for (const socket of connections) socket.destroy();
  server.close();
});

const send = (body: string, more: { signal?: AbortSignal; timeoutMs?: number } = {}, from = sockets) =>
  from.send(
    { method: 'POST', url: `tcp://127.0.0.1:${port}`, headers: {}, body },
    { timeoutMs: 1_000, ...more },
  );

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(holds()).toBe(true);
}

test('bodies arrive one after the other over one connection', async () => {
  expect(await send('one ')).toEqual({ status: 0, headers: {}, body: '4 bytes written' });
  await send('two ');
  await until(() => received === 'one two ');
  expect(connections).toHaveLength(1);
});

test('what was written shortly before a break is written again over the next connection', async () => {
  await send('one ');
  await until(() => received === 'one ');
  connections[0]!.destroy();
  await until(() => connections[0]!.destroyed);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await send('two ');
  await until(() => received === 'one one two ');
});

test('what was written long before a break is not', async () => {
  await send('one ');
  await until(() => received === 'one ');
  nowMs = 60_000;
  connections[0]!.destroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await send('two ');
  await until(() => received === 'one two ');
});

test('an address that is not permitted is not dialled, by number or by name', async () => {
  const closed = openSockets(createEgress([]), () => 0);
  expect(await send('x', {}, closed)).toMatchObject({ failure: 'forbidden' });
  const named = { method: 'POST', url: `tcp://localhost:${port}`, headers: {}, body: 'x' } as const;
  expect(await closed.send(named, { timeoutMs: 1_000 })).toMatchObject({ failure: 'forbidden' });
  expect(connections).toHaveLength(0);
});

test('a receiver that reads nothing runs into the timeout', async () => {
  server.once('connection', (socket) => socket.pause());
  expect(await send('x'.repeat(20_000_000), { timeoutMs: 80 })).toMatchObject({ failure: 'timeout' });
});

test('a port where nobody listens refuses, and the caller can give up', async () => {
  const stop = AbortSignal.abort();
  expect(await send('x', { signal: stop })).toMatchObject({ failure: 'aborted' });
  server.close();
  for (const socket of connections) socket.destroy();
  await once(server, 'close');
  expect(await send('x')).toMatchObject({ failure: 'refused' });
});

test('a server that speaks no TLS is a failure, not a crash', async () => {
  server.on('connection', (socket) => socket.end('220 hello\r\n'));
  const outgoing = { method: 'POST', url: `tls://127.0.0.1:${port}`, headers: {}, body: 'x' } as const;
  expect(await sockets.send(outgoing, { timeoutMs: 1_000 })).toMatchObject({
    failure: expect.stringMatching(/tls|closed/),
  });
});
