import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '../../destinations/destination.ts';
import { syslog } from '../../destinations/syslog.ts';
import { webhook } from '../../destinations/webhook.ts';
import type { Event } from '../../event/event.ts';
import type { Format } from '../../event/format/format.ts';
import { isHttp } from '../../transports/transmission.ts';
import { Encoder, type Target } from './encoder.ts';
import { storedEvent } from './stored-event.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const event = {
  ...{ action: 'document.shared', id: 'evt-1', level: 'notice', occurred_at: '2026-11-23T09:59:00.000Z' },
  ...{ organization_id: '01900000-0000-7000-8000-000000000000', result: 'success', schema: 1, seq: 7 },
  received_at: '2026-11-23T09:59:01.000Z',
} as Event;
const text = JSON.stringify(event);
const batchOf = (encoder: Encoder, source: StoredEvent) => {
  const one = encoder.encode(source, now);
  return { events: [one], bytes: one.bytes + encoder.framing.around, through: 7 };
};

const toWebhook = (format: Format, body = 'object'): Target => ({
  trailId: '01900000-0000-7000-8000-0000000000aa',
  destination: webhook as unknown as Target['destination'],
  format,
  config: webhook.config.parse({ url: 'https://hooks.example.com/', body }),
  secrets: { ...webhook.makeSecrets?.() },
});

describe('the text of an event is in the format of the trail', () => {
  test('a trail of format cairn hands on the stored text, which nobody parses', () => {
    const unread: StoredEvent = {
      ...{ seq: 7, text, format: 'cairn' },
      get event(): Event {
        throw new Error('parsed');
      },
    };
    const encoder = new Encoder(toWebhook('cairn'));
    expect(encoder.encode(unread, now).item).toBe(text);
    expect(() => new Encoder(toWebhook('ecs')).encode(unread, now)).toThrow('parsed');
  });

  test.each(['cloudevents', 'ocsf', 'ecs'] as const)(
    '%s is one object, and the source stays as stored',
    (format) => {
      const encoder = new Encoder(toWebhook(format));
      const source = storedEvent({ seq: 7, event: text });
      const encoded = encoder.encode(source, now);
      expect(encoded.source).toBe(source);
      expect(encoded.item).not.toBe(text);
      expect(encoded.bytes).toBe(Buffer.byteLength(encoded.item));
      expect(JSON.stringify(JSON.parse(encoded.item))).toContain('evt-1');
    },
  );

  test('body and content type follow the format and the setting; the framing is counted', async () => {
    const sent = async (format: Format, body: string) => {
      const encoder = new Encoder(toWebhook(format, body));
      const batch = batchOf(encoder, storedEvent({ seq: 7, event: text }));
      const { outgoing } = await encoder.prepare(batch, 'live', now);
      if (!isHttp(outgoing)) throw new Error('a webhook is HTTP');
      expect(Buffer.byteLength(outgoing.body)).toBe(batch.bytes);
      return [outgoing.headers['content-type'], String(outgoing.body)];
    };
    expect(await sent('cairn', 'object')).toEqual(['application/json', `{"events":[${text}]}`]);
    expect(await sent('cairn', 'array')).toEqual(['application/json', `[${text}]`]);
    expect(await sent('cairn', 'lines')).toEqual(['application/x-ndjson', `${text}\n`]);
    const [type, body] = await sent('cloudevents', 'lines');
    expect(type).toBe('application/cloudevents-batch+json');
    expect(JSON.parse(body as string)).toMatchObject([{ specversion: '1.0', id: 'evt-1' }]);
  });

  test('syslog carries CEF as its message', () => {
    const target = {
      ...toWebhook('cef'),
      destination: syslog as unknown as Target['destination'],
      config: syslog.config.parse({ host: 'logs.example.com' }),
    };
    expect(new Encoder(target).encode(storedEvent({ seq: 7, event: text }), now).item).toMatch(
      /\] CEF:0\|Cairn\|Cairn\|1\|document\.shared\|/,
    );
  });
});
