import { isIPv4 } from 'node:net';
import { actionLabels } from '../action.ts';
import type { Event, Level } from '../event.ts';
import { product, type Writer } from './format.ts';
import { asText, cut } from './plain-text.ts';

/** 0 to 3 is low, 4 to 6 medium, 7 and 8 high, 9 and 10 very high. */
const severities: Readonly<Record<Level, number>> = { information: 1, notice: 3, warning: 6, error: 8 };

/** Control characters other than line breaks, which a line of text cannot hold. */
const controls = /(?![\r\n])\p{Cc}/gu;

/** A header field: one line, backslash and bar escaped. */
const header = (text: string, max: number): string =>
  cut(text, max)
    .replace(controls, ' ')
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\|]/g, '\\$&');

/** A value of the extension: backslash and equals sign escaped, line breaks written as `\n` and `\r`. */
const value = (text: string, max: number): string =>
  cut(text, max)
    .replace(controls, ' ')
    .replace(/[\\=]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');

/** The longest text of a custom string (`cs1` to `cs6`). */
const maxCustom = 4000;

/** `externalId` takes 40 characters, and half an id is none: a longer one stands in `cs6` only. */
const maxExternalId = 40;

/** Key, value, longest value: the dictionary of ArcSight's Common Event Format, version 25. */
function* extension(event: Event): Generator<readonly [string, unknown, number]> {
  const { actor, context } = event;
  const ip = context?.source_ip;
  yield ['rt', String(Date.parse(event.occurred_at)), 20];
  if (event.id.length <= maxExternalId) yield ['externalId', event.id, maxExternalId];
  yield ['act', event.action, 63];
  yield ['outcome', event.result === 'success' ? 'success' : 'failure', 63];
  yield [
    'reason',
    event.error_code ?? (event.result === 'validation_error' ? event.result : undefined),
    1023,
  ];
  yield ['cat', event.module, 1023];
  yield ['suid', actor?.id, 1023];
  yield ['suser', actor?.name || actor?.id, 1023];
  yield ['sourceServiceName', event.service, 1023];
  if (ip !== undefined && isIPv4(ip)) yield ['src', ip, 15];
  if (ip !== undefined && !isIPv4(ip)) yield* custom('c6a2', 'Source IPv6 Address', ip);
  yield ['requestClientApplication', context?.user_agent, 1023];
  yield* custom('cn1', 'seq', String(event.seq));
  yield* custom('cs1', 'actorType', actor?.type);
  yield* custom('cs2', 'resources', event.resources);
  yield* custom('cs3', 'complement', event.complement);
  yield* custom('cs4', 'details', event.details);
  yield* custom('cs5', 'organization', event.organization_id);
  yield* custom('cs6', 'eventId', event.id);
  yield* custom('flexString1', 'customer', event.customer_id);
  yield* custom('flexString2', 'tags', event.tags);
}

function* custom(key: string, label: string, held: unknown): Generator<readonly [string, unknown, number]> {
  if (held === undefined) return;
  yield [`${key}Label`, label, 1023];
  yield [key, held, key.startsWith('flex') ? 1023 : maxCustom];
}

/**
 * ArcSight's Common Event Format, `CEF:0`. Fields have a longest length there, and longer values are cut to it:
 * the event's id and number lead back to the whole.
 */
export const cef: Writer = (event) => {
  const label = actionLabels(event.action)[0] ?? event.action;
  const pairs = [...extension(event)].flatMap(([key, held, max]) =>
    held === undefined ? [] : [`${key}=${value(asText(held), max)}`],
  );
  const fields = [
    ...[header(product.vendor, 63), header(product.name, 63), header(product.version, 31)],
    ...[header(event.action, 1023), header(label, 512), String(severities[event.level])],
  ];
  return `CEF:0|${fields.join('|')}|${pairs.join(' ')}`;
};
