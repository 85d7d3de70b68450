/** Made-up but lifelike events: the days of a small logistics company. */

/** What the demo sends to its own API. */
export interface StoryEvent {
  readonly id: string;
  readonly action: string;
  readonly occurred_at: string;
  readonly [field: string]: unknown;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly agent: string;
}

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

const person = (name: string, ip: string, agent: string): Person => ({
  id: name
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z ]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.'),
  name,
  ip,
  agent,
});

const people: readonly Person[] = [
  person('Camille Roussel', '90.63.12.40', safari),
  person('Hanako Sato', '126.19.4.77', chrome),
  person('Tom Becker', '84.142.7.19', firefox),
  person('Inès Laurent', '90.63.12.41', chrome),
  person('Kenji Watanabe', '126.19.4.80', safari),
  person('Maria Silva', '81.2.69.142', chrome),
  person('Jonas Lindqvist', '83.249.3.12', firefox),
  person('Amara Okafor', '81.2.69.150', safari),
];

interface Scene {
  readonly weight: number;
  readonly action: string;
  readonly module: string;
  readonly service: string;
  readonly level?: string;
  readonly result?: string;
  readonly error_code?: string;
  readonly resource: (pick: Pick) => { type: string; id: string; name: string };
  readonly more?: (pick: Pick) => Readonly<Record<string, unknown>>;
}

type Pick = <T>(list: readonly T[]) => T;

const documents = [
  'Tariff sheet 2027',
  'Driver handbook',
  'Budget Q1',
  'Customs declaration',
  'Board minutes',
  'Supplier contract',
  'Route plan Lyon–Kobe',
  'Incident report',
];
const document = (pick: Pick) => {
  const name = pick(documents);
  return { type: 'document', id: `doc_${documents.indexOf(name) + 101}`, name };
};
const shipment = (pick: Pick) => {
  const number = pick([40112, 40117, 40128, 40133, 40145, 40151, 40166]);
  return { type: 'shipment', id: `shp_${number}`, name: `Shipment ${number}` };
};
const account = (pick: Pick) => {
  const { id, name } = pick(people);
  return { type: 'user', id, name };
};
const policy = (pick: Pick) => {
  const name = pick(['Password policy', 'Sharing policy', 'Session length']);
  return { type: 'policy', id: name.toLowerCase().replaceAll(' ', '_'), name };
};

const scenes: readonly Scene[] = [
  { weight: 20, action: 'user.signed_in', module: 'Authentication', service: 'identity', resource: account },
  { weight: 22, action: 'document.viewed', module: 'Documents', service: 'drive', resource: document },
  {
    weight: 12,
    action: 'document.updated',
    module: 'Documents',
    service: 'drive',
    resource: document,
    more: (pick) => ({
      details: {
        before: { version: 3, status: 'draft' },
        after: { version: 4, status: pick(['review', 'final']) },
      },
    }),
  },
  {
    weight: 16,
    action: 'shipment.status_changed',
    module: 'Shipments',
    service: 'dispatch',
    resource: shipment,
    more: (pick) => ({
      details: {
        before: { status: 'packed' },
        after: { status: pick(['in_transit', 'customs', 'delivered']) },
      },
    }),
  },
  {
    weight: 6,
    action: 'document.shared',
    module: 'Documents',
    service: 'drive',
    level: 'notice',
    resource: document,
    more: (pick) => ({
      complement: {
        shared_with: pick(['carrier@example.net', 'audit@example.org', 'all members']),
        permission: pick(['view', 'edit']),
      },
    }),
  },
  {
    weight: 5,
    action: 'shipment.exported',
    module: 'Shipments',
    service: 'dispatch',
    level: 'notice',
    resource: shipment,
  },
  {
    weight: 3,
    action: 'user.sign_in_failed',
    module: 'Authentication',
    service: 'identity',
    level: 'warning',
    result: 'failed',
    error_code: 'wrong_password',
    resource: account,
  },
  {
    weight: 2,
    action: 'customs.declaration_rejected',
    module: 'Shipments',
    service: 'dispatch',
    level: 'error',
    result: 'failed',
    error_code: 'C-417',
    resource: shipment,
  },
  {
    weight: 2,
    action: 'role.granted',
    module: 'Administration',
    service: 'identity',
    level: 'notice',
    resource: account,
    more: (pick) => ({ complement: { role: pick(['dispatcher', 'accountant', 'administrator']) } }),
  },
  {
    weight: 1,
    action: 'policy.changed',
    module: 'Administration',
    service: 'identity',
    level: 'notice',
    resource: policy,
    more: () => ({ details: { before: { value: 30 }, after: { value: 14 } } }),
  },
  {
    weight: 1,
    action: 'invoice.import_refused',
    module: 'Billing',
    service: 'ledger',
    level: 'notice',
    result: 'validation_error',
    error_code: 'currency_missing',
    resource: document,
  },
];

/** mulberry32: a small generator, so that every demo tells the same story. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const totalWeight = scenes.reduce((sum, { weight }) => sum + weight, 0);

/** How busy an hour is: people work from 7 to 19 UTC on weekdays, and few at other times. */
function busyness(at: Date): number {
  const hour = at.getUTCHours();
  const weekend = at.getUTCDay() % 6 === 0;
  const day = hour >= 7 && hour < 19 ? 1 + Math.sin(((hour - 7) / 12) * Math.PI) : 0.15;
  return weekend ? day * 0.2 : day;
}

/** Tells the story event by event. */
export class Story {
  private readonly random: () => number;
  private count = 0;

  private readonly customerIds: readonly string[];

  /** @param customerIds customers whose shipments are told of */
  constructor(seed = 1, customerIds: readonly string[] = []) {
    this.random = numbers(seed);
    this.customerIds = customerIds;
  }

  /** One thing that happened at a time. */
  event(at: Date): StoryEvent {
    let left = this.random() * totalWeight;
    const scene = scenes.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    return this.play(scene ?? (scenes[0] as Scene), at, this.pick(people));
  }

  /** About `perHour` events for each busy hour of the last `days` days, in order, with one night of guessed passwords. */
  *past(now: Date, days: number, perHour: number): Generator<StoryEvent> {
    const hourMs = 3_600_000;
    const attack = Math.floor(days / 3) * 24;
    for (let hours = days * 24; hours > 0; hours--) {
      const start = now.getTime() - hours * hourMs;
      const count = Math.round(perHour * busyness(new Date(start)) * (0.7 + this.random() * 0.6));
      for (let n = 0; n < count; n++)
        yield this.event(new Date(start + ((n + this.random()) / count) * hourMs));
      if (hours === attack) for (let n = 0; n < 180; n++) yield this.guess(new Date(start + n * 20_000));
    }
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(list.length * this.random() ** 1.6)] as T;
  }

  private guess(at: Date): StoryEvent {
    const scene = scenes.find(({ action }) => action === 'user.sign_in_failed') as Scene;
    return this.play(scene, at, {
      id: 'unknown',
      name: 'unknown',
      ip: '185.220.101.4',
      agent: 'python-requests/2.32',
    });
  }

  private play(scene: Scene, at: Date, who: Person): StoryEvent {
    const { weight: _, resource, more, ...fixed } = scene;
    const pick: Pick = (list) => this.pick(list);
    this.count++;
    return {
      id: `story-${at.getTime().toString(36)}-${this.count}`,
      ...fixed,
      occurred_at: at.toISOString(),
      actor: { type: 'user', id: who.id, name: who.name },
      resources: [resource(pick)],
      ...(scene.service === 'dispatch' && this.customerIds.length > 0
        ? { customer_id: pick(this.customerIds) }
        : {}),
      context: {
        source_ip: who.ip,
        user_agent: who.agent,
        request_id: `req_${Math.floor(this.random() * 1e9).toString(36)}`,
      },
      tags: { environment: 'production', region: who.ip.startsWith('126.') ? 'asia' : 'europe' },
      ...more?.(pick),
    };
  }
}
