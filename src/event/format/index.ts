import { cef } from './cef.ts';
import { cloudEvents } from './cloudevents.ts';
import { ecs } from './ecs.ts';
import type { Format, Writer } from './format.ts';
import { leef } from './leef.ts';
import { ocsf } from './ocsf.ts';

/** What writes each format. */
export const writers: Readonly<Record<Format, Writer>> = {
  cairn: (_, text) => text,
  cloudevents: cloudEvents,
  ocsf,
  ecs,
  cef,
  leef,
};
