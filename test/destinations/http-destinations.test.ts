import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDynatraceIngest } from '../fakes/dynatrace-ingest.ts';
import { startElasticsearch } from '../fakes/elasticsearch-server.ts';
import { startLokiServer } from '../fakes/loki-server.ts';
import { startNewRelicIntake } from '../fakes/new-relic-intake.ts';
import { startOtlpReceiver } from '../fakes/otlp-receiver.ts';
import type { Receiver } from '../fakes/receiver.ts';
import { startSplunkHec } from '../fakes/splunk-hec.ts';
import { startSumoSource } from '../fakes/sumo-source.ts';
import { eventually, firsts, makeWorld, type World } from '../trails/harness.ts';

/** A fake as these tests see it. */
interface Subject {
  readonly receiver: Receiver;
  readonly config: Record<string, string | boolean>;
  readonly secrets: Record<string, string>;
  /** Numbers of the events that arrived, in order of arrival, repeats included. */
  seqs(): number[];
  /** Withdraws the credential. */
  revoke(): void;
  restore(): void;
  /** Whether what comes twice is kept once. */
  readonly isDeduplicating?: boolean;
}

const seqOf = (text: string): number => (JSON.parse(text) as { seq: number }).seq;

const switched = (set: Set<string>, value: string) => ({
  revoke: () => void set.delete(value),
  restore: () => void set.add(value),
});

const subjects: Readonly<Record<string, () => Promise<Subject>>> = {
  async splunk_hec() {
    const receiver = await startSplunkHec();
    return {
      ...{ receiver, config: { url: receiver.url }, secrets: { token: 'hec-token' } },
      seqs: () => receiver.events.map(({ event }) => (event as { seq: number }).seq),
      revoke: () => void receiver.tokens.delete('hec-token'),
      restore: () => void receiver.tokens.set('hec-token', false),
    };
  },
  async elasticsearch() {
    const receiver = await startElasticsearch();
    return {
      ...{ receiver, config: { url: receiver.url }, secrets: { api_key: 'es-key' }, isDeduplicating: true },
      seqs: () =>
        [...receiver.documents.values()].map(({ event }) => (event as { sequence: number }).sequence),
      ...switched(receiver.credentials, 'ApiKey es-key'),
    };
  },
  async grafana_loki() {
    const receiver = await startLokiServer();
    return {
      ...{
        receiver,
        config: { url: receiver.url },
        secrets: { password: 'loki-token' },
        isDeduplicating: true,
      },
      seqs: () => receiver.entries.map(({ line }) => seqOf(line)),
      ...switched(receiver.credentials, 'Bearer loki-token'),
    };
  },
  async new_relic() {
    const receiver = await startNewRelicIntake();
    return {
      ...{ receiver, config: {}, secrets: { license_key: 'nr-key' } },
      seqs: () => receiver.logs.map(({ message }) => seqOf(message)),
      ...switched(receiver.keys, 'nr-key'),
    };
  },
  async sumo_logic() {
    const receiver = await startSumoSource();
    return {
      ...{ receiver, config: {}, secrets: { url: `${receiver.url}/receiver/v1/http/sumo-code` } },
      seqs: () => receiver.messages.map(seqOf),
      ...switched(receiver.codes, 'sumo-code'),
    };
  },
  async dynatrace() {
    const receiver = await startDynatraceIngest();
    return {
      ...{ receiver, config: { url: receiver.url }, secrets: { api_token: 'dt0c01.token' } },
      seqs: () => receiver.records.map(({ content }) => seqOf(content)),
      ...switched(receiver.tokens, 'dt0c01.token'),
    };
  },
  async otlp() {
    const receiver = await startOtlpReceiver();
    return {
      ...{ receiver, config: { url: receiver.url }, secrets: { authorization: 'Bearer otlp-token' } },
      seqs: () => receiver.records.map(({ body }) => seqOf(body.stringValue)),
      ...switched(receiver.authorizations, 'Bearer otlp-token'),
    };
  },
};

let world: World;
let subject: Subject;

afterEach(async () => {
  await world.close();
  await subject.receiver.close();
});

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe.each(Object.keys(subjects))('%s', (id) => {
  beforeEach(async () => {
    subject = await (subjects[id] as () => Promise<Subject>)();
    world = await makeWorld({ [id]: subject.receiver.url });
  });
  const create = () => world.create({ destination: id, config: subject.config, secrets: subject.secrets });

  test('events arrive in order through refusals, lost connections and lost answers', async () => {
    const trail = await create();
    const again = { status: 429, headers: { 'retry-after': '0' } };
    subject.receiver.fail(again, 'close', 'take-and-close', { status: 503 });
    await world.emit(30);
    await world.supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ position }) => position >= 30,
    );
    expect(firsts(subject.seqs())).toEqual(upTo(30));
    if (subject.isDeduplicating) expect(subject.seqs()).toEqual(upTo(30));
    expect(view).toMatchObject({ dead_letters: 0, delivered_24h: 30 });
    const { rows } = await world.db.database.query<{ shown: string }>(
      `select string_agg(concat(request, response, reason), ' ') as shown from attempts`,
    );
    for (const secret of Object.values(subject.secrets)) expect(rows[0]?.shown).not.toContain(secret);
  });

  test('a credential that is withdrawn costs no event: the trail waits and goes on', async () => {
    subject.revoke();
    const trail = await create();
    await world.emit(3);
    await world.supervise();
    const view = await eventually(
      () => world.view(trail),
      ({ status }) => status === 'failing',
    );
    expect(view).toMatchObject({ position: 0, dead_letters: 0 });
    expect(subject.seqs()).toEqual([]);
    subject.restore();
    await eventually(subject.seqs, ({ length }) => length >= 3);
    expect(firsts(subject.seqs())).toEqual([1, 2, 3]);
  });
});
