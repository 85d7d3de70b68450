/** Made-up events with the uneven spread of real ones: few actors, actions and words make up most of the log. */
export interface Lifelike {
  readonly id: string;
  readonly action: string;
  readonly occurred_at: string;
  readonly [field: string]: unknown;
}

const actions = [
  ...[
    'document.viewed',
    'document.updated',
    'session.started',
    'document.shared',
    'comment.added',
    'file.downloaded',
  ],
  ...[
    'record.exported',
    'member.invited',
    'member.removed',
    'role.granted',
    'api_token.generated',
    'key.rotated',
  ],
  ...[
    'policy.changed',
    'space.created',
    'space.deleted',
    'invoice.paid',
    'webhook.failed',
    'backup.restored',
  ],
];
const modules = ['Documents', 'Authentication', 'Billing', 'System Administration', 'Spaces'];
const services = ['portal', 'mobile', 'api', 'worker'];
const nouns = [
  'budget',
  'roadmap',
  'contract',
  'payroll',
  'minutes',
  'draft',
  'forecast',
  'survey',
  'handbook',
];
const places = ['Lyon', 'Osaka', 'Berlin', 'Austin', 'Nairobi', '東京', 'Łódź'];
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  'acme-cli/3.2.1 (linux; amd64)',
];

/** A small generator of pseudo-random numbers below 1 (mulberry32), so that every run has the same events. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes event number `n`, which is reported at `receivedMs`; one in a hundred happened up to three days before. */
export function lifelikeEvents(seed: number): (n: number, receivedMs: number) => Lifelike {
  const random = numbers(seed);
  const skewed = (count: number) => Math.floor(count * random() ** 3);
  const of = <T>(list: readonly T[]): T => list[skewed(list.length)] as T;
  return (n, receivedMs) => {
    const late = random() < 0.01 ? random() * 3 * 86_400_000 : random() * 2_000;
    const action = skewed(actions.length);
    const actor = skewed(5_000);
    const document = skewed(200_000);
    const rare = random() < 0.00001 ? ' zanzibar' : '';
    return {
      id: `bench-${n}`,
      action: actions[action] ?? '',
      occurred_at: new Date(receivedMs - Math.floor(late)).toISOString(),
      level: random() < 0.9 ? 'information' : of(['notice', 'warning', 'error']),
      result: random() < 0.95 ? 'success' : 'failed',
      module: modules[action % modules.length],
      service: services[actor % services.length],
      actor: { type: 'user', id: `user-${actor}`, name: `${of(places)} Person ${actor}` },
      resources: [
        {
          type: 'document',
          id: `doc-${document}`,
          name: `${of(nouns)} ${of(nouns)} ${document % 977}${rare}`,
        },
      ],
      context: {
        source_ip: `10.${skewed(256)}.${skewed(256)}.${skewed(256)}`,
        user_agent: of(agents),
        request_id: `req-${n.toString(36)}`,
      },
      details: {
        path: `/spaces/${skewed(300)}/${of(nouns)}/${document}`,
        duration_ms: skewed(3_000),
        before: { title: `${of(nouns)} v${skewed(9)}` },
        after: { title: `${of(nouns)} v${skewed(9)}` },
      },
      tags: { env: 'prod', region: of(['eu-west-1', 'ap-northeast-1', 'us-east-1']) },
    };
  };
}
