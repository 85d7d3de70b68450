import type { Writer } from './format.ts';

/**
 * What a String of CloudEvents must not hold: control characters and noncharacters (specification 1.0.2, "Type
 * System"). Lone surrogates never reach the log.
 */
const forbidden = /[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

const attribute = (text: string): string => text.replace(forbidden, '_');

/** The sequence extension orders as text: as many digits as the largest number has. */
const digits = String(Number.MAX_SAFE_INTEGER).length;

/**
 * CloudEvents 1.0, JSON format, structured (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md).
 * `source` and `id` together name the event; `data` is the event as stored.
 */
export const cloudEvents: Writer = (event, text) => {
  const subject = event.resources?.[0]?.id;
  const head = {
    specversion: '1.0',
    id: event.id,
    source: `urn:cairn:organization:${event.organization_id}`,
    type: attribute(event.action),
    ...(subject === undefined ? {} : { subject: attribute(subject) }),
    time: event.occurred_at,
    datacontenttype: 'application/json',
    sequence: String(event.seq).padStart(digits, '0'),
  };
  return `${JSON.stringify(head).slice(0, -1)},"data":${text}}`;
};
