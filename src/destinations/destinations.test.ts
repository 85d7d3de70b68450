import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Event } from '../event/event.ts';
import { toJsonSchema } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import { redactor } from '../kernel/redact.ts';
import { type Receipt, receiptAnswer } from '../transports/receipt.ts';
import { calledBy, isHttp, shownOf } from '../transports/transmission.ts';
import { datadog, datadogSites } from './datadog.ts';
import type { Destination, StoredEvent } from './destination.ts';
import { destinations, findDestination } from './index.ts';
import { standardOutcome } from './outcome.ts';
import { syslog } from './syslog.ts';
import { webhook } from './webhook.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const context = { batchId: 'b', trailId: 't', format: 'cairn', now } as const;

const event: Event = {
  ...{ id: 'evt-1', action: 'document.shared', occurred_at: '2026-11-23T09:59:00.000Z', level: 'notice' },
  ...{ result: 'success', service: 'portal', actor: { type: 'user', id: 'u1', name: 'Ådé "東京" \\ ] <1>' } },
  ...{ organization_id: '01900000-0000-7000-8000-000000000000', seq: 7, schema: 1 },
  received_at: '2026-11-23T09:59:01.000Z',
} as Event;
const stored = (more: Partial<Event> = {}): StoredEvent => {
  const whole = { ...event, ...more };
  return { seq: whole.seq, text: JSON.stringify(whole), format: 'cairn', event: whole };
};

describe('every destination', () => {
  test('stands in the registry sorted by id, once', () => {
    const ids = destinations.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const id of ids) expect(findDestination(id)?.id).toBe(id);
    expect(findDestination('fax')).toBeUndefined();
  });

  test.each(destinations.map((one) => [one.id, one] as const))('%s explains itself', (_, one) => {
    for (const form of [one.config, one.secrets]) {
      const { properties, additionalProperties } = toJsonSchema(form) as {
        properties: Record<string, { title?: string; description?: string; secret?: boolean }>;
        additionalProperties: boolean;
      };
      expect(additionalProperties).toBe(false);
      for (const [name, field] of Object.entries(properties)) {
        expect(field.title, name).toMatch(/^\p{Lu}/u);
        if (form === one.secrets) expect(field.secret, name).toBe(true);
        expect(field.description ?? 'No.', name).toMatch(/[.?]$/);
      }
    }
    for (const text of [one.description, one.lookFor, ...one.notes]) expect(text).toMatch(/\.$/);
    expect(one.docs).toMatch(/^https:\/\//);
    expect(one.limits.eventBytes).toBeLessThanOrEqual(one.limits.bytes);
    expect(one.formats).toContain('cairn');
  });
});

/** Secrets of destinations whose request reads them; the others do with any text. */
const secretSamples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sumo_logic: { url: 'https://endpoint1.collection.sumologic.com/receiver/v1/http/hidden-0123456789' },
  slack: { webhook_url: 'https://hooks.slack.com/services/T0/B0/hidden-0123456789' },
  webhook: webhook.secrets.parse(webhook.makeSecrets?.()) as Record<string, string>,
};

const secretsOf = (one: Destination): Record<string, string> =>
  secretSamples[one.id] ??
  Object.fromEntries(Object.keys(one.secrets.shape).map((name) => [name, `hidden-${name}-0123456789`]));

/** The settings that people would see as examples, and the defaults. */
function configOf(one: Destination): z.output<z.ZodObject> {
  const { properties = {}, required = [] } = toJsonSchema(one.config) as {
    properties?: Record<string, { examples?: unknown[]; enum?: unknown[]; default?: unknown }>;
    required?: string[];
  };
  const filled = required
    .filter((name) => properties[name]?.default === undefined)
    .map((name) => [name, properties[name]?.examples?.[0] ?? properties[name]?.enum?.[0]]);
  return one.config.parse(Object.fromEntries(filled));
}

const requestOf = (one: Destination, events: readonly StoredEvent[], secrets = secretsOf(one)) => {
  const config = configOf(one);
  const framing = typeof one.framing === 'function' ? one.framing(config, one.formats[0]) : one.framing;
  const { open, between, close } = framing;
  const body = open + events.map((each) => one.item(each, config, now)).join(between) + close;
  const id = 'b7c1d2e3-0000-8000-8000-000000000000';
  const context = { batchId: id, trailId: id, format: one.formats[0], now };
  return one.request(events.length === 0 ? '' : body, config, secrets, context);
};

const outcomeOf = (one: Destination, answer: Answer) =>
  (one.outcome ?? standardOutcome)(answer, now.getTime(), [stored()]);

/** Destinations whose answers have a status of HTTP. */
const overHttp = destinations.filter((one) => {
  const request = requestOf(one, [stored()]);
  return isHttp(request) && /^https?:/.test(request.url);
});
const withReceipts = destinations.filter((one) => {
  const request = requestOf(one, [stored()]);
  return !isHttp(request) && request.kind !== 'mail';
});

describe.each(destinations.map((one) => [one.id, one] as const))('%s', (id, one) => {
  test('has sane limits', () => {
    const { events, bytes, eventBytes, waitMs, paceMs = 0 } = one.limits;
    expect(events).toBeGreaterThanOrEqual(1);
    expect(bytes).toBeGreaterThanOrEqual(eventBytes);
    // An object of a store is read whole, so it may gather for longer.
    expect(waitMs).toBeLessThanOrEqual(one.objects === undefined ? 10_000 : 60_000);
    expect(paceMs).toBeLessThanOrEqual(10_000);
    // What is held in memory for one request, and what one event may take at least.
    expect(bytes).toBeLessThanOrEqual(20_000_000);
    expect(Buffer.byteLength(one.item(stored(), configOf(one), now))).toBeLessThan(eventBytes);
  });

  test('says what to look for and what to know, and has its page', () => {
    expect(one.notes.length).toBeGreaterThan(0);
    const page = readFileSync(`docs/destinations/${id}.md`, 'utf8');
    for (const text of [one.name, one.description, one.lookFor, ...one.notes]) expect(page).toContain(text);
    expect(page).toMatch(/^Tested against /m);
  });

  test('shows a request without any of its secrets', () => {
    const secrets = secretsOf(one);
    const redact = redactor(Object.values(secrets));
    const shown = redact(shownOf(requestOf(one, [stored()], secrets), 100_000));
    expect(shown).not.toBe('');
    for (const [name, value] of Object.entries(secrets)) expect(shown, name).not.toContain(value);
  });

  test('encodes the same event to the same request, and is checked before there is any event', () => {
    const context = [stored(), stored({ id: 'evt-2', seq: 8 })];
    expect(requestOf(one, context)).toEqual(requestOf(one, context));
    expect(calledBy(requestOf(one, []))).toEqual(calledBy(requestOf(one, context)));
  });
});

describe('answers over HTTP mean the same to every destination', () => {
  const kind = (one: Destination, status: number) => outcomeOf(one, { status, headers: {}, body: '' }).kind;

  test.each(overHttp.map((one) => [one.id, one] as const))('%s', (_, one) => {
    for (const status of [408, 429, 502, 503, 504]) expect(kind(one, status), `${status}`).toBe('retry');
    // OTLP forbids to send the same again after a 500; then the trail waits for a person.
    expect(kind(one, 500)).toBe(one.id === 'otlp' ? 'misconfigured' : 'retry');
    for (const status of [401, 403])
      expect(['unauthorized', 'misconfigured'], `${status}`).toContain(kind(one, status));
    for (const status of [301, 404, 410])
      expect(['unauthorized', 'misconfigured', 'retry'], `${status}`).toContain(kind(one, status));
    expect(kind(one, 413)).toBe('split');
    const waited = outcomeOf(one, { status: 429, headers: { 'retry-after': '7' }, body: '' });
    expect(waited).toMatchObject({ kind: 'retry', afterMs: 7_000 });
  });
});

describe('receipts mean the same to every destination', () => {
  const read = (one: Destination, receipt: Receipt) => outcomeOf(one, receiptAnswer(receipt));
  const unknown = { code: 'unheard_of', message: 'something' };

  test.each(withReceipts.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(read(one, { confirmed: 2, refusals: [] })).toEqual({ kind: 'delivered' });
    expect(read(one, { confirmed: 0, refusals: [unknown] })).toMatchObject({ kind: 'retry' });
    expect(read(one, { confirmed: 1, refusals: [{ ...unknown, index: 1 }] })).toEqual({
      ...{ kind: 'partial', retry: [1], rejected: [] },
    });
  });
});

describe('datadog', () => {
  const config = datadog.config.parse({ site: 'us5.datadoghq.com', ddtags: 'env:prod,team:sec' });
  const item = (more: Partial<Event> = {}) => JSON.parse(datadog.item(stored(more), config, now));

  test('a log holds the event as its message, and what Datadog files it under', () => {
    expect(item()).toEqual({
      ...{ ddsource: 'cairn', service: 'portal', ddtags: 'env:prod,team:sec', status: 'notice' },
      ...{ timestamp: Date.parse(event.occurred_at), message: JSON.stringify(event) },
    });
  });

  test('an event older than 18 hours, or too far in the future, is filed under now and keeps its true time', () => {
    const at = (occurred_at: string) => item({ occurred_at });
    expect(at('2026-11-22T16:00:01.000Z').timestamp).toBe(Date.parse('2026-11-22T16:00:01.000Z'));
    const old = at('2026-11-22T15:59:59.000Z');
    expect(old.timestamp).toBe(now.getTime());
    expect(JSON.parse(old.message).occurred_at).toBe('2026-11-22T15:59:59.000Z');
    expect(at('2026-11-23T12:00:01.000Z').timestamp).toBe(now.getTime());
  });

  test.each(datadogSites)('%s has an intake of its own', (site) => {
    const sent = datadog.request('[]', { ...config, site }, { api_key: 'k' }, context);
    expect(sent.url).toBe(`https://http-intake.logs.${site}/api/v2/logs`);
    expect(sent.headers['dd-api-key']).toBe('k');
  });

  test('tags are one text of key:value, separated by commas', () => {
    for (const ddtags of ['a:b', 'a:b,c:d', 'plain'])
      expect(datadog.config.safeParse({ ddtags }).success).toBe(true);
    for (const ddtags of ['', ',', 'a:b,', 'a,,b', 'a\nb']) {
      expect(datadog.config.safeParse({ ddtags }).success, ddtags).toBe(false);
    }
  });

  test('an event of nothing but quotes and backslashes stays below 1 MB', () => {
    const text = stored({ details: { text: '"\\'.repeat(66_000) } });
    expect(Buffer.byteLength(text.text)).toBeGreaterThan(256 * 1024);
    expect(Buffer.byteLength(datadog.item(text, config, now))).toBeLessThan(datadog.limits.eventBytes);
  });
});

describe('webhook', () => {
  const config = webhook.config.parse({ url: 'https://hooks.example.com/cairn' });
  const secrets = webhook.secrets.parse(webhook.makeSecrets?.());
  const body = `{"events":[${webhook.item(stored(), config, now)}]}`;
  const fresh = { ...context, batchId: 'b7c1d2e3-0000-8000-8000-000000000000', now: new Date() };

  test('the reference library verifies what is sent, and nothing that was changed', () => {
    const { headers, body: sent } = webhook.request(body, config, secrets, fresh);
    const verify = (text: string) =>
      new Webhook(secrets.secret).verify(text, headers as Record<string, string>);
    expect(verify(String(sent))).toEqual({ events: [event] });
    expect(() => verify(`${String(sent)} `)).toThrow();
    expect(headers['webhook-id']).toBe(fresh.batchId);
  });

  test('while the secret changes over, old and new secret both verify', () => {
    const next = webhook.makeSecrets?.() as { secret: string };
    const rotated = webhook.secrets.parse(webhook.rotateSecrets?.(secrets, next));
    expect(rotated).toEqual({ secret: next.secret, previous_secret: secrets.secret });
    const { headers, body: sent } = webhook.request(body, config, rotated, fresh);
    for (const secret of [secrets.secret, next.secret]) {
      new Webhook(secret).verify(String(sent), headers as Record<string, string>);
    }
    const stranger = webhook.makeSecrets?.() as { secret: string };
    expect(() =>
      new Webhook(stranger.secret).verify(String(sent), headers as Record<string, string>),
    ).toThrow();
  });

  test('a secret that is said again changes nothing, and a previous one that is given is kept', () => {
    expect(webhook.rotateSecrets?.(secrets, { secret: secrets.secret })).toEqual({ secret: secrets.secret });
    const both = { ...(webhook.makeSecrets?.() as { secret: string }), previous_secret: secrets.secret };
    expect(webhook.rotateSecrets?.(secrets, both)).toEqual(both);
  });

  test('secrets are whsec_ and 24 to 64 bytes', () => {
    const isTaken = (bytes: number) =>
      webhook.secrets.safeParse({ secret: `whsec_${Buffer.alloc(bytes, 1).toString('base64')}` }).success;
    expect([23, 24, 32, 64, 65].map(isTaken)).toEqual([false, true, true, true, false]);
    expect(webhook.secrets.safeParse({ secret: 'plain text' }).success).toBe(false);
  });
});

describe('syslog', () => {
  const config = syslog.config.parse({ host: 'logs.example.com' });

  test('a frame is its length in bytes and an RFC 5424 message', () => {
    const frame = Buffer.from(syslog.item(stored(), config, now));
    const space = frame.indexOf(' ');
    const message = frame.subarray(space + 1);
    expect(Number(frame.subarray(0, space).toString())).toBe(message.length);
    expect(message.toString()).toBe(
      `<109>1 2026-11-23T09:59:00.000Z cairn cairn - document.shared [cairn@32473 id="evt-1" seq="7" ` +
        `organization="${event.organization_id}"] ${JSON.stringify(event)}`,
    );
  });

  test('MSGID takes what RFC 5424 allows and nothing else', () => {
    const msgid = (action: string) => syslog.item(stored({ action }), config, now).split(' ')[6];
    expect(msgid('delete API token')).toBe('delete_API_token');
    expect(msgid('削除'.repeat(40))).toBe('_'.repeat(32));
    expect(msgid('x'.repeat(40))).toBe('x'.repeat(32));
  });

  test('the address names the transport, and IPv6 is bracketed', () => {
    const url = (more: object) => syslog.request('', { ...config, ...more }, {}, context).url;
    expect(url({})).toBe('tls://logs.example.com:6514');
    expect(url({ host: '2001:db8::1', transport: 'tcp', port: 514 })).toBe('tcp://[2001:db8::1]:514');
  });
});
