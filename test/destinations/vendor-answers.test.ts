import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DynatraceIngest, startDynatraceIngest } from '../fakes/dynatrace-ingest.ts';
import { type ElasticsearchServer, startElasticsearch } from '../fakes/elasticsearch-server.ts';
import { type LokiServer, startLokiServer } from '../fakes/loki-server.ts';
import { type NewRelicIntake, startNewRelicIntake } from '../fakes/new-relic-intake.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../fakes/otlp-receiver.ts';
import { type SplunkHec, startSplunkHec } from '../fakes/splunk-hec.ts';
import { type SumoSource, startSumoSource } from '../fakes/sumo-source.ts';
import { eventually, firsts, makeWorld, type World } from '../trails/harness.ts';

let world: World;
const baseUrls: Record<string, string> = {};
beforeEach(async () => {
  world = await makeWorld(baseUrls);
});
afterEach(() => world.close());

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const settled = (trail: string, position: number) =>
  eventually(
    () => world.view(trail),
    (view) => view.position >= position,
    20_000,
  );
const failing = (trail: string) =>
  eventually(
    () => world.view(trail),
    ({ status }) => status === 'failing',
  );
const dead = async () => {
  const { rows } = await world.db.database.query<{ seq: number; reason: string }>(
    'select seq, reason from dead_letters order by seq',
  );
  return rows;
};
const seqOf = (text: string): number => (JSON.parse(text) as { seq: number }).seq;
const isPoison = (text: string): boolean => text.includes('test.poison');
const poisonAt =
  (...indexes: number[]) =>
  (index: number) =>
    indexes.includes(index) ? 'test.poison' : 'test.done';
const hoursAgo = (hours: number) => ({ occurred_at: new Date(Date.now() - hours * 3_600_000).toISOString() });

describe('Splunk', () => {
  let splunk: SplunkHec;
  beforeEach(async () => {
    splunk = await startSplunkHec();
  });
  afterEach(() => splunk.close());
  const create = (config: object = {}, format = 'cairn') =>
    world.create({
      destination: 'splunk_hec',
      format,
      config: { url: splunk.url, ...config },
      secrets: { token: 'hec-token' },
    });
  const seqs = () => splunk.events.map(({ event }) => (event as { seq: number }).seq);

  test('names the event at fault: what came before stays, what comes after is sent, in order', async () => {
    splunk.poison = ({ event }) => isPoison(JSON.stringify(event));
    const trail = await create();
    await world.emit(12, poisonAt(0, 5, 11));
    await world.supervise();
    await settled(trail, 12);
    expect(seqs()).toEqual(upTo(12).filter((seq) => ![1, 6, 12].includes(seq)));
    expect((await dead()).map(({ seq }) => seq)).toEqual([1, 6, 12]);
    expect((await dead())[0]?.reason).toContain('Invalid data format');
  });

  test('an index that the token may not write to stops the trail, and no event is blamed', async () => {
    const trail = await create({ index: 'secret' });
    await world.emit(3);
    await world.supervise();
    expect(await failing(trail)).toMatchObject({
      position: 0,
      dead_letters: 0,
      last_error: expect.stringContaining('Incorrect index'),
    });
    splunk.indexes.add('secret');
    await settled(trail, 3);
    expect(splunk.events.map(({ index }) => index)).toEqual(['secret', 'secret', 'secret']);
  });

  test('with acknowledgement nothing counts as delivered before the indexer has it', async () => {
    splunk.tokens.set('hec-token', true);
    splunk.acksAfter = 2;
    const trail = await create({ acknowledge: true });
    await world.emit(4);
    await world.supervise();
    await eventually(
      () => splunk.requests,
      (requests) => requests >= 1,
    );
    expect(seqs()).toEqual([]);
    expect((await world.view(trail)).position).toBe(0);
    await settled(trail, 4);
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  test('a token without acknowledgement says so', async () => {
    const trail = await create({ acknowledge: true });
    await world.emit(1);
    await world.supervise();
    expect(await failing(trail)).toMatchObject({ last_error: expect.stringContaining('ACK is disabled') });
  });

  test('CEF is the text of the event', async () => {
    const trail = await create({ sourcetype: 'cef' }, 'cef');
    await world.emit(1);
    await world.supervise();
    await settled(trail, 1);
    expect(splunk.events[0]).toMatchObject({
      sourcetype: 'cef',
      event: expect.stringMatching(/^CEF:0\|Cairn\|/),
    });
  });
});

describe('Elasticsearch', () => {
  let elastic: ElasticsearchServer;
  beforeEach(async () => {
    elastic = await startElasticsearch();
  });
  afterEach(() => elastic.close());
  const create = (config: object = {}, format?: string) =>
    world.create({
      ...{ destination: 'elasticsearch', format, config: { url: elastic.url, ...config } },
      secrets: { api_key: 'es-key' },
    });
  const documents = () => [...elastic.documents.values()];

  test('items that it has no room for are sent again, those that it cannot map are dead letters', async () => {
    const trail = await create({}, 'cairn');
    await world.emit(1, 'test.done', { details: { count: 1 } });
    await world.supervise();
    await settled(trail, 1);
    elastic.busy(7);
    await world.emit(1, 'test.done', { details: { count: 'one' } });
    await world.emit(8, 'test.done', { details: { count: 2 } });
    const view = await settled(trail, 10);
    expect(view.delivered_24h).toBe(9);
    expect((await dead()).length).toBe(1);
    expect((await dead())[0]?.reason).toContain('failed to parse field [details.count]');
    expect(elastic.documents.size).toBe(9);
  });

  test('free details clash in no mapping when they are flattened', async () => {
    const trail = await create();
    await world.emit(1, 'test.done', { details: { count: 1, '': 2 } });
    await world.emit(1, 'test.done', { details: { count: { deep: 'one' } }, tags: { 'a.b': 'c', ' ': 'x' } });
    await world.supervise();
    expect(await settled(trail, 2)).toMatchObject({ dead_letters: 0 });
    expect(documents().map(({ event }) => (event as { action: string }).action)).toEqual([
      'test.done',
      'test.done',
    ]);
  });

  test('what was stored and not answered is created once', async () => {
    elastic.fail('take-and-close');
    const trail = await create();
    await world.emit(5);
    await world.supervise();
    await settled(trail, 5);
    expect(elastic.documents.size).toBe(5);
    expect(elastic.conflicts).toBe(5);
  });

  test('an index that is barred, and a pipeline that is missing, stop the trail without a dead letter', async () => {
    const barred = await create({ index: 'other' });
    const lost = await create({ pipeline: 'geo' });
    await world.emit(3);
    await world.supervise();
    expect(await failing(barred)).toMatchObject({
      position: 0,
      dead_letters: 0,
      last_error: expect.stringContaining('security_exception'),
    });
    expect(await failing(lost)).toMatchObject({
      position: 0,
      dead_letters: 0,
      last_error: expect.stringContaining('does not exist'),
    });
    elastic.writable.add('other');
    elastic.pipelines.add('geo');
    await settled(barred, 3);
    await settled(lost, 3);
  });

  test('when each of hundreds is refused, the log is not emptied into the dead letters', async () => {
    const first = await create({}, 'cairn');
    await world.emit(1, 'test.done', { details: { count: 1 } });
    await world.supervise();
    await settled(first, 1);
    await world.emit(150, 'test.done', { details: { count: 'one' } });
    expect(await failing(first)).toMatchObject({
      dead_letters: 0,
      last_error: expect.stringContaining('each of'),
    });
  });
});

describe('Loki', () => {
  let loki: LokiServer;
  beforeEach(async () => {
    loki = await startLokiServer();
  });
  afterEach(() => loki.close());
  const create = (config: object = {}) =>
    world.create({
      destination: 'grafana_loki',
      config: { url: loki.url, ...config },
      secrets: { password: 'loki-token' },
    });

  test('events of any age and order are kept, those of the last week at their own time', async () => {
    const ages = [0, 200, 3, 3.9, 0.2, 100, -1, 2, 0.7, 167.5, 0];
    for (const age of ages) await world.emit(1, 'test.done', hoursAgo(age));
    const trail = await create({ labels: 'env=prod' });
    await world.supervise();
    expect(await settled(trail, ages.length)).toMatchObject({ dead_letters: 0 });
    expect(loki.refused).toEqual([]);
    expect(loki.entries.map(({ line }) => seqOf(line))).toEqual(upTo(ages.length));
    const own = loki.entries.filter(({ line, nanoseconds }) => {
      const { occurred_at } = JSON.parse(line) as { occurred_at: string };
      return Number(nanoseconds / 1_000_000n) === Date.parse(occurred_at);
    });
    expect(own.map(({ line }) => seqOf(line))).toEqual([1, 3, 4, 5, 6, 8, 9, 11]);
    expect(loki.entries[0]?.stream).toBe('[["env","prod"],["service_name","cairn"]]');
    expect(loki.entries[2]?.stream).toContain('"late"');
  });

  test('a line over 256 KB is a dead letter, and the others of its push are kept once', async () => {
    const trail = await create();
    await world.emit(2);
    await world.emit(1, 'test.done', { details: { text: 'x'.repeat(261_940) } });
    await world.emit(2);
    await world.supervise();
    await settled(trail, 5);
    expect(loki.entries.map(({ line }) => seqOf(line))).toEqual([1, 2, 4, 5]);
    expect(await dead()).toMatchObject([{ seq: 3, reason: expect.stringContaining('max entry size') }]);
  });

  test('260 is a success in number only', async () => {
    loki.isBlocked = true;
    const trail = await create();
    await world.emit(2);
    await world.supervise();
    expect(await failing(trail)).toMatchObject({
      position: 0,
      last_error: expect.stringContaining('blocked'),
    });
    loki.isBlocked = false;
    await settled(trail, 2);
  });
});

describe('OTLP', () => {
  let otlp: OtlpReceiver;
  beforeEach(async () => {
    otlp = await startOtlpReceiver();
  });
  afterEach(() => otlp.close());
  const create = () =>
    world.create({
      destination: 'otlp',
      config: { url: otlp.url },
      secrets: { authorization: 'Bearer otlp-token' },
    });

  test('rejected records are found and named, the same request is never sent again', async () => {
    otlp.rejects = ({ eventName }) => eventName === 'test.poison';
    const trail = await create();
    await world.emit(9, poisonAt(2, 7));
    await world.supervise();
    await settled(trail, 9);
    expect(firsts(otlp.records.map(({ body }) => seqOf(body.stringValue)))).toEqual(
      expect.arrayContaining(upTo(9).filter((seq) => seq !== 3 && seq !== 8)),
    );
    expect(await dead()).toMatchObject([
      { seq: 3, reason: expect.stringContaining('attribute limit exceeded') },
      { seq: 8 },
    ]);
    expect(otlp.forbidden).toBe(0);
  });

  test('500 is no answer to try again quickly, and costs no event either', async () => {
    otlp.fail({ status: 500, body: '{"message":"broken"}' });
    const trail = await create();
    await world.emit(2);
    await world.supervise();
    expect(await settled(trail, 2)).toMatchObject({ dead_letters: 0 });
  });

  test('a page for people is not taken for a receiver', async () => {
    otlp.fail({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<html>Sign in</html>',
    });
    const trail = await create();
    await world.emit(1);
    await world.supervise();
    await settled(trail, 1);
    expect(otlp.records).toHaveLength(1);
  });
});

describe('New Relic, Sumo Logic and Dynatrace', () => {
  let newRelic: NewRelicIntake;
  let sumo: SumoSource;
  let dynatrace: DynatraceIngest;
  beforeEach(async () => {
    [newRelic, sumo, dynatrace] = await Promise.all([
      startNewRelicIntake(),
      startSumoSource(),
      startDynatraceIngest(),
    ]);
    baseUrls.new_relic = newRelic.url;
  });
  afterEach(() => Promise.all([newRelic.close(), sumo.close(), dynatrace.close()]));
  const toNewRelic = () => world.create({ destination: 'new_relic', secrets: { license_key: 'nr-key' } });
  const toSumo = () =>
    world.create({
      ...{ destination: 'sumo_logic', config: { category: 'prod/audit', fields: 'team=sec' } },
      secrets: { url: `${sumo.url}/receiver/v1/http/sumo-code` },
    });
  const toDynatrace = () =>
    world.create({
      destination: 'dynatrace',
      config: { url: dynatrace.url },
      secrets: { api_token: 'dt0c01.token' },
    });

  test('what is too old is filed under now, with its true time inside, and nothing is dropped', async () => {
    await world.emit(1, 'test.done', hoursAgo(20));
    await world.emit(1, 'test.done', hoursAgo(47));
    await world.emit(1, 'test.done', hoursAgo(500));
    const trails = [await toNewRelic(), await toDynatrace()];
    await world.supervise();
    for (const trail of trails) expect(await settled(trail, 3)).toMatchObject({ dead_letters: 0 });
    expect(newRelic).toMatchObject({ dropped: 0, cut: 0 });
    expect(newRelic.logs.map(({ message }) => seqOf(message))).toEqual([1, 2, 3]);
    const isOwn = ({ timestamp, content }: { timestamp: number; content: string }) =>
      timestamp === Date.parse((JSON.parse(content) as { occurred_at: string }).occurred_at);
    expect(dynatrace.records.map(isOwn)).toEqual([true, false, false]);
  });

  test('what would be cut or taken to pieces is a dead letter instead', async () => {
    await world.emit(1);
    await world.emit(1, 'test.done', { details: { text: 'x'.repeat(200_000) } });
    await world.emit(1);
    const trails = [await toNewRelic(), await toSumo(), await toDynatrace()];
    await world.supervise();
    for (const trail of trails) expect(await settled(trail, 3)).toMatchObject({ dead_letters: 1 });
    expect([newRelic.cut, dynatrace.cut]).toEqual([0, 0]);
    expect(newRelic.logs.map(({ message }) => seqOf(message))).toEqual([1, 3]);
    expect(sumo.messages.map(seqOf)).toEqual([1, 3]);
    expect(sumo.metadata).toMatchObject({ 'x-sumo-category': 'prod/audit', 'x-sumo-fields': 'team=sec' });
  });

  test('of a batch that Dynatrace takes in part, the culprit is found', async () => {
    dynatrace.drops = ({ content }) => isPoison(content);
    const trail = await toDynatrace();
    await world.emit(7, poisonAt(4));
    await world.supervise();
    await settled(trail, 7);
    expect((await dead()).map(({ seq }) => seq)).toEqual([5]);
    expect(new Set(dynatrace.records.map(({ content }) => seqOf(content)))).toEqual(
      new Set([1, 2, 3, 4, 6, 7]),
    );
  });
});
