import type { Event } from '../event.ts';

/** The shapes in which a trail can hand an event over. `cairn` is the text that the log holds. */
export const formats = ['cairn', 'cloudevents', 'ocsf', 'ecs', 'cef', 'leef'] as const;
export type Format = (typeof formats)[number];

/** Formats whose text is a JSON object; the others are lines of text. */
export const jsonFormats: ReadonlySet<Format> = new Set(['cairn', 'cloudevents', 'ocsf', 'ecs']);

/** Writes an event in one format, on one line. Pure, and total over all events of the log. `text` is the event as stored. */
export type Writer = (event: Event, text: string) => string;

/** Who wrote the events, as the formats that ask for it name it. */
export const product = { vendor: 'Cairn', name: 'Cairn', version: '1' } as const;
