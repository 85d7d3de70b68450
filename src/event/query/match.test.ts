import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queries } from '../../../test/generated-queries.ts';
import type { Event } from '../event.ts';
import { match } from './match.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';

const now = new Date('2026-11-23T10:00:00.000Z');

const event: Event = {
  id: 'e-1',
  organization_id: '01890000-0000-7000-8000-000000000000',
  seq: 42,
  schema: 1,
  action: 'api_token.generated',
  occurred_at: '2026-11-07T23:59:59.999Z',
  received_at: '2026-11-23T09:30:00.000Z',
  level: 'notice',
  result: 'success',
  module: 'System Administration',
  actor: { type: 'user', id: 'U-1', name: 'Zoë Müller' },
  resources: [
    { type: 'trail', id: 't-1', name: 'To Datadog' },
    { type: 'document', id: 'doc_9' },
  ],
  context: { source_ip: '2001:db8::1', user_agent: 'Mozilla/5.0 (X11)', request_id: 'req-7' },
  complement: { scope: 'events:read', validity_period: null },
  details: {
    amount: 5,
    flag: true,
    code: '5',
    before: { role: 'MEMBER' },
    items: [{ name: 'a' }, { name: 'b', tags: ['x', 'y'] }],
    empty: [],
    nothing: null,
    'a.b': 1,
  },
  tags: { env: 'prod', 'region.name': 'Tōkyō' },
};

const matches = (query: string, of: Event = event): boolean => match(parse(query, { now }), { now })(of);

describe('match', () => {
  it.each([
    ...['', '*', 'id:e-1', 'seq:42', 'seq:40..42', 'seq:>41', 'seq:<=42', 'action:api_token.generated'],
    ...['action:api_token.*', 'action:*.generated', 'action:a*t*.g*', 'level:notice,error', '-level:error'],
    ...[
      'module:"System Administration"',
      'module:System*',
      'actor:U-1',
      'actor:"zoë müller"',
      'actor.name:ZOË*',
    ],
    ...['actor.id:U-1', 'actor.type:user', 'resource:t-1', 'resource:"to datadog"', 'resource.type:document'],
    ...[
      'resource.name:*datadog',
      'trail:t-1',
      'ip:2001:db8::1',
      'ip:2001:*',
      'user_agent:mozilla*',
      'request_id:req-7',
    ],
    ...['tag.env:prod', 'tag.region.name:T*', 'tag.env:*', '-tag.other:*', '-customer:*', 'details.amount:5'],
    ...[
      'details.amount:5.0',
      'details.amount:>4',
      'details.amount:1..5',
      'details.flag:true',
      'details.code:5',
    ],
    ...['details.before.role:MEMBER', 'details.items.name:b', 'details.items.tags:y', 'details."a.b":1'],
    ...['-details.nothing:*', '-details.empty:*', 'details.before:*', 'complement.scope:events*'],
    ...[
      '-complement.validity_period:*',
      'occurred:2026-11-07',
      'occurred:..2026-11-07',
      'occurred:<2026-11-08',
    ],
    ...[
      '-occurred:>2026-11-07',
      'occurred:>=2026-11-07',
      'received:today',
      'received:now-1h..',
      'received:>=now-30m',
    ],
    ...[
      'TOKEN',
      'api*generated',
      '"generate API token"',
      'トークン',
      'jeton',
      'u-1',
      'müller',
      'datadog',
      'doc_9',
    ],
    ...[
      'member',
      '"2001:db8"',
      '"(x11)"',
      'prod',
      '"events:read"',
      'level:notice notice OR prod',
      'action:x OR level:notice',
    ],
    ...[
      'action:x,api_token.generated',
      'action:x action:api_token.generated',
      '-(level:error zoë)',
      'NOT level:error',
    ],
  ])('%s finds the event', (query) => {
    expect(matches(query)).toBe(true);
  });

  it.each([
    ...[
      'id:E-1',
      'seq:43',
      'seq:>42',
      'action:API_token.generated',
      'action:api_token',
      'action:*.gen',
      'level:error',
    ],
    ...[
      '-level:notice',
      'module:system*',
      'actor:u-1',
      'actor:zoë',
      'actor.id:"Zoë Müller"',
      'resource.id:"To Datadog"',
    ],
    ...[
      'trail:doc_9',
      'integration:t-1',
      'integration:*',
      'customer:*',
      'service:x',
      '-service:*  level:error',
      'tag.ENV:prod',
    ],
    ...[
      'tag.env:Prod',
      'details.amount:<5',
      'details.code:>4',
      'details.flag:1',
      'details.nothing:*',
      'details.nothing:null',
    ],
    ...[
      'details.items.name:c',
      'details.constructor:*',
      'tag.toString:*',
      'occurred:>2026-11-07',
      'occurred:2026-11-08..',
    ],
    ...[
      'occurred:today',
      'received:yesterday',
      'scope',
      'action:x AND level:notice',
      'action:api* AND action:x',
      'nowhere',
    ],
  ])('%s does not find it', (query) => {
    expect(matches(query)).toBe(false);
  });

  it('a word does not reach from one part of an event into the next', () => {
    expect(matches('U-1Zoë')).toBe(false);
    expect(matches('"u-1 zoë"')).toBe(false);
  });

  it('an integration is found by its own events and by what was done to it', () => {
    const own: Event = { ...event, integration_id: 'i-1' };
    const changed: Event = { ...event, resources: [{ type: 'integration', id: 'i-1' }] };
    expect([own, changed, event].map((item) => matches('integration:i-1', item))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('excluding is the opposite of finding, whatever the query', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(match({ kind: 'not', of: query }, { now })(event)).toBe(!match(query, { now })(event));
      }),
      { numRuns: 2000 },
    );
  });

  it('a query and its printed text find the same', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(matches(print(query))).toBe(match(query, { now })(event));
      }),
      { numRuns: 1000 },
    );
  });
});
