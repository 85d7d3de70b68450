import { afterEach, describe, expect, test } from 'vitest';
import { startDynatraceIngest } from './dynatrace-ingest.ts';
import { startElasticsearch } from './elasticsearch-server.ts';
import { startLokiServer } from './loki-server.ts';
import { startNewRelicIntake } from './new-relic-intake.ts';
import { startOtlpReceiver } from './otlp-receiver.ts';
import type { Receiver } from './receiver.ts';
import { startSplunkHec } from './splunk-hec.ts';
import { startSumoSource } from './sumo-source.ts';

let open: Receiver | undefined;
afterEach(() => open?.close());

/** Posts to a fake; gives the status and what the body says. */
const poster =
  (receiver: Receiver, path: string, headers: Record<string, string>) =>
  async (
    body: unknown,
    { at = path, method = 'POST', more = {} as Record<string, string | undefined> } = {},
  ) => {
    const all = Object.entries({ ...headers, ...more }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(receiver.url + at, {
      ...{ method, headers: Object.fromEntries(all) },
      ...(method === 'GET' ? {} : { body: text }),
    });
    return { status: answer.status, body: await answer.text() };
  };

describe('each rule of the Splunk fake bites', () => {
  const start = async () => {
    const splunk = await startSplunkHec();
    open = splunk;
    const send = poster(splunk, '/services/collector/event', { authorization: 'Splunk hec-token' });
    const code = async (...given: Parameters<typeof send>) =>
      JSON.parse((await send(...given)).body) as { code: number };
    return { splunk, send, code };
  };

  test('tokens, paths and data, by the documented codes', async () => {
    const { splunk, send, code } = await start();
    expect(await code({ event: 'a' })).toMatchObject({ code: 0 });
    expect(await code({ event: 'a' }, { more: { authorization: undefined } })).toMatchObject({ code: 2 });
    expect(await code({ event: 'a' }, { more: { authorization: 'Bearer hec-token' } })).toMatchObject({
      code: 3,
    });
    expect(await code({ event: 'a' }, { more: { authorization: 'Splunk other' } })).toMatchObject({
      code: 4,
    });
    expect(await code('')).toMatchObject({ code: 5 });
    expect((await send({ event: 'a' }, { at: '/collector' })).status).toBe(404);
    expect((await send('x'.repeat(1_000_001))).status).toBe(413);
    expect(splunk.events).toHaveLength(1);
  });

  test('the event at fault is numbered, and those before it are indexed', async () => {
    const { splunk, code } = await start();
    const body = (...more: string[]) => ['{"event":"a"}', ...more, '{"event":"z"}'].join('\n');
    expect(await code(body('{"time":1}'))).toMatchObject({ code: 12, 'invalid-event-number': 1 });
    expect(await code(body('{"event":""}'))).toMatchObject({ code: 13, 'invalid-event-number': 1 });
    expect(await code(body('{"event":1,"fields":{"a":{}}}'))).toMatchObject({ code: 15 });
    expect(await code(body('{"event":1,"index":"x"}'))).toMatchObject({ code: 7 });
    expect(await code(body('{"event":1,"time":1700000000000}'))).toMatchObject({ code: 6 });
    expect(await code('[{"event":1}]')).toMatchObject({ code: 6, 'invalid-event-number': 0 });
    expect(await code('{"event":"{\\"}"}{"event":"b"}')).toMatchObject({ code: 0 });
    expect(splunk.events.map(({ event }) => event)).toEqual(['a', 'a', 'a', 'a', 'a', '{"}', 'b']);
  });

  test('acknowledgement needs a channel, and is given once, after a while', async () => {
    const { splunk, code, send } = await start();
    expect(await code({ acks: [0] }, { at: '/services/collector/ack?channel=x' })).toMatchObject({
      code: 14,
    });
    splunk.tokens.set('hec-token', true);
    expect(await code({ event: 'a' })).toMatchObject({ code: 10 });
    expect(await code({ event: 'a' }, { more: { 'x-splunk-request-channel': 'x' } })).toMatchObject({
      code: 11,
    });
    const channel = '01900000-0000-7000-8000-000000000000';
    const more = { 'x-splunk-request-channel': channel };
    expect(await code({ event: 'a' }, { more })).toMatchObject({ code: 0, ackId: 0 });
    const ask = async () =>
      (await send({ acks: [0] }, { at: `/services/collector/ack?channel=${channel}` })).body;
    expect([await ask(), splunk.events.length]).toEqual(['{"acks":{"0":false}}', 0]);
    expect([await ask(), splunk.events.length]).toEqual(['{"acks":{"0":true}}', 1]);
    expect(await ask()).toBe('{"acks":{"0":false}}');
    await code({ event: 'b' }, { more });
    splunk.crash();
    expect(splunk.events).toHaveLength(1);
  });
});

test('each rule of the Elasticsearch fake bites', async () => {
  const elastic = await startElasticsearch();
  open = elastic;
  const headers = { authorization: 'ApiKey es-key', 'content-type': 'application/x-ndjson' };
  const path = '/logs-cairn.audit-default/_bulk';
  const send = poster(elastic, path, headers);
  const at = '"@timestamp":"2026-11-23T10:00:00.000Z"';
  const one = (id: string, document: string) => `{"create":{"_id":"${id}"}}\n${document}\n`;
  const item = async (body: string, options = {}) =>
    (JSON.parse((await send(body, options)).body) as { items: { create: { status: number } }[] }).items[0]
      ?.create.status;
  expect((await send(one('a', `{${at}}`), { more: { authorization: 'ApiKey x' } })).status).toBe(401);
  expect((await send(one('a', `{${at}}`), { more: { 'content-type': 'text/plain' } })).status).toBe(406);
  expect((await send(one('a', `{${at}}`).trimEnd())).status).toBe(400);
  expect((await send('{"index":{"_id":"a"}}\n{}\n')).status).toBe(400);
  expect((await send(one('a'.repeat(513), `{${at}}`))).status).toBe(400);
  expect(await item(one('a', `{${at},"n":1}`))).toBe(201);
  expect(await item(one('a', `{${at},"n":1}`))).toBe(409);
  expect(await item(one('b', '{"n":1}'))).toBe(400);
  expect(await item(one('b', `{${at},"n":"text"}`))).toBe(400);
  expect(await item(one('b', `{${at},"cairn":{"details":{"n":{"x":1}}}}`))).toBe(201);
  expect(await item(one('c', `{${at},"cairn":{"details":{"n":7}}}`))).toBe(201);
  expect(await item(one('d', `{${at},"":1}`))).toBe(400);
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`f${index}`, 1]));
  expect(await item(one('e', `{${at},"x":${JSON.stringify(many)}}`))).toBe(400);
  expect(await item(one('f', `{${at}}`), { at: '/other/_bulk' })).toBe(403);
  expect(await item(one('f', `{${at}}`), { at: `${path}?pipeline=p` })).toBe(400);
  elastic.busy(1);
  expect(await item(one('g', `{${at}}`))).toBe(429);
  const filtered = await send(one('a', `{${at}}`), { at: `${path}?filter_path=errors,items.*.status` });
  expect(filtered.body).not.toContain('took');
});

test('each rule of the Loki fake bites, and what is good in a push is kept', async () => {
  const loki = await startLokiServer();
  open = loki;
  const headers = { authorization: 'Bearer loki-token', 'content-type': 'application/json' };
  const send = poster(loki, '/loki/api/v1/push', headers);
  const now = Date.now();
  const ns = (hours: number) => `${Math.round(now - hours * 3_600_000)}000000`;
  const push = (...values: unknown[]) => ({ streams: [{ stream: { a: 'b' }, values }] });
  expect((await send(push([ns(0), 'x']))).status).toBe(204);
  expect((await send(push([ns(0), 'x']))).status).toBe(204);
  expect(loki.entries).toHaveLength(1);
  expect((await send(push([ns(0), 'y']), { more: { authorization: 'Bearer x' } })).status).toBe(401);
  expect((await send(push([Date.now(), 'y']))).status).toBe(400);
  expect((await send(push([ns(0), 'y', { n: 1 }]))).status).toBe(400);
  expect((await send({ streams: [{ stream: {}, values: [[ns(0), 'y']] }] })).status).toBe(400);
  for (const hours of [24 * 8, -1, 1.5])
    expect((await send(push([ns(hours), 'bad'], [ns(0), `good ${hours}`]))).status).toBe(400);
  expect((await send(push([ns(0), 'x'.repeat(262_145)]))).status).toBe(400);
  expect(loki.entries.map(({ line }) => line)).toEqual(['x', 'good 192', 'good -1', 'good 1.5']);
  loki.isBlocked = true;
  expect((await send(push([ns(0), 'z']))).status).toBe(260);
});

test('each rule of the OTLP fake bites', async () => {
  const otlp = await startOtlpReceiver();
  open = otlp;
  const headers = { authorization: 'Bearer otlp-token', 'content-type': 'application/json' };
  const send = poster(otlp, '/v1/logs', headers);
  const good = { timeUnixNano: '1', severityNumber: 9, body: { stringValue: 'x' }, attributes: [] };
  const request = (record: object, more: object = {}) => ({
    resourceLogs: [
      { resource: { attributes: [] }, scopeLogs: [{ scope: { name: 'a' }, logRecords: [record] }] },
    ],
    ...more,
  });
  expect((await send(request(good))).status).toBe(200);
  expect((await send(request(good), { more: { authorization: 'x' } })).status).toBe(401);
  expect((await send(request(good), { more: { 'content-type': 'text/plain' } })).status).toBe(415);
  for (const bad of [
    { ...good, timeUnixNano: 1 },
    { ...good, severityNumber: 'SEVERITY_NUMBER_INFO' },
    { ...good, body: 'x' },
    { ...good, body: { stringValue: 'x', intValue: '1' } },
    { ...good, attributes: [{ key: 'a', value: { intValue: 1 } }] },
    {
      ...good,
      attributes: [
        { key: 'a', value: { intValue: '1' } },
        { key: 'a', value: { intValue: '2' } },
      ],
    },
    { ...good, severity_number: 9 },
  ]) {
    expect((await send(request(bad))).status, JSON.stringify(bad)).toBe(400);
  }
  expect((await send(request(good, { more: 1 }))).status).toBe(400);
  otlp.rejects = () => true;
  expect((await send(request(good))).body).toContain('"rejectedLogRecords":"1"');
  expect(otlp.forbidden).toBe(0);
  await send(request(good));
  expect(otlp.forbidden).toBe(1);
  expect(otlp.records).toHaveLength(1);
});

test('each rule of the New Relic fake bites, mostly in silence', async () => {
  const intake = await startNewRelicIntake();
  open = intake;
  const send = poster(intake, '/log/v1', { 'api-key': 'nr-key', 'content-type': 'application/json' });
  const log = (more: object = {}) => [
    { logs: [{ timestamp: Date.now(), message: 'x', attributes: {}, ...more }] },
  ];
  expect((await send(log())).status).toBe(202);
  expect((await send(log(), { more: { 'api-key': 'x' } })).status).toBe(403);
  expect((await send(log(), { more: { 'content-type': 'text/plain' } })).status).toBe(415);
  expect((await send(log({ attributes: { a: {} } }))).status).toBe(400);
  expect((await send(log({ message: 1 }))).status).toBe(400);
  expect((await send(log({ message: 'x'.repeat(1_000_000) }))).status).toBe(413);
  expect((await send(log({ timestamp: Date.now() - 49 * 3_600_000 }))).status).toBe(202);
  expect((await send(log({ message: 'x'.repeat(128_001) }))).status).toBe(202);
  expect(intake).toMatchObject({ dropped: 1, cut: 1 });
  expect(intake.logs).toHaveLength(2);
});

test('each rule of the Sumo Logic fake bites', async () => {
  const source = await startSumoSource();
  open = source;
  const send = poster(source, '/receiver/v1/http/sumo-code', { 'x-sumo-category': 'a' });
  expect((await send('one\ntwo\n')).status).toBe(200);
  expect((await send('x', { at: '/receiver/v1/http/other' })).status).toBe(401);
  expect((await send('x', { method: 'PUT' })).status).toBe(405);
  expect((await send('x'.repeat(1_000_001))).status).toBe(413);
  expect((await send('x'.repeat(65_537))).status).toBe(200);
  expect(source.messages.map(({ length }) => length)).toEqual([3, 3, 65_536, 1]);
  expect(source.metadata).toEqual({ 'x-sumo-category': 'a' });
});

test('each rule of the Dynatrace fake bites', async () => {
  const ingest = await startDynatraceIngest();
  open = ingest;
  const headers = {
    authorization: 'Api-Token dt0c01.token',
    'content-type': 'application/json; charset=utf-8',
  };
  const send = poster(ingest, '/api/v2/logs/ingest', headers);
  const record = (more: object = {}) => ({ timestamp: Date.now(), content: 'x', loglevel: 'INFO', ...more });
  expect((await send([record()])).status).toBe(204);
  expect((await send([record()], { more: { authorization: 'Bearer x' } })).status).toBe(401);
  expect((await send([record()], { more: { authorization: 'Api-Token x' } })).status).toBe(403);
  expect((await send([record()], { more: { 'content-type': 'text/plain' } })).status).toBe(415);
  expect((await send([record({ loglevel: 'information' })])).status).toBe(400);
  expect((await send([record({ nested: {} })])).status).toBe(400);
  expect((await send([record(), record({ timestamp: Date.now() - 25 * 3_600_000 })])).status).toBe(400);
  expect((await send([record({ content: 'x'.repeat(65_537) })])).status).toBe(204);
  expect(ingest.cut).toBe(1);
  ingest.drops = ({ content }) => content === 'bad';
  expect((await send([record({ content: 'bad' }), record()])).status).toBe(200);
  expect(ingest.records).toHaveLength(3);
});
