import { strictEqual as equal, deepStrictEqual as same } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import type { CairnProcess } from './cairn-process.ts';
import type { Ledger } from './ledger.ts';
import type { Receivers } from './receivers.ts';
import { poisoned, type Trails } from './story.ts';

interface Found {
  readonly id: string;
  readonly seq: number;
  readonly service: string;
  readonly action: string;
}

export interface Proof {
  readonly cairn: CairnProcess;
  readonly ledger: Ledger;
  readonly receivers: Receivers;
  readonly trails: Trails;
  readonly say: (line: string) => void;
}

const settledWithinMs = 120_000;

/** All events that a query finds, by number. */
async function findAll(cairn: CairnProcess, q: string): Promise<Found[]> {
  const found: Found[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({
      q,
      order: 'asc',
      limit: '1000',
      ...(cursor === '' ? {} : { cursor }),
    });
    const { body } = await cairn.call('GET', `/events?${query}`);
    found.push(...body.items);
    cursor = body.next_cursor;
  }
  return found;
}

async function trailsSettled(cairn: CairnProcess, trails: Trails): Promise<void> {
  const limit = performance.now() + settledWithinMs;
  for (const id of Object.values(trails)) {
    for (;;) {
      const { body } = await cairn.call('GET', `/trails/${id}`);
      // Its own recovery is recorded too, and settled at once, as the rule does not match it.
      if (body.lag_events === 0) break;
      if (performance.now() > limit)
        throw new Error(`trail ${body.name} is still ${body.lag_events} events behind: ${body.last_error}`);
      await delay(200);
    }
  }
}

/** Numbers in the order of their first arrival must rise; what is repeated was there before. */
function firstArrivals(seqs: readonly number[]): number[] {
  const seen = new Set<number>();
  const first = seqs.filter((seq) => !seen.has(seq) && seen.add(seq));
  for (let n = 1; n < first.length; n++) {
    if ((first[n] as number) < (first[n - 1] as number))
      throw new Error(`number ${first[n]} arrived after ${first[n - 1]}`);
  }
  return first;
}

/** Throws at the first thing that does not hold. */
export async function prove({ cairn, ledger, receivers, trails, say }: Proof): Promise<void> {
  const found = await findAll(cairn, 'id:check-*');
  same(new Map(found.map(({ id, seq }) => [id, seq])), ledger.acknowledged);
  say(
    `✓ each of ${found.length} acknowledged events is found by search, under the number that was acknowledged`,
  );

  const all = await findAll(cairn, '');
  same(
    all.map(({ seq }) => seq),
    Array.from({ length: all.length }, (_, n) => n + 1),
  );
  say(`✓ the log has the numbers 1 to ${all.length} without a gap`);

  await trailsSettled(cairn, trails);
  const { body: letters } = await cairn.call('GET', `/trails/${trails.webhook}/dead-letters?limit=1000`);
  const refused = poisoned(ledger.acknowledged.size).filter((id) =>
    found.some((event) => event.id === id && /drive|identity/.test(event.service)),
  );
  same((letters.items as { event_id: string }[]).map((letter) => letter.event_id).sort(), refused.sort());
  say(`✓ the dead letters are named: ${refused.join(', ') || 'none'}`);

  const expected = (services: RegExp, without: readonly string[] = []) =>
    found.filter(({ id, service }) => services.test(service) && !without.includes(id)).map(({ seq }) => seq);
  const { datadog, webhook, syslog } = receivers;
  same(firstArrivals(datadog.events.map(({ seq }) => seq)), expected(/./));
  same(firstArrivals(webhook.events.map(({ seq }) => seq)), expected(/drive|identity/, refused));
  const syslogSeqs = syslog.lines.map((line) => Number(/"seq":(\d+)/.exec(line)?.[1]));
  same(firstArrivals(syslogSeqs), expected(/dispatch/));
  const repeats = datadog.events.length - found.length;
  say(`✓ every matching event arrived at its three receivers, in order (${repeats} repeated at Datadog)`);
  equal(datadog.dropped.length, 0);

  const own = new Set((await findAll(cairn, 'service:cairn')).map(({ action }) => action));
  for (const action of ['organization.created', 'trail.created', 'trail.failing', 'trail.recovered']) {
    if (!own.has(action)) throw new Error(`${action} was not recorded`);
  }
  say(`✓ Cairn's own actions are recorded: ${[...own].join(', ')}`);
}
