import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server as SocketServer } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createEgress } from './egress.ts';
import { compressed, type Http, isFailure, type Outgoing, openHttp, rebased } from './http.ts';

const opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const client = (allow: string[] = ['127.0.0.0/8']): Http => {
  const http = openHttp(createEgress(allow));
  opened.push(() => http.close());
  return http;
};

const listen = async (server: Server | SocketServer): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};
const serve = (handle: RequestListener) => listen(createServer(handle));

const post = (port: number, host = '127.0.0.1'): Outgoing => ({
  method: 'POST',
  url: `http://${host}:${port}/in?x=1`,
  headers: { 'x-one': 'two' },
  body: 'body',
});
const limits = { timeoutMs: 2_000, maxAnswerBytes: 1_000 };

describe('sending', () => {
  test('status, headers and body come back', async () => {
    const port = await serve((request, response) => {
      response.writeHead(202, { 'Retry-After': '7', 'x-got': String(request.headers['x-one']) });
      request.pipe(response);
    });
    const answer = await client().send(post(port), limits);
    expect(answer).toMatchObject({
      status: 202,
      headers: { 'retry-after': '7', 'x-got': 'two' },
      body: 'body',
    });
  });

  test('a redirect is an answer and is not followed', async () => {
    let asked = 0;
    const port = await serve((_, response) => {
      asked += 1;
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    });
    expect(await client().send(post(port), limits)).toMatchObject({ status: 302 });
    expect(asked).toBe(1);
  });

  test('an endless answer is read to the limit and no further', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write('x'.repeat(10_000)));
        response.once('drain', more);
      };
      more();
    });
    const answer = await client().send(post(port), limits);
    expect(isFailure(answer) ? answer : answer.body.length).toBe(1_000);
  });

  test('a server that says nothing runs into the timeout', async () => {
    const port = await serve(() => {});
    expect(await client().send(post(port), { ...limits, timeoutMs: 80 })).toMatchObject({
      failure: 'timeout',
    });
  });

  test('a server that stops in the middle of its answer runs into the timeout', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200).write('half');
    });
    expect(await client().send(post(port), { ...limits, timeoutMs: 80 })).toMatchObject({
      failure: 'timeout',
    });
  });

  test('a connection closed without an answer is a failure that names it', async () => {
    const port = await listen(createSocketServer((socket) => socket.destroy()));
    expect(await client().send(post(port), limits)).toMatchObject({ failure: 'closed' });
  });

  test('a port where nobody listens refuses', async () => {
    const port = await serve(() => {});
    await opened.pop()?.();
    expect(await client().send(post(port), limits)).toMatchObject({ failure: 'refused' });
  });

  test('an unknown name is a failure', async () => {
    const result = await client(['*']).send(post(80, 'nowhere.invalid'), limits);
    expect(result).toMatchObject({ failure: 'unresolved' });
  });

  test('the caller can give up', async () => {
    const port = await serve(() => {});
    const stop = new AbortController();
    const sent = client().send(post(port), { ...limits, signal: stop.signal });
    stop.abort();
    expect(await sent).toMatchObject({ failure: 'aborted' });
  });
});

describe('the egress rule, when dialling', () => {
  test('a private address is not called, by number or by name', async () => {
    let asked = 0;
    const port = await serve((_, response) => {
      asked += 1;
      response.end();
    });
    const http = client([]);
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433']) {
      expect(await http.send(post(port, host), limits), host).toMatchObject({ failure: 'forbidden' });
    }
    expect(asked).toBe(0);
  });

  test('plain HTTP goes only to addresses that the operator listed', async () => {
    const result = await client(['10.0.0.0/8']).send(post(80, '8.8.8.8'), limits);
    expect(result).toMatchObject({ failure: 'forbidden' });
  });

  test('an address that the operator set himself is trusted, but not a metadata address', async () => {
    const port = await serve((_, response) => response.end());
    const http = client([]);
    expect(await http.send(post(port), { ...limits, trusted: true })).toMatchObject({ status: 200 });
    const metadata = await http.send(post(80, '169.254.169.254'), { ...limits, trusted: true });
    expect(metadata).toMatchObject({ failure: 'forbidden' });
  });
});

test('a compressed request says so and holds the same body', async () => {
  const sent = await compressed({ ...post(1), body: 'é'.repeat(1_000) });
  expect(sent.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(sent.body).toString()).toBe('é'.repeat(1_000));
});

test('another base replaces scheme, host and port and nothing else', () => {
  expect(rebased(post(1, 'a.example'), 'https://b.example:8443/ignored').url).toBe(
    'https://b.example:8443/in?x=1',
  );
});
