import type { Event } from '../event/event.ts';
import type { Message } from '../transports/transmission.ts';

/** Messages stand in a body as a JSON array, so that `request` gets them back one by one. */
export const messageFraming = { open: '[', between: ',', close: ']' };

export const encodeMessage = (message: Message): string => JSON.stringify(message);

/** The messages of a body; none where there is no body. */
export const decodeMessages = (body: string): readonly Message[] => (body === '' ? [] : JSON.parse(body));

/** What may stand in braces in a name. */
export const placeholders = ['organization', 'action', 'level', 'module', 'actor'] as const;

export const hasKnownPlaceholders = (template: string): boolean =>
  [...template.matchAll(/\{([^}]*)\}?/g)].every(
    ([whole, name]) => whole.endsWith('}') && placeholders.some((known) => known === name),
  );

/** The name with its placeholders filled from the event; `clean` makes a value fit. */
export function filled(template: string, event: Event, clean: (value: string) => string): string {
  const values: Record<(typeof placeholders)[number], string> = {
    organization: event.organization_id,
    action: event.action,
    level: event.level,
    module: event.module ?? '',
    actor: event.actor?.id ?? '',
  };
  return template.replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => clean(values[name]) || '_');
}
