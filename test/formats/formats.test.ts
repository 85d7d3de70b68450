import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actions } from '../../src/event/action.ts';
import { type Format, formats, jsonFormats } from '../../src/event/format/format.ts';
import { writers } from '../../src/event/format/index.ts';
import { neededEngine } from '../engines/needed.ts';
import { anyLogged, type Logged, logged } from './any-event.ts';
import { ecsFaults } from './ecs-rules.ts';
import { readCef, readLeef } from './line-readers.ts';
import { ocsfFaults } from './ocsf-rules.ts';

const write = (format: Format, { event, text }: Logged): string => writers[format](event, text);
const read = (format: Format, one: Logged) => JSON.parse(write(format, one));

const full = {
  ...{
    action: 'document.shared',
    occurred_at: '2026-11-23T09:59:00Z',
    level: 'warning',
    module: 'Documents',
  },
  ...{ service: 'portal', result: 'failed', error_code: 'E42', customer_id: 'c-1' },
  actor: { type: 'user', id: 'u|1', name: 'Ada = "Lovelace" \\ | x=y', details: { team: 'a' } },
  resources: [{ type: 'doc', id: 'd-1', name: 'Plan\nB' }],
  context: { source_ip: '192.0.2.7', user_agent: 'curl/8', request_id: 'r-1', session_id: 's-1' },
  complement: { key: 'a|b=c\\d' },
  details: { before: 1, after: 2 },
  tags: { 'env.name': 'prod' },
};

describe('every format', () => {
  test.each(formats)('%s: one line for every valid event, and JSON where it says so', (format) => {
    fc.assert(
      fc.property(anyLogged, (one) => {
        const text = write(format, one);
        expect(text).not.toMatch(/[\r\n]/);
        expect(Buffer.from(text).toString()).toBe(text);
        if (jsonFormats.has(format)) expect(typeof JSON.parse(text)).toBe('object');
        expect(write(format, one)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test('cairn is the stored text itself', () => {
    const one = logged(full);
    expect(write('cairn', one)).toBe(one.text);
  });
});

describe('cloudevents', () => {
  // The reference implementation, which checks against the schema of the specification.
  const { CloudEvent } = createRequire(import.meta.url)(neededEngine('cloudevents')) as {
    CloudEvent: new (event: object, strict: boolean) => { validate(): boolean };
  };

  test('the reference implementation takes every event, and strings hold nothing that is forbidden', () => {
    fc.assert(
      fc.property(anyLogged, (one) => {
        const { data, ...attributes } = read('cloudevents', one);
        expect(new CloudEvent({ ...attributes, data }, true).validate()).toBe(true);
        expect(data).toEqual(one.event);
        for (const [name, value] of Object.entries(attributes)) {
          expect(name).toMatch(/^[a-z0-9]{1,20}$/);
          expect(value).toMatch(/^[^\p{Cc}\p{Noncharacter_Code_Point}]+$/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('source and id name the event, and the sequence orders as text', () => {
    const [first, tenth] = [logged(full, 9), logged(full, 10)].map((one) => read('cloudevents', one));
    expect(first).toMatchObject({
      ...{ specversion: '1.0', id: 'evt-1', type: 'document.shared', subject: 'd-1' },
      ...{ source: 'urn:cairn:organization:01900000-0000-7000-8000-000000000000' },
      ...{ time: '2026-11-23T09:59:00.000Z', datacontenttype: 'application/json' },
    });
    expect(first.sequence < tenth.sequence).toBe(true);
  });

  test('noncharacters of every plane are replaced', () => {
    expect(read('cloudevents', logged({ action: 'a\u{1ffff}b\u{10fffe}c\uffffd' })).type).toBe('a_b_c_d');
  });
});

describe('ocsf', () => {
  test('every event holds the rules of its class', () => {
    fc.assert(
      fc.property(anyLogged, (one) => {
        expect(ocsfFaults(read('ocsf', one))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('each of the own actions has a class', () => {
    for (const action of Object.keys(actions)) {
      const event = { action, service: 'cairn', resources: [{ type: 'thing', id: 't' }] };
      expect(ocsfFaults(read('ocsf', logged(event))), action).toEqual([]);
    }
  });

  const classOf = (action: string, more: object = {}) => {
    const { class_uid, activity_id } = read('ocsf', logged({ action, ...more }));
    return [class_uid, activity_id];
  };

  test.each([
    ['session.started', 3002, 1],
    ['session.refused', 3002, 1],
    ['session.ended', 3002, 2],
    ['UserLoggedIn', 6003, 99],
    ['user.login', 3002, 1],
    ['SignOut', 3002, 2],
    ['password.changed', 3001, 3],
    ['user.password_reset', 3001, 4],
    ['two_factor.enabled', 3001, 10],
    ['two_factor.disabled', 3001, 11],
    ['member.joined', 3001, 1],
    ['user.deleted', 3001, 6],
    ['member.updated', 3005, 99],
    ['ownership.transferred', 3005, 3],
    ['role.revoked', 3005, 4],
    ['document.shared', 6003, 3],
    ['CreateRepository', 6003, 1],
    ['delete API token', 6003, 4],
    ['file.downloaded', 6003, 2],
    ['address_book.deleted', 6003, 4],
    ['東京', 6003, 99],
  ])('%s is class %i, activity %i', (action, uid, activity) => {
    expect(classOf(action)).toEqual([uid, activity]);
  });

  test('administration of Cairn is Entity Management', () => {
    const own = { service: 'cairn', resources: [{ type: 'trail', id: 't-1', name: 'SIEM' }] };
    expect(classOf('trail.created', own)).toEqual([3004, 1]);
    expect(classOf('api_token.deleted', own)).toEqual([3004, 4]);
    expect(classOf('trail.created')).toEqual([6003, 1]);
  });

  test('nothing of an event is lost', () => {
    const event = read('ocsf', logged(full));
    expect(event).toMatchObject({
      ...{ severity_id: 3, status_id: 2, status_code: 'E42', time: Date.parse('2026-11-23T09:59:00Z') },
      metadata: {
        uid: 'evt-1',
        original_time: '2026-11-23T09:59:00.000Z',
        sequence: 7,
        labels: ['env.name:prod'],
      },
      actor: { user: { uid: 'u|1', type_id: 1 }, session: { uid: 's-1' } },
      src_endpoint: { ip: '192.0.2.7' },
      api: { operation: 'document.shared', service: { name: 'portal' }, request: { uid: 'r-1' } },
      resources: [{ uid: 'd-1', name: 'Plan\nB', type: 'doc' }],
      http_request: { user_agent: 'curl/8' },
      unmapped: {
        module: 'Documents',
        complement: full.complement,
        details: full.details,
        customer_id: 'c-1',
      },
    });
  });
});

describe('ecs', () => {
  test('every event holds the rules of the schema', () => {
    fc.assert(
      fc.property(anyLogged, (one) => {
        expect(ecsFaults(read('ecs', one))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('what the schema has a field for stands there, the rest under cairn', () => {
    expect(read('ecs', logged(full))).toMatchObject({
      '@timestamp': '2026-11-23T09:59:00.000Z',
      event: {
        id: 'evt-1',
        action: 'document.shared',
        outcome: 'failure',
        category: ['configuration'],
        type: ['change'],
      },
      ...{
        user: { id: 'u|1' },
        source: { ip: '192.0.2.7' },
        error: { code: 'E42' },
        labels: { env_name: 'prod' },
      },
      cairn: {
        actor: full.actor,
        resources: full.resources,
        complement: full.complement,
        details: full.details,
      },
    });
  });
});

describe('cef', () => {
  test('a reader of the format gets id, number, action and actor of every event back', () => {
    fc.assert(
      fc.property(anyLogged, (one) => {
        const { header, fields } = readCef(write('cef', one));
        const { event } = one;
        expect(fields.get('cs6')).toBe(event.id);
        expect(fields.get('cn1')).toBe(String(event.seq));
        expect(fields.get('rt')).toBe(String(Date.parse(event.occurred_at)));
        expect(header[3]).toBe(event.action.replace(/(?![\r\n])\p{Cc}/gu, ' ').replace(/[\r\n]+/g, ' '));
        if (event.actor) expect(fields.get('suid')?.length).toBe(event.actor.id.length);
        for (const [key, value] of fields) expect(value.length, key).toBeLessThanOrEqual(4000);
      }),
      { numRuns: 300 },
    );
  });

  test('bars, equals signs, backslashes and line breaks come back as they were', () => {
    const { header, fields } = readCef(write('cef', logged({ ...full, action: 'a|b\\c' })));
    expect(header).toEqual(['Cairn', 'Cairn', '1', 'a|b\\c', 'a|b\\c', '6']);
    expect(fields.get('suser')).toBe(full.actor.name);
    expect(JSON.parse(fields.get('cs2') as string)).toEqual(full.resources);
    expect(JSON.parse(fields.get('cs3') as string)).toEqual(full.complement);
    expect(fields.get('externalId')).toBe('evt-1');
    expect(readCef(write('cef', logged(full, 1, 'x'.repeat(41)))).fields.has('externalId')).toBe(false);
  });

  test('IPv6 stands where the format has a place for it', () => {
    const { fields } = readCef(write('cef', logged({ action: 'a', context: { source_ip: '2001:db8::1' } })));
    expect([fields.get('src'), fields.get('c6a2'), fields.get('c6a2Label')]).toEqual([
      undefined,
      '2001:db8::1',
      'Source IPv6 Address',
    ]);
  });

  test('a value is cut to what its field takes, never inside a pair', () => {
    const { fields } = readCef(
      write('cef', logged({ action: 'a', details: { x: `y${'🙂'.repeat(3000)}` } })),
    );
    expect(fields.get('cs4')?.length).toBeLessThanOrEqual(4000);
    expect(fields.get('cs4')?.isWellFormed()).toBe(true);
  });
});

describe('leef', () => {
  test('a reader of the format gets every attribute of every event back', () => {
    fc.assert(
      fc.property(anyLogged, (one) => {
        const { header, fields } = readLeef(write('leef', one));
        expect(header.slice(0, 3)).toEqual(['Cairn', 'Cairn', '1']);
        expect(fields.get('eventId')).toBe(one.event.id);
        expect(fields.get('devTime')).toBe(one.event.occurred_at);
        expect(fields.has('details')).toBe(one.event.details !== undefined);
      }),
      { numRuns: 300 },
    );
  });

  test('what would break the line is replaced, for LEEF cannot escape', () => {
    const { header, fields } = readLeef(write('leef', logged({ ...full, action: 'a|b\tc' })));
    expect(header[3]).toBe('a_b c');
    expect(fields.get('usrName')).toBe(full.actor.name);
    expect(JSON.parse(fields.get('complement') as string)).toEqual(full.complement);
    expect(fields.get('sev')).toBe('6');
  });
});
