import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { amazon_s3 } from '../../src/destinations/amazon_s3.ts';
import { azure_blob_storage } from '../../src/destinations/azure_blob_storage.ts';
import { google_cloud_storage } from '../../src/destinations/google_cloud_storage.ts';
import { signedForAws } from '../../src/destinations/signing/aws.ts';
import { googleTokenRequest } from '../../src/destinations/signing/google.ts';
import { createEgress } from '../../src/kernel/egress.ts';
import type { Outgoing } from '../../src/kernel/http.ts';
import { openHttp, rebased } from '../../src/kernel/http.ts';
import { type AwsKind, awsKeys, startAwsService } from './aws-service.ts';
import { startAzureContainer } from './azure-container.ts';
import { startEventHub, startLogsIngestion } from './azure-intakes.ts';
import { startGcsBucket } from './gcs-bucket.ts';
import { startTopic } from './google-topics.ts';
import type { Receiver } from './receiver.ts';
import { startS3Bucket } from './s3-bucket.ts';
import { googleKeyFile, startEntraTokens, startGoogleTokens } from './token-server.ts';

const opened: { close(): Promise<void> }[] = [];
const open = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
  const started = await starting;
  opened.push(started);
  return started;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const http = openHttp(createEgress(['127.0.0.0/8']));
const send = async (to: Receiver, outgoing: Outgoing): Promise<{ status: number; body: string }> => {
  const answer = await http.send(rebased(outgoing, to.url), { timeoutMs: 5_000, maxAnswerBytes: 10_000 });
  if ('failure' in answer) throw new Error(answer.reason);
  return answer;
};
const status = async (to: Receiver, outgoing: Outgoing) => (await send(to, outgoing)).status;

const keys = { access_key_id: 'AKIA-RIGHT', secret_access_key: awsKeys['AKIA-RIGHT'].secret };
const now = () => new Date();

describe('the AWS services', () => {
  const targets: Readonly<Record<AwsKind, [string, string]>> = {
    events: ['AWSEvents.PutEvents', '1.1'],
    kinesis: ['Kinesis_20131202.PutRecords', '1.1'],
    firehose: ['Firehose_20150804.PutRecordBatch', '1.1'],
    sqs: ['AmazonSQS.SendMessageBatch', '1.0'],
  };
  const queue = 'https://sqs.eu-central-1.amazonaws.com/123456789012/audit.fifo';
  const call = (kind: AwsKind, body: object, more: { target?: string; at?: Date; key?: string } = {}) =>
    signedForAws(
      {
        method: 'POST',
        url: `https://${kind}.eu-central-1.amazonaws.com/`,
        headers: {
          'content-type': `application/x-amz-json-${targets[kind][1]}`,
          'x-amz-target': more.target ?? targets[kind][0],
        },
        body: JSON.stringify(body),
      },
      { ...keys, secret_access_key: more.key ?? keys.secret_access_key },
      { service: kind, region: 'eu-central-1', now: more.at ?? now() },
    );
  const data = (text: string) => Buffer.from(text).toString('base64');
  const times = (count: number, entry: (index: number) => object) =>
    Array.from({ length: count }, (_, index) => entry(index));

  test('what is wrong with a call as a whole', async () => {
    const stream = await open(startAwsService('kinesis', { resource: 'audit' }));
    const body = { StreamName: 'audit', Records: [{ Data: data('{}'), PartitionKey: 'k' }] };
    const type = async (outgoing: Outgoing) => {
      const answer = await send(stream, outgoing);
      return [answer.status, JSON.parse(answer.body).__type];
    };
    expect(await status(stream, call('kinesis', body))).toBe(200);
    expect(await type(call('kinesis', body, { key: 'wrong' }))).toEqual([400, 'InvalidSignatureException']);
    expect(await type(call('kinesis', body, { at: new Date(Date.now() - 16 * 60_000) }))).toEqual([
      400,
      'InvalidSignatureException',
    ]);
    expect(await type({ ...call('kinesis', body), headers: {} })).toEqual([
      400,
      'MissingAuthenticationTokenException',
    ]);
    expect(await type(call('kinesis', body, { target: 'Kinesis_20131202.PutRecord' }))).toEqual([
      400,
      'UnknownOperationException',
    ]);
    expect(await type(call('kinesis', { ...body, StreamName: 'b' }))).toEqual([
      400,
      'ResourceNotFoundException',
    ]);
    expect(await type(call('kinesis', { ...body, Records: [] }))).toEqual([400, 'ValidationException']);
    const many = { ...body, Records: times(501, () => body.Records[0] as object) };
    expect(await type(call('kinesis', many))).toEqual([400, 'ValidationException']);
    const big = {
      ...body,
      Records: times(6, () => ({ Data: data('x'.repeat(1_000_000)), PartitionKey: 'k' })),
    };
    expect(await type(call('kinesis', big))).toEqual([400, 'ValidationException']);
    expect(stream.taken).toEqual(['{}']);
  });

  test('what is wrong with an entry', async () => {
    const bus = await open(startAwsService('events', { resource: 'audit' }));
    const entry = { EventBusName: 'audit', Source: 'cairn', DetailType: 'a', Time: 1, Detail: '{}' };
    const codes = async (...entries: object[]) =>
      JSON.parse((await send(bus, call('events', { Entries: entries }))).body).Entries.map(
        ({ ErrorCode }: { ErrorCode?: string }) => ErrorCode,
      );
    expect(
      await codes(
        entry,
        { ...entry, Detail: '{' },
        { ...entry, Source: 'aws.x' },
        { ...entry, DetailType: 'x'.repeat(129) },
        { ...entry, EventBusName: 'b' },
      ),
    ).toEqual([
      undefined,
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'InvalidArgument',
      'InvalidArgument',
    ]);
    expect(await status(bus, call('events', { Entries: times(11, () => entry) }))).toBe(400);
    const big = { ...entry, Detail: JSON.stringify('x'.repeat(262_200)) };
    expect(await status(bus, call('events', { Entries: [big] }))).toBe(400);
  });

  test('queues: ids, characters and what FIFO asks for', async () => {
    const fifo = await open(startAwsService('sqs', { resource: queue }));
    const entry = { Id: '1', MessageBody: '{}', MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    const failed = async (...entries: object[]) => {
      const { status: code, body } = await send(fifo, call('sqs', { QueueUrl: queue, Entries: entries }));
      return code === 200
        ? JSON.parse(body).Failed.map(({ Id, Code }: { Id: string; Code: string }) => `${Id} ${Code}`)
        : JSON.parse(body).__type;
    };
    expect(await failed(entry)).toEqual([]);
    expect(await failed(entry, entry)).toBe('com.amazonaws.sqs#BatchEntryIdsNotDistinct');
    expect(await failed({ ...entry, Id: 'a b' })).toBe('com.amazonaws.sqs#InvalidBatchEntryId');
    expect(await failed({ ...entry, MessageBody: 'a\u0007' })).toEqual(['1 InvalidMessageContents']);
    expect(await failed({ ...entry, MessageBody: 'a\uffff' })).toEqual(['1 InvalidMessageContents']);
    expect(await failed({ Id: '1', MessageBody: '{}' })).toEqual(['1 MissingParameter: MessageGroupId']);
    expect(await failed({ ...entry, MessageDeduplicationId: 'é' })).toEqual([
      '1 InvalidParameterValue: MessageDeduplicationId',
    ]);
    expect(fifo.taken).toEqual(['{}']);
  });

  test('Firehose: a record over 1,000 KB', async () => {
    const stream = await open(startAwsService('firehose', { resource: 'audit' }));
    const body = (bytes: number) => ({
      DeliveryStreamName: 'audit',
      Records: [{ Data: data('x'.repeat(bytes)) }],
    });
    expect(await status(stream, call('firehose', body(1_024_000)))).toBe(200);
    expect(await status(stream, call('firehose', body(1_024_001)))).toBe(400);
  });
});

describe('object stores', () => {
  const object = { key: 'cairn/a=b/c.jsonl.gz', body: gzipSync('{}\n'), contentType: 'application/gzip' };

  test('S3', async () => {
    const config = amazon_s3.config.parse({ bucket: 'acme-audit', region: 'eu-central-1', overwrite: false });
    const bucket = await open(startS3Bucket({ bucket: 'acme-audit' }));
    const put = (secrets = keys, at = now(), more = {}) =>
      amazon_s3.objects!.put(object, { ...config, ...more }, secrets, { now: at });
    const code = async (outgoing: Outgoing) => {
      const { status: found, body } = await send(bucket, outgoing);
      return `${found} ${/<Code>(\w+)/.exec(body)?.[1] ?? ''}`;
    };
    expect(await code(put())).toBe('200 ');
    expect(await code(put())).toBe('412 PreconditionFailed');
    expect(await code(put({ ...keys, secret_access_key: 'wrong' }))).toBe('403 SignatureDoesNotMatch');
    expect(await code(put({ ...keys, access_key_id: 'AKIA-OTHER' }))).toBe('403 InvalidAccessKeyId');
    expect(await code(put(keys, new Date(0)))).toBe('403 RequestTimeTooSkewed');
    expect(await code(put(keys, now(), { region: 'us-east-1' }))).toBe('400 AuthorizationHeaderMalformed');
    expect(await code(put(keys, now(), { bucket: 'other' }))).toBe('404 NoSuchBucket');
    expect(await code({ ...put(), body: Buffer.from('other') })).toBe('400 XAmzContentSHA256Mismatch');
    expect([...bucket.objects.keys()]).toEqual([object.key]);
  });

  test('Google Cloud Storage', async () => {
    const { file, ...owner } = googleKeyFile();
    const tokens = await open(startGoogleTokens(owner));
    const bucket = await open(startGcsBucket({ bucket: 'acme-audit', tokens }));
    const scope = 'https://www.googleapis.com/auth/devstorage.read_write';
    const asked = await send(tokens, googleTokenRequest(file, scope, now())!);
    const authorization = `Bearer ${JSON.parse(asked.body).access_token}`;
    const put = (config = { bucket: 'acme-audit' }) => {
      const outgoing = google_cloud_storage.objects!.put(
        object,
        google_cloud_storage.config.parse(config),
        {},
        { now: now() },
      );
      return { ...outgoing, headers: { ...outgoing.headers, authorization } };
    };
    expect(await status(bucket, put())).toBe(200);
    expect(await status(bucket, put())).toBe(412);
    expect(await status(bucket, { ...put(), url: put().url.replace('&ifGenerationMatch=0', '') })).toBe(403);
    expect(await status(bucket, put({ bucket: 'other' }))).toBe(404);
    tokens.revoke();
    expect(await status(bucket, put())).toBe(401);
  });

  test('Azure Blob Storage', async () => {
    const account = {
      name: 'acmeaudit',
      key: Buffer.from('the key of a storage account').toString('base64'),
    };
    const bucket = await open(startAzureContainer({ account, container: 'audit' }));
    const config = azure_blob_storage.config.parse({
      account: 'acmeaudit',
      container: 'audit',
      overwrite: false,
    });
    const put = (secrets: object = { account_key: account.key }, more = {}) =>
      azure_blob_storage.objects!.put(object, { ...config, ...more }, secrets, { now: now() });
    expect(await status(bucket, put())).toBe(201);
    expect(await status(bucket, put())).toBe(409);
    expect(
      await status(bucket, put({ account_key: Buffer.from('another key of an account').toString('base64') })),
    ).toBe(403);
    expect(await status(bucket, put({ sas_token: 'sp=cw&se=2020-01-01T00:00:00Z&sig=x' }))).toBe(403);
    expect(await status(bucket, put({}))).toBe(401);
    expect(await status(bucket, put(undefined, { container: 'other' }))).toBe(404);
  });
});

describe('token servers and what they let into', () => {
  test('Google refuses a proof that is old, badly signed, or of another account', async () => {
    const { file, ...owner } = googleKeyFile();
    const tokens = await open(startGoogleTokens(owner));
    const ask = (text: string, at = now()) => status(tokens, googleTokenRequest(text, 'scope', at)!);
    expect(await ask(file)).toBe(200);
    expect(await ask(file, new Date(Date.now() - 2 * 3_600_000))).toBe(400);
    expect(await ask(googleKeyFile().file)).toBe(400);
    expect(await ask(JSON.stringify({ ...JSON.parse(file), client_email: 'other@x' }))).toBe(400);
    expect(await ask(JSON.stringify({ ...JSON.parse(file), private_key_id: 'other' }))).toBe(400);
  });

  const json = (url: string, body: unknown, authorization: string): Outgoing => ({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
  const entra = { tenant_id: 't', client_id: 'c', client_secret: 's' };
  const entraToken = async (scope: string) => {
    const tokens = await open(startEntraTokens(entra));
    const ask = (fields: object) =>
      send(tokens, {
        ...{ method: 'POST', url: 'https://login.microsoftonline.com/t/oauth2/v2.0/token' },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: 'c',
          client_secret: 's',
          scope,
          ...fields,
        }).toString(),
      });
    return { tokens, ask, bearer: `Bearer ${JSON.parse((await ask({})).body).access_token}` };
  };

  test('Entra refuses a wrong client, secret and scope; Sentinel holds size, columns and stream', async () => {
    const { tokens, ask, bearer } = await entraToken('https://monitor.azure.com/.default');
    expect((await ask({ client_secret: 'x' })).status).toBe(401);
    expect((await ask({ client_id: 'x' })).status).toBe(400);
    expect((await ask({ scope: 'x' })).status).toBe(400);
    const intake = await open(startLogsIngestion({ rule: 'dcr-1', stream: 'Custom-A', tokens }));
    const url =
      'https://a.ingest.monitor.azure.com/dataCollectionRules/dcr-1/streams/Custom-A?api-version=2023-01-01';
    const row = { TimeGenerated: now().toISOString(), Event: {} };
    expect(await status(intake, json(url, [row], bearer))).toBe(204);
    expect(await status(intake, json(url, row, bearer))).toBe(400);
    expect(await status(intake, json(url, [{ ...row, id: 1 }], bearer))).toBe(400);
    expect(await status(intake, json(url, [{ ...row, TimeGenerated: 'x' }], bearer))).toBe(400);
    expect(await status(intake, json(url, [{ ...row, A: 'x'.repeat(1_048_576) }], bearer))).toBe(413);
    expect(await status(intake, json(url.replace('Custom-A', 'Custom-B'), [row], bearer))).toBe(404);
    expect(await status(intake, json(url, [row], 'Bearer x'))).toBe(401);
    expect(await status(intake, json(url, [{ ...row, A: 'x'.repeat(70_000) }], bearer))).toBe(204);
    expect(intake.cut).toEqual(['A']);
  });

  test('Event Hubs hold size, form and one partition key a batch', async () => {
    const { tokens, bearer } = await entraToken('https://eventhubs.azure.net/.default');
    const hub = await open(startEventHub({ host: 'a.servicebus.windows.net', hub: 'h', tokens }));
    const post = (
      body: unknown,
      path = '/h/messages',
      type = 'application/vnd.microsoft.servicebus.json',
    ) => {
      const made = json(`https://a.servicebus.windows.net${path}`, body, bearer);
      return status(hub, { ...made, headers: { ...made.headers, 'content-type': type } });
    };
    const keyed = (key: string) => ({ Body: 'a', BrokerProperties: { PartitionKey: key } });
    expect(await post([{ Body: 'a' }])).toBe(201);
    expect(await post([keyed('a'), keyed('b')])).toBe(400);
    expect(await post([{ Body: 1 }])).toBe(400);
    expect(await post([{ Body: 'x'.repeat(1_048_577) }])).toBe(413);
    expect(await post([{ Body: 'a' }], '/other/messages')).toBe(404);
    expect(await post([{ Body: 'a' }], '/h/messages', 'application/json')).toBe(415);
  });

  test('Pub/Sub holds counts, attributes and one ordering key a request', async () => {
    const { file, ...owner } = googleKeyFile();
    const tokens = await open(startGoogleTokens(owner));
    const asked = await send(
      tokens,
      googleTokenRequest(file, 'https://www.googleapis.com/auth/pubsub', now())!,
    );
    const bearer = `Bearer ${JSON.parse(asked.body).access_token}`;
    const topic = await open(startTopic('projects/p/topics/t', tokens));
    const publish = (messages: unknown[], path = 'projects/p/topics/t') =>
      status(topic, json(`https://pubsub.googleapis.com/v1/${path}:publish`, { messages }, bearer));
    const message = (more: object = {}) => ({ data: Buffer.from('{}').toString('base64'), ...more });
    expect(await publish([message()])).toBe(200);
    expect(await publish(Array.from({ length: 1001 }, () => message()))).toBe(400);
    expect(await publish([message({ attributes: { a: 'x'.repeat(1025) } })])).toBe(400);
    expect(await publish([message({ attributes: { googa: 'x' } })])).toBe(400);
    expect(await publish([message({ orderingKey: 'a' }), message({ orderingKey: 'b' })])).toBe(400);
    expect(await publish([message({ data: '{}' })])).toBe(400);
    expect(await publish([])).toBe(400);
    expect(await publish([message()], 'projects/p/topics/other')).toBe(404);
  });
});
