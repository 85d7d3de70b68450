import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Story, type StoryEvent } from '../../src/demo-story.ts';
import type { CairnProcess } from './cairn-process.ts';
import type { Ledger } from './ledger.ts';
import type { Receivers } from './receivers.ts';

/** A word that the webhook receiver refuses for good. */
export const poison = 'unreadable-for-the-receiver';

/** Every so many events one is poisoned. */
const poisonEvery = 2_500;

const batch = 50;
const senders = 4;
const retryMs = 50;

const story = new Story();

/** Event number `n`; the same each time it is asked for. */
const events: StoryEvent[] = [];
function eventAt(n: number): StoryEvent {
  while (events.length <= n) {
    const event = story.event(new Date());
    const tags = events.length % poisonEvery === 7 ? { note: poison } : { environment: 'production' };
    events.push({ ...event, id: `check-${events.length}`, tags });
  }
  return events[n] as StoryEvent;
}

export const poisoned = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => n)
    .filter((n) => n % poisonEvery === 7)
    .map((n) => `check-${n}`);

/** Sends events until `count` are acknowledged. What was not acknowledged is sent again, as every sender should. */
export async function sendUntil(cairn: CairnProcess, ledger: Ledger, count: number): Promise<void> {
  let next = ledger.acknowledged.size;
  const send = async () => {
    while (next < count) {
      const from = next;
      next += batch;
      await sendBatch(
        cairn,
        ledger,
        Array.from({ length: batch }, (_, n) => eventAt(from + n)),
      );
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
}

async function sendBatch(cairn: CairnProcess, ledger: Ledger, list: readonly StoryEvent[]): Promise<void> {
  for (;;) {
    try {
      const { status, body } = await cairn.call('POST', '/events', { events: list });
      if (status === 200) {
        for (const { id, seq } of body.results as { id: string; seq: number }[]) ledger.add(id, seq);
        return;
      }
    } catch (err) {
      // Nobody answers while Cairn is dead; anything else is a fault of this check.
      if (!(err instanceof TypeError)) throw err;
    }
    await delay(retryMs);
  }
}

export interface Trails {
  readonly datadog: string;
  readonly webhook: string;
  readonly syslog: string;
}

/** Three trails: everything to Datadog, what is no information to a webhook, one service to syslog. */
export async function createTrails(cairn: CairnProcess, { webhook, syslog }: Receivers): Promise<Trails> {
  const create = async (body: object): Promise<string> => {
    const made = await cairn.call('POST', '/trails', { start: 'now', secrets: {}, config: {}, ...body });
    if (made.status !== 201) throw new Error(`trail: ${made.status} ${JSON.stringify(made.body)}`);
    return made.body.id as string;
  };
  return {
    datadog: await create({
      name: 'Everything',
      rule: 'id:check-*',
      destination: 'datadog',
      secrets: { api_key: 'dd-key' },
    }),
    webhook: await create({
      name: 'Drive',
      rule: 'id:check-* service:drive,identity',
      destination: 'webhook',
      config: { url: `${webhook.url}/hook` },
    }),
    syslog: await create({
      name: 'Dispatch',
      rule: 'id:check-* service:dispatch',
      destination: 'syslog',
      config: { host: '127.0.0.1', port: syslog.port, transport: 'tcp' },
    }),
  };
}

/** What a person does when a receiver answers 401: gives the trail another secret. */
export async function renewSecret(cairn: CairnProcess, trailId: string): Promise<void> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const { status, body } = await cairn.call('PATCH', `/trails/${trailId}`, { secrets: { secret } });
  if (status !== 200) throw new Error(`secret: ${status} ${JSON.stringify(body)}`);
}
