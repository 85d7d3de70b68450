import { actionLabels } from '../action.ts';
import type { Event, Level } from '../event.ts';
import { product, type Writer } from './format.ts';
import { asText, cut } from './plain-text.ts';

/** 1 is the lowest, 10 the highest. */
const severities: Readonly<Record<Level, number>> = { information: 1, notice: 3, warning: 6, error: 8 };

/** LEEF has no way to escape: the separator (a tab) and line breaks become spaces. */
const clean = (text: string): string => text.replace(/\p{Cc}/gu, ' ');

/** A header field cannot hold a bar either. */
const header = (text: string): string => clean(text).replaceAll('|', '_');

/** QRadar reads 255 characters of a user's name. */
const maxUserName = 255;

/** Predefined attributes first, then our own, whose names are letters only. */
const attributes = (event: Event): readonly (readonly [string, unknown])[] => {
  const { actor, context } = event;
  return [
    ['cat', event.module ?? event.service],
    ['devTime', event.occurred_at],
    ['devTimeFormat', "yyyy-MM-dd'T'HH:mm:ss.SSSX"],
    ['sev', String(severities[event.level])],
    ['src', context?.source_ip],
    ['usrName', actor === undefined ? undefined : cut(actor.name || actor.id, maxUserName)],
    ['eventId', event.id],
    ['eventName', actionLabels(event.action)[0] ?? event.action],
    ['seq', String(event.seq)],
    ['organization', event.organization_id],
    ['customer', event.customer_id],
    ['result', event.result],
    ['errorCode', event.error_code],
    ['service', event.service],
    ['actorType', actor?.type],
    ['actorId', actor?.id],
    ['actorDetails', actor?.details],
    ['resources', event.resources],
    ['userAgent', context?.user_agent],
    ['requestId', context?.request_id],
    ['sessionId', context?.session_id],
    ['location', context?.location],
    ['complement', event.complement],
    ['details', event.details],
    ['tags', event.tags],
    ['integration', event.integration_id],
  ];
};

/**
 * IBM's Log Event Extended Format 2.0, for QRadar
 * (https://www.ibm.com/docs/en/dsm?topic=overview-leef-event-components), with tabs between the attributes.
 */
export const leef: Writer = (event) => {
  const pairs = attributes(event).flatMap(([key, held]) =>
    held === undefined ? [] : [`${key}=${clean(asText(held))}`],
  );
  const fields = [product.vendor, product.name, product.version, event.action].map(header);
  return `LEEF:2.0|${fields.join('|')}|x09|${pairs.join('\t')}`;
};
