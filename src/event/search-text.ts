import { actionLabels } from './action.ts';
import type { Event, Json } from './event.ts';
import { fold } from './fold.ts';
import { partSeparator } from './query/lexer.ts';

let lastEvent: Event | undefined;
let lastText = '';

/**
 * The folded text in which free words are looked for: the action and its labels, ids and names of actor and
 * resources, texts and numbers of complement, details and tags (their keys not: they would match every event
 * of a kind), source address and user agent. Parts stand apart by U+001F, which no query can contain.
 *
 * The last text is kept, because a query with several words asks for it several times.
 */
export function searchText(event: Event): string {
  if (event === lastEvent) return lastText;
  const parts = [event.action, ...actionLabels(event.action)];
  if (event.actor !== undefined) addNamed(parts, event.actor);
  for (const resource of event.resources ?? []) addNamed(parts, resource);
  addJson(parts, event.complement);
  addJson(parts, event.details);
  addJson(parts, event.tags);
  if (event.context?.source_ip !== undefined) parts.push(event.context.source_ip);
  if (event.context?.user_agent !== undefined) parts.push(event.context.user_agent);
  lastText = fold(parts.join(partSeparator));
  lastEvent = event;
  return lastText;
}

function addNamed(parts: string[], { id, name }: { readonly id: string; readonly name?: string }): void {
  parts.push(id);
  if (name !== undefined) parts.push(name);
}

function addJson(parts: string[], value: Json | undefined): void {
  if (typeof value === 'string') parts.push(value);
  else if (typeof value === 'number') parts.push(String(value));
  else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) addJson(parts, item);
  }
}
